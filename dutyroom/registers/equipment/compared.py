"""The checks at the start and at the end of one shift (article 17)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from dutyroom.registers.equipment import sheets
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.registers.equipment.tables import SHEETS
from dutyroom.registers.shifts.on_duty import ShiftRow, in_charge, selected
from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE
from dutyroom.standard.equipment.items import SheetKind
from dutyroom.store.session import Session

Pair = tuple[Sheet | None, Sheet | None]
"""The signed checks of start and end; None: there is none."""


def of_latest_shift(session: Session, seat: str, early: int) -> Pair:
    """Return the checks of the shift that is in charge at a seat, else of the last one.

    Args:
        session: A transaction.
        seat: The seat.
        early: Seconds before a shift in which its check at the start counts already.
    """
    shift = in_charge(session, seat=seat) or _last(session, seat)
    return of_shift(session, shift, early) if shift is not None else (None, None)


def of_shift(session: Session, shift: ShiftRow, early: int) -> Pair:
    """Return the checks of a shift.

    The check at its start may be signed before it begins: the one nearest to its
    beginning counts. Of several at its end the last one
    counts; which those are the shift says in which they were begun, never the clock.

    Args:
        session: A transaction.
        shift: The shift.
        early: Seconds before its beginning in which a check counts already.
    """
    start = min(
        _starts(session, shift, early),
        key=lambda sheet: abs((sheet.row.signed_at or shift.begun_at) - shift.begun_at),
        default=None,
    )
    return start, sheets.latest_sheet(session, SheetKind.END, shift=shift.id, seat=shift.seat)


def before_end(session: Session, end: Sheet, early: int) -> Sheet | None:
    """Return the check at the start of the shift that a check of the end belongs to.

    Args:
        session: A transaction.
        end: A check of the end.
        early: Seconds before a shift in which its check at the start counts already.
    """
    chosen = selected().where(SHIFTS_TABLE.c.id == end.row.shift)
    row = session.connection().execute(chosen).first()
    return of_shift(session, ShiftRow(*row), early)[0] if row is not None else None


def _starts(session: Session, shift: ShiftRow, early: int) -> list[Sheet]:
    """Return the checks at the start that were signed in a shift or so early before, in order."""
    signed = SHEETS.c.signed_at
    chosen = select(SHEETS.c.id).where(
        SHEETS.c.kind == SheetKind.START.value,
        SHEETS.c.seat == shift.seat,
        signed >= shift.begun_at - timedelta(seconds=early),
    )
    if shift.ended_at is not None:
        chosen = chosen.where(signed <= shift.ended_at)
    ids = session.connection().execute(chosen.order_by(signed, SHEETS.c.seq)).scalars().all()
    return [found for each in ids if (found := sheets.get(session, each)) is not None]


def _last(session: Session, seat: str) -> ShiftRow | None:
    """Return the shift that was begun last at a seat; None: there was none."""
    columns = SHIFTS_TABLE.c
    chosen = selected().where(columns.begun_at.is_not(None), columns.seat == seat)
    order = (columns.begun_at.desc(), columns.seq.desc())
    row = session.connection().execute(chosen.order_by(*order).limit(1)).first()
    return ShiftRow(*row) if row is not None else None
