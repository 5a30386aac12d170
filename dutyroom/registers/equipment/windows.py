"""Within which time a check belongs to the beginning or to the end of a shift (article 17).

The figures are the program's own; the unit chooses them. What stands against signing on and off,
the alarm, the handover's item, the comparison and what the screen suggests all ask here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from dutyroom.config import Equipment
from dutyroom.registers.equipment.tables import SHEETS
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.equipment.items import SheetKind
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time in which a signature counts; both its ends belong to it.

    Attributes:
        since: When it begins.
        until: When it ends; None: it is open.
    """

    since: datetime
    until: datetime | None = None

    def holds(self, moment: datetime | None) -> bool:
        """Tell whether a moment lies in it."""
        if moment is None or moment < self.since:
            return False
        return self.until is None or moment <= self.until


def before_now(now: datetime, limits: Equipment) -> Window:
    """Return when a check of the start counts for somebody who takes charge now."""
    return Window(now - timedelta(seconds=limits.early), None)


def of_start(shift: ShiftRow, limits: Equipment) -> Window:
    """Return when a check belongs to the beginning of a shift: a while before it, or behind it.

    One that is signed later in the shift is its relief's, who checks before taking charge.
    """
    late = shift.begun_at + timedelta(seconds=limits.late)
    until = min(late, shift.ended_at or late)
    return Window(shift.begun_at - timedelta(seconds=limits.early), until)


def made_up(shift: ShiftRow, limits: Equipment) -> Window:
    """Return when a check of the start ends its alarm: also late, until the relief makes theirs."""
    since, until = of_start(shift, limits).since, shift.planned_end
    return Window(since, until - timedelta(seconds=limits.early) if until is not None else None)


def of_end(shift: ShiftRow, limits: Equipment, now: datetime) -> Window:
    """Return when a check belongs to the end of a shift.

    A while before its planned end, or before the relief where that comes earlier: the relief is
    when the shift ended, or this moment.

    Args:
        shift: The shift.
        limits: How long the while is.
        now: The time.
    """
    relief = shift.ended_at or now
    over = min(shift.planned_end or relief, relief)
    return Window(over - timedelta(seconds=limits.ending))


def planned(shift: ShiftRow, limits: Equipment) -> datetime:
    """Return from when the check at the end of a shift is to be made.

    Where nobody knows when the shift ends, that is once it has lasted as long as the while before
    an end is: sooner it has only begun.
    """
    length = timedelta(seconds=limits.ending)
    if shift.planned_end is None:
        return shift.begun_at + length
    return max(shift.begun_at, shift.planned_end - length)


def starts_in(session: Session, window: Window, seat: str, shift: str = "") -> Sequence[str]:
    """Return the ids of the checks of a start that were signed at a seat in a window, in order.

    What was begun in the shift belongs to it, also where the clock was set back behind the window.

    Args:
        session: A transaction.
        window: When they count.
        seat: The seat.
        shift: Id of the shift whose own checks count also before the window; empty: the window
            alone counts.
    """
    columns = SHEETS.c
    near = columns.signed_at >= window.since
    chosen = select(columns.id).where(
        columns.kind == SheetKind.START.value,
        columns.seat == seat,
        or_(near, columns.shift == shift) if shift else near,
    )
    if window.until is not None:
        chosen = chosen.where(columns.signed_at <= window.until)
    ordered = chosen.order_by(columns.signed_at, columns.seq)
    return session.connection().execute(ordered).scalars().all()
