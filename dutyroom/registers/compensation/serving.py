"""Who actually served when: what the ended shifts earn, proposed and never credited by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from dutyroom.registers.calendar.reading import calendar
from dutyroom.registers.compensation.reading import Statement, statement
from dutyroom.registers.people import reading as people
from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE
from dutyroom.registers.shifts.tables import ShiftLeader, ShiftOfficer
from dutyroom.standard.calendar.days import YearWithoutData
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.compensation import CompensationPack, Earned, earned
from dutyroom.standard.roster.values import Role
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

BACK: Final = timedelta(days=120)
"""How long ago a shift may have ended to be proposed."""


@dataclass(frozen=True, slots=True)
class Served:
    """Somebody's time in one ended shift.

    Attributes:
        shift: Id of the shift.
        person: Id of whoever served.
        name: Their name.
        role: As what.
        start: From when.
        end: Until when.
    """

    shift: str
    person: str
    name: str
    role: Role
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """A credit that waits to be confirmed.

    Attributes:
        served: Who served when.
        earned: What that earns by the unit's pack.
    """

    served: Served
    earned: Earned

    @property
    def id(self) -> str:
        """What tells it from the others in a list."""
        return f"{self.served.shift}/{self.served.person}/{self.served.role}"


def served(session: Session, since: datetime) -> list[Served]:
    """Return who served in the shifts that ended since a time, the earliest first."""
    columns = SHIFTS_TABLE.c
    chosen = select(SHIFTS_TABLE).where(columns.ended_at >= since, columns.begun_at.is_not(None))
    found: list[Served] = []
    for row in session.connection().execute(chosen.order_by(columns.begun_at)).mappings():
        if row["ended_at"] > row["begun_at"]:
            whole = (row["id"], row["begun_at"], row["ended_at"])
            first = _known(session, row["officer_id"], row["officer"])
            if first is not None:
                found.append(Served(row["id"], *first, Role.OFFICER, *whole[1:]))
            found += _others(session, *whole)
            found += _leaders(session, *whole)
    return found


def proposals(session: Session, now: datetime, pack: CompensationPack) -> list[Proposal]:
    """Return what ended shifts earn and nobody has credited yet, the earliest first.

    A shift on days that the calendar does not know is left out: nobody can say what they earn.

    Args:
        session: A transaction that reads.
        now: The time.
        pack: The unit's rules.
    """
    since = now - BACK
    days = calendar(session, local_date(since).year, local_date(now).year)
    ledgers: dict[str, Statement] = {}
    made: dict[tuple[str, str], Proposal] = {}
    for each in served(session, since):
        if each.person not in ledgers:
            ledgers[each.person] = statement(session, each.person, each.name)
        try:
            gain = earned(each.start, each.end, each.role, days, pack)
        except YearWithoutData:
            continue
        key = each.shift, each.person
        if gain.minutes and not ledgers[each.person].credited(each.shift):
            made[key] = _together(made[key], each, gain) if key in made else Proposal(each, gain)
    return list(made.values())


def _together(before: Proposal, each: Served, gain: Earned) -> Proposal:
    """Return one proposal for somebody who served twice in a shift."""
    outside = dict(before.earned.outside)
    for kind, minutes in gain.outside.items():
        outside[kind] = outside.get(kind, 0.0) + minutes
    both = replace(gain, minutes=before.earned.minutes + gain.minutes, outside=outside)
    return Proposal(replace(before.served, end=max(before.served.end, each.end)), both)


def _others(session: Session, shift: str, start: datetime, end: datetime) -> Iterator[Served]:
    """Yield the other officers of a shift with their own times."""
    table = table_of(ShiftOfficer)
    chosen = select(table).where(table.c.shift == shift).order_by(table.c.position)
    for row in session.connection().execute(chosen).mappings():
        begins, ends = max(row["joined_at"], start), min(row["left_at"] or end, end)
        if row["person"] and begins < ends:
            yield Served(shift, row["person"], row["name"], Role.OFFICER, begins, ends)


def _leaders(session: Session, shift: str, start: datetime, end: datetime) -> Iterator[Served]:
    """Yield the leaders of a shift, each until the next one was named."""
    table = table_of(ShiftLeader)
    chosen = select(table).where(table.c.shift == shift).order_by(table.c.position)
    rows = session.connection().execute(chosen).mappings().all()
    ends = [*(row["named_at"] for row in rows[1:]), end][: len(rows)]
    for row, until in zip(rows, ends, strict=True):
        begins = max(row["named_at"], start)
        known = _known(session, row["person"], row["name"])
        if known is not None and begins < min(until, end):
            yield Served(shift, *known, Role.LEADER, begins, min(until, end))


def _known(session: Session, person: str, name: str) -> tuple[str, str] | None:
    """Return id and name of somebody; at a desk without accounts the name tells, if one has it."""
    if person:
        return person, name
    same = people.named(session, name) if name else []
    return (same[0].id, same[0].name) if len(same) == 1 else None
