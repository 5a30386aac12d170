"""All that a draft is judged by: people, days, absences, wishes, admissions, and what is beside."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.reading import in_force_between
from dutyroom.registers.shifts.newcomers import newcomers
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster import values as roster
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.setting import Setting
from dutyroom.store.session import Session

MARGIN: Final = timedelta(days=15)
"""How far on both sides duties and absences are looked at: the longest rest that can be set."""


def setting(
    session: Session,
    first: date,
    last: date,
    planning: Planning,
    *,
    named: Collection[str] = (),
) -> Setting:
    """Return what a roster of some days is judged by, as it is now.

    Args:
        session: A transaction that reads.
        first: First duty day.
        last: Last duty day, included.
        planning: How the unit rosters.
        named: Ids of people who are needed even if they left the unit long ago.
    """
    begins = planning.rules.beginning(first)
    ends = planning.rules.beginning(last + ONE_DAY)
    start, end = begins - MARGIN, ends + MARGIN
    around = tuple(
        roster.Duty(person, row.slot)
        for row in in_force_between(session, start, end)
        if not first <= row.slot.day <= last
        for person in row.people
    )
    absences = [
        each for source in planning.sources.absences for each in source(session, start, end)
    ]
    requests = [
        each
        for source in planning.sources.requests
        for each in source(session, first, last, planning.strong_wish)
    ]
    return Setting(
        people=persons(session, first, {*named, *(duty.person for duty in around)}),
        calendar=planning.sources.calendar(session, start.year, end.year),
        rules=planning.rules,
        absences=tuple(absences),
        overrides=planning.sources.admissions(session, local_date(start), local_date(end)),
        pattern=planning.pattern,
        around=around,
        requests=tuple(requests),
        newcomers=newcomers(session),
    )


def persons(
    session: Session, first: date, named: Collection[str] = ()
) -> tuple[roster.Person, ...]:
    """Return those who may be named on a roster, by name, and those who already are.

    Somebody who left the unit serves until the day of leaving, so that a roster made before
    says who is missing instead of showing a stranger.

    Args:
        session: A transaction that reads.
        first: First duty day of the roster.
        named: Ids of those who are needed in any case.
    """
    found = []
    for person in people.everybody(session, retired=True):
        left = local_date(person.retired_at) if person.retired_at is not None else None
        if left is None or left >= first or person.id in named:
            found.append(_rostered(person, left))
    return tuple(each for each in found if each.roles or each.id in named)


def _rostered(person: Person, left: date | None) -> roster.Person:
    """Return somebody for the rules; whoever left serves only until that day."""
    known = person.rostered()
    if left is None:
        return known
    return replace(known, active_until=min(known.active_until or left, left))


def over(slot: roster.Slot, now: datetime) -> bool:
    """Return whether a slot has begun: what it says is history."""
    return slot.start <= now
