"""The emergency stock as the book had it when a check was signed, from the journal (article 22)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dutyroom.config import Equipment
from dutyroom.registers.equipment.folding_stock import movement, sums
from dutyroom.registers.equipment.past_faults import ended
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.registers.equipment.stock_facts import STOCK_MOVED, stock_of
from dutyroom.registers.equipment.stocks import StockRow, day_kept, stock_row
from dutyroom.registers.folding import by_time, history
from dutyroom.registers.values import whole
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment.stock import Batch
from dutyroom.store.session import Session


def stock_at(session: Session, sheet: Sheet, limits: Equipment, now: datetime) -> list[StockRow]:
    """Return the stock of every counted item of a check's list, as it stood when the check ended.

    What moved later is not in it, whatever the clock said; nor does a later setting change what
    counted as near its expiry when it was signed.

    Args:
        session: A transaction.
        sheet: The check; of one that is not over, the stock of now.
        limits: Within how many days an expiry is near, where the check does not say it itself.
        now: The time.
    """
    if sheet.checklist is None:
        return []
    end = ended(session, sheet.row.id)
    days = whole(end.fact, "expiring") if end is not None else None
    today = local_date(end.fact.occurred_at if end is not None else now)
    upto = end.seq if end is not None else None
    return [
        stock_row(
            item,
            _batches(session, stock_of(sheet.checklist.unit, item.key), upto),
            today,
            limits.expiring if days is None else days,
        )
        for item in sheet.checklist.items
        if item.kind.stocked
    ]


def _batches(session: Session, subject: str, upto: int | None) -> Sequence[Batch] | None:
    """Return what there was by expiry; None: nothing had been noted."""
    known = [
        movement(entry.fact)
        for entry in history(session, subject, {STOCK_MOVED}, by_time)
        if upto is None or entry.seq <= upto
    ]
    held = sums(known).items()
    return [Batch(day_kept(day), count) for day, count in held if count] if known else None
