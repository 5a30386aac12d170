"""What an officer does at the real console, with the real keeper and a real serial port."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.config import Alarms
from dutyroom.i18n import _
from tests.e2e.console_desk import (
    KNOWN,
    OFFICER,
    dutyroom,
    form_opens,
    give_up,
    running,
    sign,
    sign_on,
    spoken,
)
from tests.e2e.console_terminal import Terminal
from tests.e2e.keeper_desk import KeeperDesk, until

CONTENT = "石桥乡报告公路塌方，暂无伤亡"


@pytest.fixture(params=["zh", pytest.param("en", marks=pytest.mark.slow)])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return a language, in which `_` answers too."""
    asked = str(request.param)
    with spoken(asked):
        yield asked


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KeeperDesk]:
    """Return a desk whose keeper runs."""
    with running(tmp_path / "home") as made:
        yield made


@pytest.mark.slow
def test_a_draft_survives_the_death_of_the_console(desk: KeeperDesk, language: str) -> None:
    """And the call goes on, and comes back on the card."""
    with Terminal(desk.home, "--no-keeper", language=language) as terminal:
        sign_on(terminal)
        desk.ring(number=KNOWN)
        terminal.until("F2/Ctrl+T")
        terminal.press("F2")
        form_opens(terminal, KNOWN)
        desk.lift()
        terminal.type(CONTENT)
        terminal.until(CONTENT, _("Draft saved."))
        terminal.kill()
    with Terminal(desk.home, "--no-keeper", language=language) as terminal:
        terminal.until(_("Talking"), _("taken"), "00001")
        terminal.press("F3")
        terminal.until(CONTENT)
        desk.lay_down()
        until(lambda: desk.outcomes() == ["answered"], what="the end of the call")
        sign(terminal)
        terminal.until(_("Written up"), "00001")
        assert desk.calls()[0].summary.startswith(CONTENT[:10])


@pytest.mark.slow
def test_a_fax_is_entered_by_hand(desk: KeeperDesk, language: str) -> None:
    """Enter goes from field to field; what is on the line does not matter."""
    with Terminal(desk.home, "--no-keeper", language=language) as terminal:
        sign_on(terminal)
        terminal.press("n")
        terminal.until(_("Enter by hand"), _("Fax"))
        terminal.move("Enter", "Tab")
        terminal.type("0480-2000103")
        terminal.until("0480-2000103")
        terminal.press("F9")
        form_opens(terminal, "0480-2000103")
        terminal.type(CONTENT)
        terminal.until(CONTENT)
        sign(terminal)
        terminal.until("00001", _("By hand"), _("Written up"))
    call = desk.calls()[0]
    assert (call.medium, call.direction, call.written_up) == ("fax", "in", True)


@pytest.mark.slow
def test_a_missed_call_is_called_back(desk: KeeperDesk, language: str) -> None:
    """The number stands there large; what came of it is kept, with who called."""
    give_up(desk, KNOWN)
    until(lambda: desk.outcomes() == ["missed"], what="the missed call")
    with Terminal(desk.home, "--no-keeper", language=language) as terminal:
        sign_on(terminal)
        terminal.press("4")
        terminal.until(f"[4 {_('Missed')} 1]", _("To call back"))
        terminal.press("b")
        terminal.until(_("Call this number on the duty line."), KNOWN)
        terminal.press("F9")
        terminal.until(_("{field} is missing.").format(field=_("What came of it")))
        terminal.type("已回拨，咨询防汛值守电话")
        terminal.until("已回拨")
        terminal.move("Tab")
        terminal.press("F9")
        terminal.until(_("Called back"), gone=_("To call back"))
        terminal.press("Enter")
        terminal.until("已回拨", OFFICER)
    assert desk.calls()[0].called_back


@pytest.mark.slow
def test_each_press_acknowledges_one_alarm_and_a_held_key_no_more(tmp_path: Path) -> None:
    """Three missed calls are three alarms."""
    never = Alarms(unanswered=86_400, write_up=86_400, call_back=1)
    with spoken("zh"), running(tmp_path / "home", alarms=never) as desk:
        for number in ("04801110001", "04801110002", "04801110003"):
            give_up(desk, number)
        with Terminal(desk.home, "--no-keeper") as terminal:
            sign_on(terminal)
            terminal.until(_("Alarms {count}").format(count=3))
            terminal.press("F5")
            terminal.until(_("A missed call has not been called back."))
            terminal.hold("Enter", 25)
            terminal.until(_("Alarms {count}").format(count=2))
            terminal.press("Down", "Enter")
            terminal.until(_("Alarms {count}").format(count=1))
            assert sorted(desk.open_alarms().values()) == ["unacknowledged"]
            terminal.press("Down", "a")
            terminal.until(_("Alarms 0"))


@pytest.mark.slow
def test_a_held_key_signs_nothing(desk: KeeperDesk) -> None:
    """It asks; the answer is a press of its own."""
    give_up(desk, KNOWN)
    with spoken("zh"), Terminal(desk.home, "--no-keeper") as terminal:
        sign_on(terminal)
        terminal.until("00001")
        terminal.press("F3")
        form_opens(terminal, KNOWN)
        terminal.type(CONTENT)
        terminal.until(CONTENT)
        terminal.hold("F9", 25)
        terminal.until(_("Sign this record?"))
        terminal.settled()
        assert _("Sign this record?") in terminal.screen()
        assert not desk.calls()[0].written_up


def test_a_second_console_only_shows(desk: KeeperDesk, language: str) -> None:
    """It says so, follows what happens, and writes nothing."""
    with Terminal(desk.home, "--no-keeper", language=language) as first:
        sign_on(first)
        with Terminal(desk.home, "--no-keeper", language=language) as second:
            second.until(_("(only shows)"), OFFICER)
            desk.ring(number=KNOWN)
            second.until(KNOWN, _("Ringing"))
            second.press("F2")
            second.until_told(
                _(
                    "Another console was open when this one began, so this one only shows. If that "
                    "one is closed by now, close this one and start it again."
                )
            )
            assert _("Content") + " *" not in second.screen()
            first.press("F2")
            first.until(_("Content") + " *")
            second.until(_("taken"))


def test_the_console_starts_a_keeper_and_leaves_it_running(tmp_path: Path) -> None:
    """Calls are logged also after the console has gone."""
    desk = KeeperDesk(tmp_path / "home")
    try:
        with spoken("zh"), Terminal(desk.home) as terminal:
            sign_on(terminal)
            terminal.until(_("Line ok"))
            terminal.press("Ctrl+Q")
            assert terminal.ended() == 0
        desk.ring(number=KNOWN)
        until(lambda: [call.number for call in desk.calls()] == [KNOWN], what="the call")
        assert dutyroom(desk.home, "line", "stop")
        limit = time.monotonic() + 5
        while desk.status().get("pid"):
            assert time.monotonic() < limit, "the keeper goes on"
            time.sleep(0.05)
    finally:
        if desk.status().get("pid"):
            dutyroom(desk.home, "line", "stop")
        desk.close()
