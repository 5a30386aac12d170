"""Who actually served when: what the ended shifts earn, proposed and never credited by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, RowMapping, and_, select

from dutyroom.registers.calendar.reading import calendar
from dutyroom.registers.compensation.reading import Statement, statement
from dutyroom.registers.people import reading as people
from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE
from dutyroom.registers.shifts.stays import Away, away, beside_away
from dutyroom.registers.shifts.tables import ShiftLeader, ShiftOfficer
from dutyroom.standard.calendar.days import YearWithoutData
from dutyroom.standard.clocks import local_date, midnight
from dutyroom.standard.roster.compensation import CompensationPack, Earned, earned, months_later
from dutyroom.standard.roster.values import Role
from dutyroom.store.models import SQLModel
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session


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
        away: Times between in which they were not at the post.
    """

    shift: str
    person: str
    name: str
    role: Role
    start: datetime
    end: datetime
    away: tuple[tuple[datetime, datetime], ...] = ()


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
    fits = and_(columns.ended_at >= since, columns.begun_at.is_not(None))
    chosen = select(SHIFTS_TABLE).where(fits).order_by(columns.begun_at)
    rows = session.connection().execute(chosen).mappings().all()
    rows = [row for row in rows if row["ended_at"] > row["begun_at"]]
    spans = [(row["id"], row["begun_at"], row["ended_at"]) for row in rows]
    gone, out = away(session, spans), beside_away(session, spans)
    beside, leading = _by_shift(session, ShiftOfficer, fits), _by_shift(session, ShiftLeader, fits)
    found: list[Served] = []
    for row in rows:
        whole, times = (row["begun_at"], row["ended_at"]), gone.get(row["id"], [])
        first = _known(session, row["officer_id"], row["officer"])
        if first is not None:
            left = tuple((each.start, each.end) for each in times)
            found.append(Served(row["id"], *first, Role.OFFICER, *whole, left))
        found += _stood_in(session, row["id"], times)
        found += (
            replace(each, away=tuple(out.get((each.shift, each.person), ())))
            for each in _others(row["id"], beside.get(row["id"], ()), *whole)
        )
        found += _leaders(session, row["id"], leading.get(row["id"], ()), *whole)
    return found


def _by_shift(
    session: Session, model: type[SQLModel], fits: ColumnElement[bool]
) -> dict[str, list[RowMapping]]:
    """Return what belongs to some shifts, in its order."""
    table = table_of(model)
    wanted = select(SHIFTS_TABLE.c.id).where(fits)
    chosen = select(table).where(table.c.shift.in_(wanted)).order_by(table.c.position)
    found: dict[str, list[RowMapping]] = {}
    for row in session.connection().execute(chosen).mappings():
        found.setdefault(row["shift"], []).append(row)
    return found


def _stood_in(session: Session, shift: str, times: Iterable[Away]) -> Iterator[Served]:
    """Yield the time of whoever stood in while the officer was away and is in the register."""
    for each in times:
        known = _known(session, each.substitute, each.name)
        if known is not None:
            yield Served(shift, *known, Role.OFFICER, each.start, each.end)


def reaches_back(now: datetime, pack: CompensationPack) -> datetime:
    """Return since when shifts are proposed: what earlier ones earned has ended by the pack [C].

    Args:
        now: The time.
        pack: The unit's rules.
    """
    if pack.expires_months is None:
        return datetime.min.replace(tzinfo=UTC)
    return midnight(months_later(local_date(now), -pack.expires_months))


def proposals(session: Session, now: datetime, pack: CompensationPack) -> list[Proposal]:
    """Return what ended shifts earn and nobody has credited yet, the earliest first.

    They are proposed as long as what they earn has not ended. A shift on days that the calendar
    does not know is left out: nobody can say what they earn.

    Args:
        session: A transaction that reads.
        now: The time.
        pack: The unit's rules.
    """
    found = served(session, reaches_back(now, pack))
    first = min((local_date(each.start).year for each in found), default=local_date(now).year)
    days = calendar(session, first, local_date(now).year)
    ledgers: dict[str, Statement] = {}
    made: dict[tuple[str, str], Proposal] = {}
    for each in found:
        if each.person not in ledgers:
            ledgers[each.person] = statement(session, each.person, each.name)
        try:
            gain = earned(each.start, each.end, each.role, days, pack, away=each.away)
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


def _others(
    shift: str, rows: Iterable[RowMapping], start: datetime, end: datetime
) -> Iterator[Served]:
    """Yield the other officers of a shift with their own times."""
    for row in rows:
        begins, ends = max(row["joined_at"], start), min(row["left_at"] or end, end)
        if row["person"] and begins < ends:
            yield Served(shift, row["person"], row["name"], Role.OFFICER, begins, ends)


def _leaders(
    session: Session, shift: str, rows: Sequence[RowMapping], start: datetime, end: datetime
) -> Iterator[Served]:
    """Yield the leaders of a shift, each until the next one was named."""
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
