"""What is wrong with a roster as everything stands, and how it differs from what is in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from dutyroom.registers.roster import reading
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.setting import setting
from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.comparing import Change, differences
from dutyroom.standard.roster.faults import Fault
from dutyroom.standard.roster.values import Duty, Roster
from dutyroom.store.session import Session


def faults_of(
    session: Session,
    roster: Roster,
    planning: Planning,
    along: Roster | None = None,
    now: datetime | None = None,
) -> list[Fault]:
    """Return all that is wrong with a roster now, earliest first.

    Args:
        session: A transaction that reads.
        roster: A draft or what is in force.
        planning: How the unit rosters.
        along: What will be in force around it; None: what is.
        now: Of what had begun by then no pattern is asked; None: nothing had.
    """
    named = {item.person for each in (roster, along) if each for item in each.assignments}
    judged = setting(session, roster.first, roster.last, planning, named=named)
    if along is not None:
        judged = replace(judged, around=_around(roster, along, judged.around))
    return check(roster, replace(judged, history=now))


def _around(roster: Roster, along: Roster, now: Iterable[Duty]) -> tuple[Duty, ...]:
    """Return the duties on both sides of a roster, as they will be where that is known."""
    elsewhere = (duty for duty in now if duty.slot.id not in along.by_id)
    beside = (
        Duty(item.person, along.by_id[item.slot])
        for item in along.assignments
        if item.slot not in roster.by_id
    )
    return (*elsewhere, *beside)


def changes(session: Session, roster: Roster) -> tuple[Change, ...]:
    """Return how a roster differs from what is in force for its days."""
    before = reading.in_force(session, roster.first, roster.last).roster
    return differences(before, roster)
