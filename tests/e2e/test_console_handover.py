"""A whole handover at the real console: a call in the middle, a crash before the signatures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from dutyroom.commands.rooms import ROOMS
from dutyroom.i18n import _
from tests.e2e.console_desk import dutyroom, give_up, running, spoken
from tests.e2e.console_terminal import Terminal
from tests.e2e.handover_bench import LEADER, OUTGOING, RELIEF, on_duty, to_hand_over
from tests.e2e.keeper_desk import KeeperDesk, until
from tests.registers.accounts.account_kit import (
    PASSWORD,
)

DUE = 13
"""Items of a department's list that are due at the end of a shift."""

ROOM = str([room.name for room in ROOMS].index("handover") + 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KeeperDesk]:
    """Return a desk with accounts, whose keeper runs and whose officer is on duty."""
    with spoken("zh"), running(tmp_path / "home") as made:
        on_duty(made)
        yield made


def unlocked(terminal: Terminal) -> None:
    """Unlock the console as the officer on duty, and go to the handover."""
    terminal.until(_("The console is locked."), OUTGOING)
    terminal.settled()
    terminal.type(PASSWORD)
    terminal.settled()
    terminal.press("F9")
    terminal.until("00001", gone=_("The console is locked."))
    terminal.press("Ctrl+W")
    terminal.until(_("Go to"))
    terminal.press(ROOM)
    terminal.until(_("1 Prepare"))


def explain(terminal: Terminal, words: str) -> None:
    """Explain the chosen item."""
    terminal.press("F3")
    terminal.until(_("Explain this item"))
    terminal.type(words)
    terminal.until(words)
    terminal.press("F9")
    terminal.until(gone=_("Explain this item"))


def relief_comes(terminal: Terminal) -> None:
    """Note that the relief has come, by password."""
    terminal.press("F4")
    terminal.until(_("Who relieves"), RELIEF)
    terminal.move("Tab", "Tab")
    terminal.type(PASSWORD)
    terminal.settled()
    terminal.press("F9")


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_a_handover_with_a_call_in_the_middle_and_a_crash(desk: KeeperDesk) -> None:
    """Nothing is lost, nothing is half: both sign once, and the desk is the relief's."""
    give_up(desk, "04802000103")
    with Terminal(desk.home, "--no-keeper") as terminal:
        unlocked(terminal)
        terminal.until(_("To explain"), f"{OUTGOING} > ?")
        explain(terminal, "八点前回复")
        terminal.until(_("To decide"))
        relief_comes(terminal)
        terminal.until(f"{OUTGOING} > {RELIEF}")
        desk.ring(number="04802000104")
        terminal.until("04802000104")
        desk.lift()
        desk.lay_down()
        terminal.until("00002", _("To explain"))
        terminal.press("a")
        terminal.until(_("Taken over"))
        terminal.settled()
        terminal.kill()
    with Terminal(desk.home, "--no-keeper") as terminal:
        unlocked(terminal)
        terminal.until(_("Taken over"), _("To explain"), f"{OUTGOING} > {RELIEF}")
        terminal.settled()
        if "-00002 " not in terminal.screen():  # below the list stands the chosen one
            terminal.move("Down")
        explain(terminal, "问路，无须办理")
        terminal.settled()
        terminal.press("a")
        until(lambda: terminal.screen().count(_("Taken over")) == 2, what="both accepted")
        terminal.press("l")
        terminal.until(_("The leader on duty was told"), LEADER)
        terminal.press("F9")
        terminal.until(_("Leader told"))
        terminal.press("F9")
        _sign(terminal)
        terminal.until(_("You are on duty. This is what was pending; Esc goes on."))
        terminal.until(f"{_('Officer')} {RELIEF}")
    (signed,) = json.loads(dutyroom(desk.home, "handover", "list", "--json"))
    assert (signed["outgoing"], signed["incoming"]) == (OUTGOING, RELIEF)
    assert signed["items"] == 2
    sheet = json.loads(dutyroom(desk.home, "handover", "show", signed["label"], "--json"))
    assert [item["standing"] for item in sheet["items"]] == ["accepted", "accepted"]
    assert {item["explanation"] for item in sheet["items"]} == {"八点前回复", "问路，无须办理"}


