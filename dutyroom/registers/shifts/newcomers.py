"""Whose first duty it is, and how stable the pool of those who serve is (article 13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person, PersonRole
from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE
from dutyroom.registers.shifts.tables import PostAbsence, ShiftOfficer
from dutyroom.standard.clocks import local_date
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session
from dutyroom.store.tables import JOURNAL

YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Turnover:
    """How stable the pool was in the last twelve months.

    Attributes:
        officers: How many officers the register has now.
        fixed: How many of them belong to the fixed pool.
        came: How many came.
        left: How many left.
        shifts: How many shifts began.
        outside: How many of those were begun by somebody who is not of the fixed pool.
    """

    officers: int
    fixed: int
    came: int
    left: int
    shifts: int
    outside: int


def newcomers(session: Session, before: datetime | None = None) -> frozenset[str]:
    """Return the ids of officers of whom no duty is on record, though they came later than it.

    Whoever was there before the first shift on record may have served without it.

    Args:
        session: A transaction that reads.
        before: Duties that began from then on do not count; None: all do.
    """
    first = _first_shift(session)
    if first is None:
        return frozenset()
    served = _served(session, before)
    able = [
        person
        for person in people.everybody(session)
        if PersonRole.OFFICER in person.roles and not served & {person.id, person.name}
    ]
    came = _came(session, able, first)
    return frozenset(person.id for person in able if came[person.id] > first)


def ad_hoc(session: Session) -> frozenset[str]:
    """Return the ids of those who are not of the fixed pool.

    The empty id is among them where there is a register: somebody whom it does not have.
    """
    everybody = people.everybody(session, retired=True)
    outside = {person.id for person in everybody if not person.pool}
    return frozenset(outside | {""} if everybody else outside)


def typed(session: Session, name: str) -> str:
    """Return the id of whoever bears a name that was typed; empty: nobody of the register does.

    Of several who bear it one of the fixed pool is meant.

    Args:
        session: A transaction that reads.
        name: The name, as at a desk without accounts.
    """
    alike = [each for each in people.everybody(session, retired=True) if each.name == name]
    return max(alike, key=lambda each: each.pool).id if alike else ""


def turnover(session: Session, now: datetime) -> Turnover:
    """Return how stable the pool was in the twelve months before a time.

    Args:
        session: A transaction that reads.
        now: The time.
    """
    since, today, first = local_date(now - YEAR), local_date(now), _first_shift(session)
    known = [p for p in people.everybody(session, retired=True) if PersonRole.OFFICER in p.roles]
    here = [person for person in known if person.active(today)]
    fixed = {person.id for person in known if person.pool}
    came = _came(session, known, first)
    columns = SHIFTS_TABLE.c
    begun = select(columns.officer_id, columns.officer).where(columns.begun_at > now - YEAR)
    officers = session.connection().execute(begun).all()
    names = {person.name for person in known if person.pool}
    return Turnover(
        officers=len(here),
        fixed=sum(person.pool for person in here),
        came=sum(since < day <= today for day in came.values()),
        left=sum(since < day <= today for person in known if (day := _left(person)) is not None),
        shifts=len(officers),
        outside=sum(who not in fixed if who else name not in names for who, name in officers),
    )


def _served(session: Session, before: datetime | None) -> frozenset[str]:
    """Return ids and typed names of everybody who has served, in charge, beside or standing in."""
    shifts, beside, away = SHIFTS_TABLE.c, table_of(ShiftOfficer).c, table_of(PostAbsence).c
    found: set[str] = set()
    for person, name, at in (
        (shifts.officer_id, shifts.officer, shifts.begun_at),
        (beside.person, beside.name, beside.joined_at),
        (away.substitute_id, away.substitute, away.out_at),
    ):
        chosen = select(person, name).distinct().where(at.is_not(None))
        rows = session.connection().execute(chosen.where(at < before) if before else chosen)
        found |= {text for row in rows for text in row if text}
    return frozenset(found)


def _first_shift(session: Session) -> date | None:
    """Return the day of the first shift on record; None: there is none."""
    first = session.connection().execute(select(func.min(SHIFTS_TABLE.c.begun_at))).scalar()
    return local_date(first) if first is not None else None


def _came(session: Session, officers: Sequence[Person], first: date | None) -> dict[str, date]:
    """Return since when some are among the officers: as noted, else when they were entered.

    Whoever was entered before the first shift on record was there before, nobody knows since when.
    """
    noted = {p.id: p.day("appointed_on") or p.day("active_from") for p in officers}
    entry = JOURNAL.c
    unknown = [person for person, day in noted.items() if day is None]
    chosen = select(entry.subject, func.min(entry.occurred_at)).where(entry.subject.in_(unknown))
    rows = session.connection().execute(chosen.group_by(entry.subject))
    entered = {person: local_date(datetime.fromisoformat(at)) for person, at in rows}
    later = {person: day for person, day in entered.items() if first is not None and day > first}
    return {person: day or later.get(person, date.min) for person, day in noted.items()}


def _left(person: Person) -> date | None:
    """Return the day on which somebody left; None: they have not."""
    if person.retired_at is not None:
        return local_date(person.retired_at)
    return person.day("active_until")
