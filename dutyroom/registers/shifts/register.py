"""The shifts as the ledger knows them."""

from __future__ import annotations

from typing import Final

from dutyroom.registers.folding import history, replace
from dutyroom.registers.register import Register
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
    known = history(session, shift, KINDS, order)
    folded = Folded(shift, min(each.seq for each in known))
    for each in known:
        folded.take(each.fact)
    replace(session, SHIFTS_TABLE, "id", shift, [folded.row])
    for model, rows in folded.children.items():
        replace(session, table_of(model), "shift", shift, rows)


SHIFTS: Final = Register(
    name="shifts", prefixes=("shift.",), project=project, tables=(*CHILDREN, Shift)
)
"""Who sits at the desk since when."""
