"""The facts of the calendar. The subject of an entry is its id, that of a year its number."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import uuid4

from dutyroom.registers.calendar.entry import Entry
from dutyroom.store.facts import Fact, Place

NOTED: Final = "calendar.noted"
WITHDRAWN: Final = "calendar.withdrawn"
ASSUMED: Final = "calendar.assumed"
UNASSUMED: Final = "calendar.unassumed"


def new_id() -> str:
    """Return an id for a new entry."""
    return str(uuid4())


def noted(
    entry: Entry,
    at: datetime,
    place: Place,
    *,
    actor: str,
    position: int = 0,
    corrects: str = "",
    why: str = "",
) -> Fact:
    """Somebody noted what the days of a span are; it counts before what was noted earlier.

    Args:
        entry: What they are.
        at: When it was noted.
        place: Unit and seat of the desk.
        actor: Who did it.
        position: Its place among what was noted at the same moment.
        corrects: Id of the entry in whose stead it stands; empty: none.
        why: The reason, where one was given.
    """
    texts = {"name": entry.name, "document": entry.document, "source": entry.source, "why": why}
    return Fact(
        NOTED,
        new_id(),
        at,
        place,
        actor,
        body={
            "first": entry.first.isoformat(),
            "last": entry.last.isoformat(),
            "kind": entry.kind.value,
            "position": position,
            "corrects": corrects,
        },
        texts={name: text for name, text in texts.items() if text},
    )


def withdrawn(entry: str, at: datetime, place: Place, *, actor: str, why: str) -> Fact:
    """An entry counts no more; it stays readable.

    Args:
        entry: Its id.
        at: When it was withdrawn.
        place: Unit and seat of the desk.
        actor: Who withdraws it.
        why: The reason.
    """
    return Fact(WITHDRAWN, entry, at, place, actor, texts={"why": why})


def assumed(year: int, at: datetime, place: Place, *, actor: str, why: str) -> Fact:
    """Plain weekdays may be taken for a year of which no notice has been entered.

    Args:
        year: The year.
        at: When it was allowed.
        place: Unit and seat of the desk.
        actor: Who allows it.
        why: The reason.
    """
    return Fact(ASSUMED, str(year), at, place, actor, texts={"why": why})


def unassumed(year: int, at: datetime, place: Place, *, actor: str) -> Fact:
    """Plain weekdays may no longer be taken for a year."""
    return Fact(UNASSUMED, str(year), at, place, actor)
