"""Plain values in the body of a fact: how times are written, and reading without ever failing.

A fact may have been written by another version of the program, or have lost
its texts to a purge: what is missing or of another type reads as nothing.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from dutyroom.store.facts import Fact

_LARGEST: Final = 2**63 - 1
"""The largest whole number that the database holds."""

_Chosen = TypeVar("_Chosen", bound=StrEnum)


def words(fact: Fact, key: str) -> str:
    """Return a short text of the body; empty where there is none."""
    value = fact.body.get(key)
    return value if isinstance(value, str) else ""


def text(fact: Fact, key: str) -> str:
    """Return a free text; empty where there is none or it was purged."""
    return fact.texts.get(key, "")


def whole(fact: Fact, key: str) -> int | None:
    """Return a whole number of the body, not below zero."""
    value = fact.body.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 <= value <= _LARGEST else None


def real(fact: Fact, key: str) -> float | None:
    """Return a finite number of the body."""
    value = fact.body.get(key)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def flag(fact: Fact, key: str) -> bool | None:
    """Return a yes or no of the body."""
    value = fact.body.get(key)
    return value if isinstance(value, bool) else None


def moment(fact: Fact, key: str) -> datetime | None:
    """Return an aware time that the body holds as ISO 8601, in UTC."""
    try:
        value = datetime.fromisoformat(words(fact, key))
        return value.astimezone(UTC) if value.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def day(fact: Fact, key: str) -> date | None:
    """Return a day that the body holds as ISO 8601."""
    try:
        return date.fromisoformat(words(fact, key))
    except ValueError:
        return None


def iso(moment: datetime | None) -> str:
    """Return a time as a fact holds it; empty where there is none."""
    return moment.astimezone(UTC).isoformat() if moment is not None else ""


def choice(kind: type[_Chosen], value: str) -> _Chosen | None:
    """Return the member of an enumeration that a value names."""
    try:
        return kind(value)
    except ValueError:
        return None
