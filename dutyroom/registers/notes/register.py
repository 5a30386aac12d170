"""The notes as the ledger knows them, and what is read of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from dutyroom.registers.folding import by_time, history, replace
from dutyroom.registers.notes import facts
from dutyroom.registers.notes.facts import NoteKind
from dutyroom.registers.register import Register
from dutyroom.registers.values import choice, moment, text, words
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_KINDS: Final = frozenset({facts.LEFT, facts.ENDED})


class Note(SQLModel, table=True):
    """A note, from when it was left until it is ended."""

    __tablename__ = "notes"

    id: str = Field(primary_key=True)
    unit: str = ""
    kind: str = ""
    text: str = ""
    left_at: datetime
    left_by: str = ""
    until: datetime | None = None
    ended_at: datetime | None = Field(default=None, index=True)
    ended_by: str = ""
    ended_how: str = ""


_TABLE: Final = table_of(Note)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as it is read.

    Attributes:
        id: Its id.
        kind: What it is about; None: this version does not know the kind.
        text: The words; foreign text.
        left_at: When it was left.
        left_by: By whom.
        until: When it is expected to be over; None: not known.
        ended_at: When it was ended; None: it holds.
        ended_by: By whom.
        ended_how: What came of it.
    """

    id: str
    kind: NoteKind | None
    text: str
    left_at: datetime
    left_by: str
    until: datetime | None
    ended_at: datetime | None
    ended_by: str
    ended_how: str


def project(session: Session, entry: Entry) -> None:
    """Compute the row of one note anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    if entry.fact.kind not in _KINDS:
        return
    note = entry.fact.subject
    known = [each.fact for each in history(session, note, _KINDS, by_time)]
    first = next((fact for fact in known if fact.kind == facts.LEFT), None)
    end = next((fact for fact in known if fact.kind == facts.ENDED), None)
    rows = [_row(first, end)] if first is not None else []
    replace(session, _TABLE, "id", note, rows)


def _row(first: Fact, end: Fact | None) -> dict[str, Any]:
    """Return the row of a note from the facts that began and ended it."""
    return {
        "id": first.subject,
        "unit": first.place.unit,
        "kind": words(first, "kind"),
        "text": text(first, "text"),
        "left_at": first.occurred_at,
        "left_by": first.actor,
        "until": moment(first, "until"),
        "ended_at": end.occurred_at if end is not None else None,
        "ended_by": end.actor if end is not None else "",
        "ended_how": text(end, "how") if end is not None else "",
    }


def in_force(session: Session) -> list[NoteRow]:
    """Return the notes that hold, the oldest first."""
    columns = _TABLE.c
    chosen = select(*(columns[name] for name in NoteRow.__dataclass_fields__))
    held = chosen.where(columns.ended_at.is_(None)).order_by(columns.left_at, columns.id)
    return [
        NoteRow(note, choice(NoteKind, kind), *rest)
        for note, kind, *rest in session.connection().execute(held)
    ]


NOTES: Final = Register(name="notes", prefixes=("note.",), project=project, tables=(Note,))
"""Notes for the next shift, and temporary states."""