def check_the_end(terminal: Terminal) -> None:
    """Make the check of the end, from the handover and back to it."""
    terminal.press("e")
    terminal.until(_("Look at each item with your own eyes; the machine ticks nothing."))
    terminal.press("F9")
    for number in range(DUE):
        terminal.until(f"{number}/{DUE}")
        terminal.press("1")
    terminal.until(f"{DUE}/{DUE}")
    terminal.press("F9")
    terminal.until(_("Sign this check?"))
    terminal.settled()
    terminal.type("已看")  # a note, or why it is in order where the machine objects
    terminal.settled()
    terminal.press("F9")
    terminal.until(gone=_("Sign this check?"))


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_a_declined_matter_the_end_check_and_a_call_while_both_sign(desk: KeeperDesk) -> None:
    """Declined is kept and sounded; a call that rings meanwhile is decided in the form."""
    give_up(desk, "04802000103")
    to_hand_over(desk)
    with Terminal(desk.home, "--no-keeper") as terminal:
        unlocked(terminal)
        terminal.until("水位超警戒", _("To explain"))
        for left in (3, 2, 1):  # a call, the matter, and the alarm that no room was verified
            terminal.until(f"待说明 {left}")
            terminal.settled()
            explain(terminal, "八点前回复")
        terminal.settled()
        check_the_end(terminal)
        terminal.settled()
        terminal.press("Esc")
        terminal.until("待说明 0")
        relief_comes(terminal)
        terminal.until(f"{OUTGOING} > {RELIEF}")
        terminal.settled()
        terminal.press("a")
        terminal.until(_("Taken over"))
        terminal.settled()
        terminal.press("d")
        terminal.until(_("Decline this item?"), "水位超警戒")
        terminal.type("须由首接人办结")
        terminal.press("F9")
        terminal.until(_("Declined"))
        terminal.settled()
        terminal.press("a")
        until(lambda: terminal.screen().count(_("Taken over")) == 2, what="the alarm accepted")
        terminal.settled()
        terminal.press("a")
        until(lambda: terminal.screen().count(_("Taken over")) == 3, what="the check accepted")
        terminal.press("l")
        terminal.until(_("The leader on duty was told"), LEADER)
        terminal.press("F9")
        terminal.until(_("Leader told"))
        terminal.press("F9")
        _fill(terminal, PASSWORD, partial(_talk, desk))
        terminal.until(_("Something stands against it: see to it, or give the reason."))
        terminal.settled()
        terminal.type("接班后即检")
        terminal.settled()
        terminal.press("F9")
        terminal.until(_("Decide on this item, then it is signed"), "04802000104")
        terminal.move("Right")
        terminal.press("F9")
        terminal.until(_("You are on duty. This is what was pending; Esc goes on."))
    (signed,) = json.loads(dutyroom(desk.home, "handover", "list", "--json"))
    sheet = json.loads(dutyroom(desk.home, "handover", "show", signed["label"], "--json"))
    standings = sorted((item["kind"], item["standing"]) for item in sheet["items"])
    assert standings == [
        ("alarm", "accepted"),
        ("call", "accepted"),
        ("call", "accepted"),
        ("equipment", "accepted"),
        ("matter", "declined"),
    ]
    until(lambda: "matter_declined" in desk.open_alarms(), what="the alarm of what was declined")


def _talk(desk: KeeperDesk) -> None:
    """Have a call come in that is talked on."""
    desk.ring(number="04802000104")
    desk.lift()


def _sign(terminal: Terminal) -> None:
    """Sign with a wrong password first: it signs nothing; then with the right one."""
    _fill(terminal, "wrong-password-1")
    wrong = _("The password of {name} is not right. Nothing was changed.")
    terminal.until_told(wrong.format(name=OUTGOING))
    terminal.press("Esc")
    terminal.until(_("5 Sign"), f"{OUTGOING} > {RELIEF}", gone=_("No alcohol"))
    terminal.press("F9")
    _fill(terminal, PASSWORD)


def _fill(terminal: Terminal, outgoing: str, meanwhile: Callable[[], object] = bool) -> None:
    """Fill the form of sign-on, whose officer stands there already.

    Args:
        terminal: The console.
        outgoing: What is typed as the password of the outgoing officer.
        meanwhile: What happens before it is signed.
    """
    terminal.until(_("No alcohol"), RELIEF)
    terminal.settled()
    terminal.move("Right", "Tab", "Right", "Tab")
    terminal.type("zgq")
    terminal.settled()
    terminal.move("Tab", "Right", "Tab", "Right", "Tab")
    terminal.type(PASSWORD)
    terminal.settled()
    terminal.move("Tab")
    terminal.type(outgoing)
    terminal.settled()
    meanwhile()
    terminal.press("F9")
