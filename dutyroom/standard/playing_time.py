"""Places in a recording: as they are typed, and the part that is offered to be saved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_PLACE: Final = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4})[:：])?(\d{1,5}(?:\.\d{1,3})?)", re.ASCII)
_MINUTE: Final = 60


class Part(NamedTuple):
    """A part of a recording.

    Attributes:
        start: Where it begins, in seconds.
        end: Where it ends, in seconds.
    """

    start: float
    end: float


def seconds_of(typed: str) -> float | None:
    """Return the place that is meant, in seconds; None where the text is none.

    Args:
        typed: `75`, `1:15` or `0:01:15`, the last part also as `15.5`; behind a colon there
            are fewer than sixty.
    """
    found = _PLACE.fullmatch(typed.strip())
    if found is None:
        return None
    hours, minutes, seconds = found.groups()
    if (minutes is not None and float(seconds) >= _MINUTE) or (
        hours is not None and int(minutes) >= _MINUTE
    ):
        return None
    whole = int(hours or 0) * _MINUTE + int(minutes or 0)
    return whole * _MINUTE + float(seconds)


def around(at: float, marks: Sequence[float], length: float) -> Part:
    """Return the part between the marks on both sides of a place; without marks all of it.

    Args:
        at: The place, in seconds.
        marks: Places of the marks, in seconds, in any order.
        length: Length of the recording, in seconds.
    """
    before = [mark for mark in marks if mark <= at]
    after = [mark for mark in marks if at < mark < length]
    return Part(max(before, default=0.0), min(after, default=length))
