"""The duty log of a stretch of time: each shift with its people, its calls and its handover.

What belongs to a shift stands in the journal between its beginning and its end. So nothing that
comes later restates it, and no clock that is set back moves anything from one shift to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.handover.reading import HandoverRow, of_shift
from dutyroom.registers.matters.closings import closed_within
from dutyroom.registers.matters.tables import MATTERS
from dutyroom.registers.shifts.facts import ENDED
from dutyroom.registers.shifts.on_duty import ShiftRow, selected
from dutyroom.registers.shifts.reading import beside
from dutyroom.registers.shifts.rows import absences, officers_away
from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE
from dutyroom.store.session import Session
from dutyroom.store.tables import JOURNAL


@dataclass(frozen=True, slots=True)
class TimeAway:
    """A time away from the post (article 15).

    Attributes:
        name: Whose.
        start: Since when.
        end: Until when; None: they did not come back in the shift, or have not yet.
        reason: Why.
        substitute: Who stood in; empty: those who stayed at the post.
    """

    name: str
    start: datetime
    end: datetime | None
    reason: str
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class LoggedShift:
    """A shift and what came in during it.

    Attributes:
        shift: The shift.
        beside: Names of the officers who served beside the one in charge.
        handover: The handover that ended it; None: none was signed.
        calls: How many calls came.
        called: How many were made from here.
        missed: How many of them were missed.
        opened: How many matters came in.
        closed: How many were closed.
        away: Who was away from the post, since when, until when and why, the earliest first.
    """

    shift: ShiftRow
    beside: tuple[str, ...]
    handover: HandoverRow | None
    calls: int
    called: int
    missed: int
    opened: int
    closed: int
    away: tuple[TimeAway, ...] = ()


def duty_log(session: Session, start: datetime, end: datetime) -> list[LoggedShift]:
    """Return the shifts that began in a stretch of time, the earliest first.

    Args:
        session: A transaction that reads.
        start: Its beginning, included.
        end: Its end, not included.
    """
    columns = SHIFTS_TABLE.c
    begun = selected().where(columns.begun_at >= start, columns.begun_at < end)
    ordered = begun.order_by(columns.begun_at, columns.seq)
    shifts = [ShiftRow(*row) for row in session.connection().execute(ordered)]
    return [_logged(session, shift) for shift in shifts]


def _logged(session: Session, shift: ShiftRow) -> LoggedShift:
    """Return a shift with what came in during it."""
    until = _end(session, shift.id)
    handover = of_shift(session, shift.id)
    calls, matters = CALLS.c, MATTERS.c
    within = _between(calls.ordinal, shift.seq, until)
    missed = func.count().filter(calls.outcome == Outcome.MISSED.value)
    made = func.count().filter(calls.direction == "out")
    counting = select(func.count() - made, made, missed).where(*within)
    came, called, missed_ones = session.connection().execute(counting).one()
    opened = select(func.count()).where(*_between(matters.ordinal, shift.seq, until))
    return LoggedShift(
        shift=shift,
        beside=tuple(each.name for each in beside(session, shift.id)),
        handover=handover if handover is not None and handover.signed_at else None,
        calls=came,
        called=called,
        missed=missed_ones,
        opened=session.connection().execute(opened).scalar_one(),
        closed=len(closed_within(session, shift.seq, until)),
        away=_away(session, shift),
    )


def _away(session: Session, shift: ShiftRow) -> tuple[TimeAway, ...]:
    """Return when the officer in charge or another one was away from the post."""
    first = (
        TimeAway(shift.officer, each.out_at, each.in_at, each.reason, each.substitute)
        for each in absences(session, shift.id)
        if each.out_at is not None
    )
    others = (
        TimeAway(each.name, each.out_at, each.in_at, each.reason)
        for each in officers_away(session, shift.id)
        if each.out_at is not None
    )
    return tuple(sorted((*first, *others), key=lambda each: each.start))


def _end(session: Session, shift: str) -> int | None:
    """Return the journal's number of the end of a shift; None: it lasts."""
    entry = JOURNAL.c
    ended = select(func.min(entry.seq)).where(entry.subject == shift, entry.kind == ENDED)
    return session.connection().execute(ended).scalar()


def _between(
    number: ColumnElement[int], first: int, until: int | None
) -> list[ColumnElement[bool]]:
    """Return what chooses the rows whose first fact stands between two numbers of the journal."""
    return [number > first] if until is None else [number > first, number < until]
