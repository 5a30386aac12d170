"""The facts of a note: somebody leaves it, and it stands until somebody ends it."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Final
from uuid import uuid4

from dutyroom.i18n import N_, _
from dutyroom.store.facts import Fact, JsonValue, Place

LEFT: Final = "note.left"
ENDED: Final = "note.ended"


class NoteKind(StrEnum):
    """What a note is about."""

    NOTE = "note"
    """Something that the next shift should know."""
    STATE = "state"
    """Something temporary that holds until it is ended: a road closed, a number diverted."""

    @property
    def label(self) -> str:
        """The kind in words."""
        return _(_LABELS[self])


_LABELS: Final = {
    NoteKind.NOTE: N_("note for the next shift"),
    NoteKind.STATE: N_("temporary state"),
}


def new_id() -> str:
    """Return an id for a new note."""
    return str(uuid4())


def left(
    note: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    kind: NoteKind,
    text: str,
    until: datetime | None = None,
) -> Fact:
    """Somebody leaves a note.

    Args:
        note: Id of the note.
        at: When.
        place: Unit and seat.
        actor: Who.
        kind: What it is about.
        text: The words.
        until: When it is expected to be over; None: not known. It does not end by itself.
    """
    expected = until.astimezone(UTC).isoformat() if until is not None else ""
    body: dict[str, JsonValue] = {"kind": kind.value, "until": expected}
    return Fact(LEFT, note, at, place, actor, body=body, texts={"text": text})


def ended(note: str, at: datetime, place: Place, *, actor: str, how: str = "") -> Fact:
    """A note holds no longer; `how` says what came of it."""
    return Fact(ENDED, note, at, place, actor, texts={"how": how} if how else {})
