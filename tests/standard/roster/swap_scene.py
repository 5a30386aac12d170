"""A published roster and swaps of it, for the tests of the rules."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.swapping import (
    Consent,
    Leg,
    Swap,
    agree,
    ask,
    report,
)
from dutyroom.standard.roster.values import Assignment, Roster
from tests.standard.roster.scenes import at, leaders, officers, problem

DAY: Final = date(2026, 3, 4)
NOW: Final = at(DAY - timedelta(days=2), 10)
WHO: Final = {"day": "o0", "night": "o1", "leader": "l0"}
MONDAY_NIGHT: Final = f"{DAY}/night"
LAST_NIGHT: Final = f"{DAY + timedelta(days=3)}/night"


def _published() -> tuple[Roster, Setting]:
    wanted = problem(officers(8) + leaders(2), DAY, 4)
    days = sorted({slot.day for slot in wanted.slots})
    assignments = tuple(
        Assignment(
            slot.id,
            "l0" if slot.role == "leader" else f"o{2 * days.index(slot.day) + slot.night}",
        )
        for slot in wanted.slots
    )
    return Roster(wanted.first, wanted.last, wanted.slots, assignments, version=3), wanted.setting


ROSTER, SETTING = _published()
TWO: Final = (Leg(MONDAY_NIGHT, "o1", "o7"), Leg(LAST_NIGHT, "o7", "o1"))


def asked(legs: tuple[Leg, ...] = TWO, now: datetime = NOW) -> Swap:
    """Return a swap that was asked for."""
    return ask(ROSTER, legs, swap_id="s", by=legs[0].giver, reason="家中有事", now=now)


def reported(legs: tuple[Leg, ...] = TWO) -> Swap:
    """Return a swap that the leader was told of."""
    swap = asked(legs)
    for person in sorted(swap.waiting_for):
        swap = agree(swap, Consent(person, NOW, "o2", "phone", "call-1"))
    return report(swap, "l0", NOW)
