"""The facts of a line: a part of it is lost, and found again."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from dutyroom.store.facts import Fact, Place


class Part(StrEnum):
    """What can be lost of a line."""

    BOX = "box"
    SOUND = "sound"
    KEEPER = "keeper"


def lost(at: datetime, place: Place, *, what: Part) -> Fact:
    """A part of the line went away.

    Args:
        at: When.
        place: Unit and line.
        what: The serial box, the sound device, or the keeper itself.
    """
    return Fact("line.lost", place.line, at, place, body={"what": what.value})


def found(at: datetime, place: Place, *, what: Part) -> Fact:
    """The part is there again."""
    return Fact("line.found", place.line, at, place, body={"what": what.value})
