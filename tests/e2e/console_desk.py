"""A desk with a running keeper, and what an officer does at its console."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from dutyroom import i18n
from dutyroom.config import Alarms, Interface, load_settings, save_settings
from dutyroom.i18n import _
from tests.e2e.console_terminal import Terminal
from tests.e2e.keeper_desk import KeeperDesk, until

OFFICER = "张三"
LEADER = "李四"
UNIT = "测试值班室"
KNOWN = "04802310110"
"""Number of somebody in the demo's address book."""

LOOKS = [
    pytest.param((80, 24), "zh", id="80x24-zh"),
    pytest.param((120, 36), "en", id="120x36-en", marks=pytest.mark.slow),
    pytest.param((80, 24), "en", id="80x24-en", marks=pytest.mark.slow),
    pytest.param((120, 36), "zh", id="120x36-zh", marks=pytest.mark.slow),
]
"""Size and language; the desk's own is in the quick suite."""

KNOWN_AS = ("清河镇人民政府", "覃小梅")


def contacts() -> Path:
    """Return the address book that tests import: the demo's."""
    return Path(__file__).resolve().parents[2] / "data" / "demo" / "contacts.csv"


@contextlib.contextmanager
def spoken(language: str) -> Iterator[None]:
    """Have `_` answer, inside the block, in the language of the console under test."""
    i18n.use(language)
    try:
        yield
    finally:
        i18n.use("en")


@contextlib.contextmanager
def running(
    home: Path,
    *,
    audio: str = "",
    env: dict[str, str] | None = None,
    alarms: Alarms | None = None,
    borders: Literal["line", "ascii"] = "line",
    book: bool = False,
) -> Iterator[KeeperDesk]:
    """Run a desk's keeper until the end of the block.

    Args:
        home: The desk's folder; must not be there yet.
        audio: Its sound device; empty: none.
        env: Environment of its keeper.
        alarms: When alarms are due; by default no call is ever late.
        borders: How the console draws.
        book: Import an address book first, as an officer does.
    """
    never = Alarms(unanswered=86_400, write_up=86_400, call_back=86_400)
    desk = KeeperDesk(home, audio=audio, env=env, alarms=alarms or never)
    settings = load_settings(desk.places.config)
    assert settings is not None
    interface = Interface(borders=borders)
    save_settings(desk.places.config, msgspec.structs.replace(settings, interface=interface))
    try:
        if book:
            assert "Imported." in dutyroom(home, "contacts", "import", str(contacts()), "--yes")
        desk.start()
        until(lambda: desk.keeper_state().get("database") == "ok", what="the database")
        until(lambda: desk.line_state().get("box") == "ok", what="the box")
        if audio:
            until(lambda: desk.line_state().get("sound") == "ok", what="the sound")
        yield desk
    finally:
        desk.close()


def dutyroom(home: Path, *words: str, env: Mapping[str, str] | None = None) -> str:
    """Run a command of the program to its end; return what it printed.

    Raises:
        AssertionError: Its exit code was not 0.
    """
    done = subprocess.run(
        [sys.executable, "-m", "dutyroom", "--home", str(home), "--lang", "en", *words],
        capture_output=True, text=True, check=False, timeout=50, stdin=subprocess.DEVNULL,
        env={**os.environ, **(env or {})},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def sign_on(terminal: Terminal) -> None:
    """Answer the question who is on duty."""
    terminal.until(_("Who is on duty?"))
    terminal.type(OFFICER)
    terminal.until(OFFICER)
    terminal.move("Tab")
    terminal.type(LEADER)
    terminal.until(LEADER)
    terminal.press("F9")
    terminal.until(f"{_('Officer')} {OFFICER}", f"{_('Leader')} {LEADER}")


def give_up(desk: KeeperDesk, number: str) -> None:
    """Have a call ring that nobody answers, to its end."""
    desk.ring(number=number, name="")
    desk.say(f"01 I E 0000 G A2 11/23 05:43 PM {number:14} {'':15}")


def form_opens(terminal: Terminal, number: str) -> None:
    """Wait until the write-up form is there, filled with what is known of the call."""
    label = _("Caller's number")
    until(
        lambda: any(label in line and number in line for line in terminal.screen().splitlines()),
        what=f"the form of {number}",
    )


def sign(terminal: Terminal) -> None:
    """Sign the form that is open."""
    terminal.press("F9")
    terminal.until(_("Sign this record?"))
    terminal.press("F9")
    terminal.until(gone=_("Sign this record?"))
