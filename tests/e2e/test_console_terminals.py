"""The console in poor and in unusual terminals, and how it leaves them."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.commands.catalogue import SECTIONS
from dutyroom.i18n import _
from tests.e2e.console_desk import KNOWN, LOOKS, OFFICER, UNIT, give_up, running, sign_on, spoken
from tests.e2e.console_terminal import BOX_DRAWING, COLOUR, Terminal
from tests.e2e.keeper_desk import KeeperDesk, until

_LATIN = re.compile(r"[A-Za-z]{2,}")
_KEYS = {
    word
    for _part, commands in SECTIONS
    for command in commands
    for name in command.key_names()
    for word in re.findall(r"[A-Za-z]+", name)
}
_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
_ROUND = [("F1",), ("Ctrl+P",), ("F5",), ("Ctrl+O",), ("F10",), ("n",), ("Enter",), ("F3",), ("b",)]
"""What to open and leave again, from the call log."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KeeperDesk]:
    """Return a desk with a missed call."""
    with running(tmp_path / "home") as made:
        give_up(made, KNOWN)
        until(lambda: made.outcomes() == ["missed"], what="the missed call")
        yield made


def everywhere(terminal: Terminal) -> Iterator[str]:
    """Yield the screen of the log and of all that opens from it."""
    sign_on(terminal)
    terminal.press("5")  # all calls: the one that is there may be older than the shift
    yield terminal.until("[5 ", "00001")
    for keys in _ROUND:
        terminal.move(*keys)
        yield terminal.settled()
        terminal.press("Esc")
        terminal.until(_("Missed"), "00001")


@pytest.mark.slow
def test_no_color_means_no_colour(desk: KeeperDesk) -> None:
    """What a state is stands there as symbol and word."""
    with spoken("zh"), Terminal(desk.home, "--no-keeper", env_also={"NO_COLOR": "1"}) as terminal:
        for _screen in everywhere(terminal):
            pass
        assert not COLOUR.findall(terminal.raw)[:5]


@pytest.mark.slow
def test_ascii_borders_draw_no_box(tmp_path: Path) -> None:
    """For terminals that make such characters two cells wide."""
    with spoken("zh"), running(tmp_path / "home", borders="ascii") as desk:
        give_up(desk, KNOWN)
        until(lambda: desk.outcomes() == ["missed"], what="the missed call")
        with Terminal(desk.home, "--no-keeper") as terminal:
            for screen in everywhere(terminal):
                assert not BOX_DRAWING.search(screen), screen


@pytest.mark.slow
def test_nothing_on_the_screen_is_untranslated(desk: KeeperDesk) -> None:
    """In the pseudo language every word is in brackets, or is data or the name of a key."""
    with (
        spoken("pseudo"),
        Terminal(desk.home, "--no-keeper", size=(240, 70), language="pseudo") as terminal,
    ):
        for screen in everywhere(terminal):
            assert "⟦" in screen
            assert not outside(screen), screen


def outside(screen: str) -> list[str]:
    """Return the words that stand outside all brackets."""
    for data in (UNIT, OFFICER, KNOWN):
        screen = screen.replace(data, " ")
    while _INNERMOST.search(screen):
        screen = _INNERMOST.sub(" ", screen)
    # A text that goes over two lines has one bracket in each.
    lines = [re.sub(r"^.*⟧|⟦.*$", " ", line) for line in screen.splitlines()]
    return [word for line in lines for word in _LATIN.findall(line) if word not in _KEYS]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=str)
@pytest.mark.slow
def test_a_signal_leaves_the_terminal_as_it_was(desk: KeeperDesk, number: signal.Signals) -> None:
    """Normal screen, cursor, no mouse reports, echo; and the keeper goes on."""
    with spoken("zh"), Terminal(desk.home, "--no-keeper") as terminal:
        sign_on(terminal)
        terminal.until("00001")
        terminal.process.send_signal(number)
        assert terminal.ended() == 0
        raw = terminal.raw
        for on, off in ((b"?1049h", b"?1049l"), (b"?25l", b"?25h"), (b"?1000h", b"?1000l")):
            assert 0 <= raw.rfind(b"\x1b[" + on) < raw.rfind(b"\x1b[" + off), off
        assert terminal.left_as_found()
    assert desk.status().get("pid")


@pytest.mark.slow
def test_a_console_ends_with_its_terminal(desk: KeeperDesk) -> None:
    """None is left behind that eats the processor; the keeper goes on."""
    with spoken("zh"), Terminal(desk.home, "--no-keeper") as terminal:
        sign_on(terminal)
        terminal.hang_up()
        assert terminal.ended(10) == 0
    assert desk.status().get("pid")


@pytest.mark.slow
@pytest.mark.parametrize(("size", "language"), LOOKS)
def test_strip_and_footer_are_never_covered(
    desk: KeeperDesk, size: tuple[int, int], language: str
) -> None:
    """Whatever is open: unit and clock on top, six keys at most below, nothing cut."""
    with (
        spoken(language),
        Terminal(desk.home, "--no-keeper", size=size, language=language) as terminal,
    ):
        for screen in everywhere(terminal):
            lines = screen.splitlines()
            assert UNIT in lines[0]
            assert re.search(r"\d\d:\d\d:\d\d$", lines[0]), lines[0]
            assert _("Alarms 0") in lines[1]
            assert "F1 " in lines[size[1] - 1]
