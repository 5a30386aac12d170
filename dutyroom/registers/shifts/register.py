"""The shifts as the ledger knows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dutyroom.registers.folding import histories, history, replace
from dutyroom.registers.register import Register, Write
from dutyroom.registers.shifts.folded import KINDS, Folded, order
from dutyroom.registers.shifts.on_duty import ShiftRow, in_charge, on_duty, selected
from dutyroom.registers.shifts.tables import CHILDREN, SHIFTS_TABLE, Shift
from dutyroom.store.journal import Entry
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

__all__ = ["SHIFTS", "ShiftRow", "in_charge", "on_duty", "project", "selected"]


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one shift anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    shift = entry.fact.subject
    if entry.fact.kind not in KINDS:
        return
    _write(session, _folded(shift, history(session, shift, KINDS, order)))


def stage(session: Session, entries: Sequence[Entry]) -> Write:
    """Fold each shift once, before it is written: a relief says several things of both.

    Args:
        session: A transaction that reads.
        entries: What will be written.
    """
    known = histories(session, entries, KINDS, order)
    ready = [_folded(shift, found) for shift, found in known.items()]

    def write(session: Session) -> None:
        for folded in ready:
            _write(session, folded)

    return write


def _folded(shift: str, known: Sequence[Entry]) -> Folded:
    """Return the rows that the facts of a shift make, in their order."""
    folded = Folded(shift, min(each.seq for each in known))
    for each in known:
        folded.take(each.fact)
    return folded


def _write(session: Session, folded: Folded) -> None:
    """Put the rows of a shift in the place of those that were there."""
    shift = folded.row["id"]
    replace(session, SHIFTS_TABLE, "id", shift, [folded.row])
    for model, rows in folded.children.items():
        replace(session, table_of(model), "shift", shift, rows)


SHIFTS: Final = Register(
    name="shifts", prefixes=("shift.",), project=project, tables=(*CHILDREN, Shift), stage=stage
)
"""Who sits at the desk since when."""
