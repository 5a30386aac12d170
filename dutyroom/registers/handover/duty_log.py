"""The duty log of a stretch of time: each shift with its people, its calls and its handover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.handover.reading import HandoverRow, of_shift
from dutyroom.registers.matters.tables import MATTERS
from dutyroom.registers.shifts.on_duty import ShiftRow, selected
from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class LoggedShift:
    """A shift and what came in during it.

    Attributes:
        shift: The shift.
        handover: The handover that ended it; None: none was signed.
        calls: How many calls came.
        missed: How many of them were missed.
        opened: How many matters came in.
        closed: How many were closed.
    """

    shift: ShiftRow
    handover: HandoverRow | None
    calls: int
    missed: int
    opened: int
    closed: int


def duty_log(session: Session, start: datetime, end: datetime, now: datetime) -> list[LoggedShift]:
    """Return the shifts that began in a stretch of time, the earliest first.

    Args:
        session: A transaction that reads.
        start: Its beginning, included.
        end: Its end, not included.
        now: The time; until then a shift that lasts is counted.
    """
    columns = SHIFTS_TABLE.c
    begun = selected().where(columns.begun_at >= start, columns.begun_at < end)
    ordered = begun.order_by(columns.begun_at, columns.seq)
    shifts = [ShiftRow(*row) for row in session.connection().execute(ordered)]
    return [_logged(session, shift, now) for shift in shifts]


def _logged(session: Session, shift: ShiftRow, now: datetime) -> LoggedShift:
    """Return a shift with what came in during it."""
    until = shift.ended_at or now
    handover = of_shift(session, shift.id)
    calls = CALLS.c
    within = (calls.started_at >= shift.begun_at, calls.started_at < until)
    missed = func.count().filter(calls.outcome == Outcome.MISSED.value)
    counted = session.connection().execute(select(func.count(), missed).where(*within)).one()
    return LoggedShift(
        shift=shift,
        handover=handover if handover is not None and handover.signed_at else None,
        calls=counted[0],
        missed=counted[1],
        opened=_matters(session, "opened_at", shift.begun_at, until),
        closed=_matters(session, "closed_at", shift.begun_at, until),
    )


def _matters(session: Session, column: str, start: datetime, end: datetime) -> int:
    """Return how many matters have a time within a stretch."""
    at = MATTERS.c[column]
    asked = select(func.count()).where(at >= start, at < end)
    return int(session.connection().execute(asked).scalar_one())
