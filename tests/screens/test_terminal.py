"""The console in a real terminal: how it ends, and what it leaves behind."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.screens.scene import Scene

DEADLINE = 30.0
LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"


class Terminal:
    """A console in a pseudo-terminal."""

    def __init__(self, home: Path, **environment: str) -> None:
        """Start it at 80×24."""
        settings = home / "dutyroom.toml"
        if not settings.exists():
            settings.write_text('[unit]\nname = "滨江区值班室"\n', encoding="utf-8")
        child, self.terminal = pty.fork()
        if child == 0:
            os.environ.update(environment, TERM="xterm-256color", COLORTERM="truecolor")
            command = [sys.executable, "-m", "dutyroom.cli.main", "--home", str(home)]
            command += ["--lang", "en", "console", "--no-keeper"]
            os.execv(sys.executable, command)  # noqa: S606 - our own program, no shell wanted
        self.child = child
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.output = b""

    def until(self, expected: bytes) -> None:
        """Read until something was written.

        Raises:
            AssertionError: It was not written within the deadline.
        """
        end = time.monotonic() + DEADLINE
        while expected not in self.output:
            assert time.monotonic() < end, self.output[-2000:]
            self._read()

    def _read(self) -> bool:
        """Read what is there; False where the console has ended."""
        readable, _writable, _broken = select.select([self.terminal], [], [], 0.1)
        try:
            data = os.read(self.terminal, 65536) if readable else None
        except OSError:  # the other side of the pseudo-terminal is closed
            return False
        self.output += data or b""
        return data != b""

    def end(self) -> int:
        """Wait until it has ended; return its exit code."""
        limit = time.monotonic() + DEADLINE
        while self._read():
            assert time.monotonic() < limit
        _pid, status = os.waitpid(self.child, 0)
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(status)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(scene: Scene, number: signal.Signals) -> None:
    """No alternate screen stays behind."""
    scene.shift()
    console = Terminal(scene.places.data)
    console.until("李四".encode())
    os.kill(console.child, number)
    assert console.end() == 0
    assert LEAVES_ALTERNATE_SCREEN in console.output


def test_no_colour_is_no_colour(scene: Scene) -> None:
    """`NO_COLOR` leaves the terminal's own two colours; symbols and words say the same."""
    scene.shift()
    scene.past("one", number="13905712345")
    console = Terminal(scene.places.data, NO_COLOR="1")
    console.until("李四".encode())
    console.until(b"13905712345")
    os.kill(console.child, signal.SIGTERM)
    console.end()
    styles = [
        sequence.partition(b"m")[0].split(b";")
        for sequence in console.output.split(b"\x1b[")[1:]
        if b"m" in sequence[:24]
    ]
    assert any(b"7" in style for style in styles), "the chosen row does not stand out"
    colours = {*map(str, (*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)))}
    assert not [style for style in styles if colours & {part.decode() for part in style}]


def test_a_database_of_another_program_is_exit_code_2(scene: Scene) -> None:
    """A plain sentence on the normal screen, and the file as it was."""
    scene.store.close()
    before = b"this is no database at all, it only has its name" * 100
    scene.places.database.write_bytes(before)
    console = Terminal(scene.places.data)
    assert console.end() == 2
    sentence = console.output.rpartition(LEAVES_ALTERNATE_SCREEN)[2].decode()
    assert "dutyroom.db" in sentence
    assert "Traceback" not in console.output.decode(errors="replace")
    assert scene.places.database.read_bytes() == before
