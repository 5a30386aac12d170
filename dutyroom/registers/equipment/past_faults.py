"""The fault tickets as they stood when a check was signed, read from the journal itself."""

from __future__ import annotations

from sqlalchemy import select

from dutyroom.registers.equipment.facts import SHEET_DROPPED, SHEET_SIGNED
from dutyroom.registers.equipment.fault_facts import FAULT_KINDS
from dutyroom.registers.equipment.faults import FaultRow, folded_row
from dutyroom.registers.equipment.folding_faults import FoldedFault
from dutyroom.registers.equipment.tables import FAULTS
from dutyroom.registers.folding import by_revision, history
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

_ENDS = (SHEET_SIGNED, SHEET_DROPPED)


def open_at(session: Session, sheet: str) -> list[FaultRow]:
    """Return the tickets that were open when a check ended: critical ones first, then the oldest.

    What was noted later, a repair or a workaround, is not in them; what the signature itself
    noted is. Later is what stands behind it in the journal, whatever the clock said.

    Args:
        session: A transaction.
        sheet: Id of the check; of one that is not over all that is open now.
    """
    ends = history(session, sheet, _ENDS, by_revision)
    chosen = select(FAULTS.c.id).order_by(FAULTS.c.opened_at, FAULTS.c.seq)
    ids = session.connection().execute(chosen).scalars().all()
    rows = [_as_it_stood(session, each, ends[0] if ends else None) for each in ids]
    still = [row for row in rows if row is not None and row.closed_at is None]
    return sorted(still, key=lambda row: not row.critical)


def _as_it_stood(session: Session, fault: str, end: Entry | None) -> FaultRow | None:
    """Return a ticket as it stood, from what had been noted of it; None: nothing had."""
    folded, known = FoldedFault(fault), False
    for entry in history(session, fault, FAULT_KINDS, by_revision):
        if end is None or entry.seq <= end.seq or _together(entry, end):
            folded.take(entry)
            known = True
    return folded_row(folded.row) if known else None


def _together(entry: Entry, end: Entry) -> bool:
    """Tell whether a fact was noted in the same act."""
    return entry.fact.occurred_at == end.fact.occurred_at
