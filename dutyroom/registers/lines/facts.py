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


def lost(at: datetime, place: Place, *, what: str, reason: str = "") -> Fact:
    """A part of the line went away.

    Args:
        at: When.
        place: Unit and line.
        what: A `Part`: the serial box, the sound device, or the keeper itself.
        reason: What the system said, for those who look after the machine.
    """
    texts = {"reason": reason} if reason else {}
    return Fact("line.lost", place.line, at, place, body={"what": str(what)}, texts=texts)


def found(at: datetime, place: Place, *, what: str) -> Fact:
    """The part is there again."""
    return Fact("line.found", place.line, at, place, body={"what": str(what)})
