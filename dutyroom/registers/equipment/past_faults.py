"""The fault tickets as they stood when a check was signed, read from the journal itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from dutyroom.registers.equipment.facts import SHEET_DROPPED, SHEET_SIGNED
from dutyroom.registers.equipment.fault_facts import FAULT_KINDS, Step
from dutyroom.registers.equipment.faults import FaultRow, folded_row
from dutyroom.registers.equipment.folding_faults import FoldedFault
from dutyroom.registers.equipment.tables import FAULTS
from dutyroom.registers.folding import by_revision, history
from dutyroom.registers.values import text, words
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

_ENDS = (SHEET_SIGNED, SHEET_DROPPED)


def ended(session: Session, sheet: str) -> Entry | None:
    """Return with what a check was signed or given up; None: it is not over."""
    return next(iter(history(session, sheet, _ENDS, by_revision)), None)


def open_at(session: Session, sheet: str) -> list[FaultRow]:
    """Return the tickets that were open when a check ended: critical ones first, then the oldest.

    What was noted later, a repair or a workaround, is not in them; what the signature itself
    noted is. Later is what stands behind it in the journal, whatever the clock said.

    Args:
        session: A transaction.
        sheet: Id of the check; of one that is not over all that is open now.
    """
    end = ended(session, sheet)
    chosen = select(FAULTS.c.id).order_by(FAULTS.c.opened_at, FAULTS.c.seq)
    ids = session.connection().execute(chosen).scalars().all()
    rows = [_as_it_stood(session, each, end) for each in ids]
    still = [row for row in rows if row is not None and row.closed_at is None]
    return sorted(still, key=lambda row: not row.critical)


@dataclass(frozen=True, slots=True)
class Stated:
    """How the desk does without an item, as whoever took charge said it: when, who, what."""

    at: datetime
    by: str
    words: str


def stated_after(session: Session, sheet: str, faults: Iterable[FaultRow]) -> dict[str, Stated]:
    """Return what was said at the sign-on that a check counted for, by the ticket's id.

    Args:
        session: A transaction.
        sheet: Id of the check.
        faults: The tickets that were open when it was signed.
    """
    found = {}
    for fault in faults:
        for entry in history(session, fault.id, {Step.BYPASSED.kind}, by_revision):
            fact = entry.fact
            if words(fact, "check") == sheet:
                found[fault.id] = Stated(fact.occurred_at, fact.actor, text(fact, "words"))
    return found


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
