"""Opening the console: it needs a terminal, and leaves one as it was."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("words", [[], ["console"], ["demo"]])
def test_without_a_terminal_it_refuses_in_a_sentence(tmp_path: Path, words: list[str]) -> None:
    """As in `make run </dev/null`: no escape sequence, nothing touched, exit code 2."""
    home = tmp_path / "home"
    command = [sys.executable, "-m", "dutyroom", "--lang", "en", "--home", str(home), *words]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert b"needs a terminal" in done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    assert not home.exists()


def test_a_screen_without_a_keyboard_is_refused(tmp_path: Path) -> None:
    """Standard error is a terminal, standard input is not: nobody could ever press a key."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "dutyroom", "--home", str(tmp_path / "home"), "console"]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, timeout=60, check=False
    )
    os.close(slave)
    os.close(master)
    assert done.returncode == 2


def test_nothing_that_the_first_frame_does_not_show_is_loaded_before_it() -> None:
    """No register, no text area, no question: each comes with what needs it."""
    code = "import sys, dutyroom.app, dutyroom.channel.client\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = set(done.stdout.split())
    assert "dutyroom.screens.start" in loaded
    needless = {"sqlalchemy", "textual.widgets._text_area", "dutyroom.screens.asking"}
    assert not needless & loaded
    assert not [name for name in loaded if name.startswith("dutyroom.registers.")]
