"""Who stands on the roster and has left since, or is over their last day: the shifts that opens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.people import reading as people
from dutyroom.registers.roster.reading import duties
from dutyroom.registers.roster.sources import AbsenceSource
from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.standard.roster.rules import ONE_DAY, Rules
from dutyroom.standard.roster.values import Absence, Slot
from dutyroom.standard.roster.words import moment
from dutyroom.store.session import Session

_FOR_GOOD: Final = datetime(9999, 12, 31, tzinfo=UTC)
_MOST_NAMED: Final = 5
"""Shifts that are named one by one."""


def departures(session: Session, persons: Collection[str], rules: Rules) -> Iterator[Absence]:
    """Yield since when some people serve no more: they are retired, or had their last day.

    The last day is a duty day: the night that begins on it is still theirs.

    Args:
        session: A transaction that reads.
        persons: Their ids.
        rules: When a duty day begins.
    """
    for person, retired_at, last in people.leaving(session, persons):
        served = rules.beginning(last + ONE_DAY) if last is not None else _FOR_GOOD
        yield Absence(person, min(retired_at or _FOR_GOOD, served), _FOR_GOOD)


def absences(
    session: Session,
    start: datetime,
    end: datetime,
    persons: Collection[str],
    *,
    rules: Rules,
    sources: Iterable[AbsenceSource],
) -> list[Absence]:
    """Return why some people do not serve in a stretch of time: leave, times away, departures.

    Args:
        session: A transaction that reads.
        start: Aware.
        end: Aware, not included.
        persons: Their ids.
        rules: When a duty day begins.
        sources: What knows of leave and of times away.
    """
    away = (each for source in sources for each in source(session, start, end))
    known = [*(each for each in away if each.person in persons)]
    gone = (each for each in departures(session, persons, rules) if each.start < end)
    return [*known, *gone]


def unserved(
    session: Session,
    found: Rostered | None,
    now: datetime,
    *,
    rules: Rules,
    sources: Iterable[AbsenceSource],
) -> frozenset[str]:
    """Return who of a stretch of duty is not there for the part of it that is left.

    Args:
        session: A transaction that reads.
        found: The stretch; None: nobody is rostered.
        now: The time.
        rules: When a duty day begins.
        sources: What knows of leave and of times away.
    """
    if found is None:
        return frozenset()
    persons = {*found.officers, found.leader}
    known = absences(
        session, max(found.start, now), found.end, persons, rules=rules, sources=sources
    )
    return frozenset(each.person for each in known)


def opened(session: Session, person: str, now: datetime, rules: Rules) -> list[Slot]:
    """Return the shifts in force that nobody serves because somebody has left or will have.

    Args:
        session: A transaction that reads.
        person: Their id.
        now: The time: what ended before is history.
        rules: When a duty day begins.
    """
    gone = next(departures(session, [person], rules), None)
    return rostered_in(session, person, max(gone.start, now), _FOR_GOOD) if gone else []


def rostered_in(
    session: Session, person: str, start: datetime, end: datetime = _FOR_GOOD
) -> list[Slot]:
    """Return the shifts in force of somebody that touch a stretch of time, the earliest first."""
    return [duty.slot for duty in duties(session, start, end) if duty.person == person]


def shifts_named(slots: Sequence[Slot]) -> str:
    """Return some shifts of somebody in words; of many the first."""
    named = [f"{moment(slot.start)} ({slot.role.label})" for slot in slots[:_MOST_NAMED]]
    return listed(named) + (" ..." if len(slots) > _MOST_NAMED else "")


def left_open(name: str, slots: Sequence[Slot]) -> str:
    """Return which shifts somebody leaves open, in a sentence; empty: none."""
    if not slots:
        return ""
    words = _("{name} is still rostered on {duties}: put somebody else in and publish the roster.")
    return words.format(name=name, duties=shifts_named(slots))
