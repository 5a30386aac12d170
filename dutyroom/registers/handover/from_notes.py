"""Notes for the next shift and temporary states in force, as items of a handover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dutyroom.registers.notes.facts import NoteKind
from dutyroom.registers.notes.register import in_force
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.store.session import Session


def items(session: Session, shift: ShiftRow, now: datetime) -> Iterator[Item]:  # noqa: ARG001 - the protocol's arguments
    """Yield the notes that hold; whoever left one said all there is to explain."""
    for note in in_force(session):
        yield Item(
            kind=ItemKind.STATE if note.kind is NoteKind.STATE else ItemKind.NOTE,
            subject=note.id,
            at=note.left_at,
            source=note.left_by,
            what=note.text,
            due=note.until,
            handler=note.left_by,
            speaks=True,
        )
