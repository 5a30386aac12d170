"""Notes for the next shift and temporary states in force, as items of a handover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from dutyroom.phrases import run_on
from dutyroom.registers.handover.said import said_before
from dutyroom.registers.notes.facts import NoteKind
from dutyroom.registers.notes.register import NoteRow, in_force
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.store.session import Session

_QUOTED: Final = 3
"""What earlier handovers said of a note that is quoted; the signed lists have the rest."""


def items(session: Session, shift: ShiftRow, now: datetime) -> Iterator[Item]:  # noqa: ARG001 - the protocol's arguments
    """Yield the notes that hold; whoever left one said all there is to explain.

    What a relief asked of one all the same, and what they were answered, goes on with it: nobody
    else would keep it, as a matter's thread does.
    """
    bare = [_item(note) for note in in_force(session)]
    before = said_before(session, [item.key for item in bare])
    for item in bare:
        yield replace(item, outcome=run_on(before.get(item.key, ())[:_QUOTED]))


def _item(note: NoteRow) -> Item:
    """Return a note as an item; a decision rests on its words, not on what was said before."""
    until = note.until.isoformat() if note.until is not None else ""
    return Item(
        kind=ItemKind.STATE if note.kind is NoteKind.STATE else ItemKind.NOTE,
        subject=note.id,
        at=note.left_at,
        source=note.left_by,
        what=note.text,
        due=note.until,
        handler=note.left_by,
        speaks=True,
        mark="\x1f".join((note.text, until)),
    )
