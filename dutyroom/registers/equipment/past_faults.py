"""The fault tickets as they stood at a moment of the past, read from the journal itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select

from dutyroom.registers.equipment.fault_facts import FAULT_KINDS
from dutyroom.registers.equipment.faults import FaultRow, folded_row
from dutyroom.registers.equipment.folding_faults import FoldedFault
from dutyroom.registers.equipment.tables import FAULTS
from dutyroom.registers.folding import by_revision, history
from dutyroom.store.session import Session


def open_at(session: Session, moment: datetime) -> list[FaultRow]:
    """Return the tickets that were open at a moment: critical ones first, then the oldest.

    What was noted later, a repair or a workaround, is not in them.

    Args:
        session: A transaction.
        moment: The moment.
    """
    columns = FAULTS.c
    still = or_(columns.closed_at.is_(None), columns.closed_at > moment)
    chosen = select(columns.id).where(columns.opened_at <= moment, still)
    ids = session.connection().execute(chosen.order_by(columns.opened_at, columns.seq)).scalars()
    rows = [_as_it_stood(session, each, moment) for each in ids.all()]
    return sorted(rows, key=lambda row: not row.critical)


def _as_it_stood(session: Session, fault: str, moment: datetime) -> FaultRow:
    """Return a ticket as it stood, from what had been noted of it."""
    folded = FoldedFault(fault)
    for entry in history(session, fault, FAULT_KINDS, by_revision):
        if entry.fact.occurred_at <= moment:
            folded.take(entry)
    return folded_row(folded.row)
