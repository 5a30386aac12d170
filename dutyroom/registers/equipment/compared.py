"""The checks at the start and at the end of one shift (article 17)."""

from __future__ import annotations

from datetime import datetime

from dutyroom.config import Equipment
from dutyroom.registers.equipment import sheets
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.registers.equipment.windows import of_end, of_start, starts_in
from dutyroom.registers.shifts.on_duty import ShiftRow, in_charge, selected
from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE
from dutyroom.standard.equipment.items import SheetKind
from dutyroom.store.session import Session

Pair = tuple[Sheet | None, Sheet | None]
"""The signed checks of start and end; None: there is none."""


def of_latest_shift(session: Session, seat: str, limits: Equipment, now: datetime) -> Pair:
    """Return the checks of the shift that is in charge at a seat, else of the last one.

    Args:
        session: A transaction.
        seat: The seat.
        limits: When a check counts.
        now: The time.
    """
    shift = in_charge(session, seat=seat) or _last(session, seat)
    return of_shift(session, shift, limits, now) if shift is not None else (None, None)


def of_shift(session: Session, shift: ShiftRow, limits: Equipment, now: datetime) -> Pair:
    """Return the checks of a shift.

    The check at its start may be signed before it begins: the one nearest to its
    beginning counts. Of several at its end the last one counts, where it is near enough to the end;
    which those are the shift says in which they were begun, never the clock.

    Args:
        session: A transaction.
        shift: The shift.
        limits: When a check counts.
        now: The time.
    """
    end = sheets.latest_sheet(session, SheetKind.END, shift=shift.id, seat=shift.seat)
    near = end is not None and of_end(shift, limits, now).holds(end.row.signed_at)
    return start_of(session, shift, limits), end if near else None


def start_of(session: Session, shift: ShiftRow, limits: Equipment) -> Sheet | None:
    """Return the check at the start of a shift; None: there is none.

    Args:
        session: A transaction.
        shift: The shift.
        limits: When a check of the start counts.
    """
    ids = starts_in(session, of_start(shift, limits), shift.seat, shift.id)
    return min(
        (found for each in ids if (found := sheets.get(session, each)) is not None),
        key=lambda sheet: abs((sheet.row.signed_at or shift.begun_at) - shift.begun_at),
        default=None,
    )


def before_end(session: Session, end: Sheet, limits: Equipment) -> Sheet | None:
    """Return the check at the start of the shift that a check of the end belongs to.

    Args:
        session: A transaction.
        end: A check of the end.
        limits: When a check of the start counts.
    """
    chosen = selected().where(SHIFTS_TABLE.c.id == end.row.shift)
    row = session.connection().execute(chosen).first()
    return start_of(session, ShiftRow(*row), limits) if row is not None else None


def _last(session: Session, seat: str) -> ShiftRow | None:
    """Return the shift that was begun last at a seat; None: there was none."""
    columns = SHIFTS_TABLE.c
    chosen = selected().where(columns.begun_at.is_not(None), columns.seat == seat)
    order = (columns.begun_at.desc(), columns.seq.desc())
    row = session.connection().execute(chosen.order_by(*order).limit(1)).first()
    return ShiftRow(*row) if row is not None else None
