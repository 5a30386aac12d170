"""A call becomes a matter at the real console: ordered, transferred, accepted, closed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.i18n import _
from tests.e2e.console_desk import OFFICER, dutyroom, running, sign_on, spoken
from tests.e2e.console_terminal import Terminal
from tests.e2e.keeper_desk import KeeperDesk

RELIEF = "农秀"
WORDS = "立即封路，一小时内报处置情况"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KeeperDesk]:
    """Return a desk whose keeper runs."""
    with spoken("zh"), running(tmp_path / "home") as made:
        yield made


@pytest.mark.slow
def test_a_call_becomes_a_matter_and_is_passed_on_and_closed(desk: KeeperDesk) -> None:
    """What is half written when the console dies is there again."""
    with Terminal(desk.home, "--no-keeper") as terminal:
        sign_on(terminal)
        desk.ring(number="04802000103")
        terminal.until("0480")
        desk.lift()
        desk.lay_down()
        terminal.until("00001", _("Answered"))
        terminal.press("t")
        terminal.until(_("New matter"), OFFICER)
        terminal.type("石桥乡报告公路塌方")
        terminal.until("石桥乡报告公路塌方", _("Draft saved."))
        terminal.kill()
    with Terminal(desk.home, "--no-keeper") as terminal:
        terminal.until("00001", OFFICER)
        terminal.settled()
        terminal.press("t")
        terminal.until(_("New matter"), "石桥乡报告公路塌方")
        terminal.press("F9")
        terminal.until(_("Course of the matter"), "-0001")
        _ordered(terminal)
        _passed_on(terminal)
        terminal.press("x")
        terminal.until(_("Close"), _("Result"))
        terminal.type("道路已抢通")
        terminal.until("道路已抢通")
        terminal.move("Tab")
        terminal.type("已按要求封路绕行")
        terminal.until("已按要求封路绕行")
        terminal.press("F9")
        terminal.until(_("Closed"), gone=_("Draft saved."))
    (matter,) = json.loads(dutyroom(desk.home, "matters", "export", "--json"))
    assert (matter["first_receiver"], matter["handler"]) == (OFFICER, RELIEF)
    assert (matter["open"], matter["result"]) == (False, "道路已抢通")
    assert [each["words"] for each in matter["instructions"]] == [WORDS]
    assert [each["state"] for each in matter["transfers"]] == ["accepted"]
    assert [each["kind"] for each in matter["links"]] == ["call"]


def _ordered(terminal: Terminal) -> None:
    """Note a leader's instruction."""
    terminal.press("i")
    terminal.until(_("Exact words"))
    terminal.type("曾国强")
    terminal.until("曾国强")
    terminal.move("Tab", "Tab", "Tab")
    terminal.type(WORDS)
    terminal.until(WORDS)
    terminal.press("F9")
    terminal.until(WORDS, _("not yet known"))


def _passed_on(terminal: Terminal) -> None:
    """Ask somebody else, who accepts."""
    terminal.press("t")
    terminal.until(_("Transfer to"))
    terminal.type(RELIEF)
    terminal.until(RELIEF)
    terminal.move("Tab")
    terminal.type("接班续办")
    terminal.until("接班续办")
    terminal.press("F9")
    terminal.until("接班续办", gone=_("Transfer to"))
    terminal.press("a")
    terminal.until(_("Your name"))
    terminal.type(RELIEF)
    terminal.press("F9")
    terminal.until(f"{_('Handler')}  {RELIEF}", gone=_("Your name"))
