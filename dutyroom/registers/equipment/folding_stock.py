"""From the facts of stocked items to their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from dutyroom.registers.values import choice, text, words
from dutyroom.standard.equipment.stock import Move
from dutyroom.store.facts import Fact

_LARGEST: Final = 10**9
"""Most pieces that one movement may be about; more is nothing that anybody stores."""


def movement(fact: Fact) -> dict[str, Any]:
    """Return the row of a movement."""
    by = fact.body.get("by")
    number = by if isinstance(by, int) and not isinstance(by, bool) else 0
    return {
        "fact": str(fact.id),
        "subject": fact.subject,
        "unit": fact.place.unit,
        "item": words(fact, "item"),
        "move": choice(Move, words(fact, "move")) or "",
        "by_quantity": max(-_LARGEST, min(number, _LARGEST)),
        "expires": words(fact, "expires"),
        "whom": text(fact, "whom"),
        "why": text(fact, "why"),
        "at": fact.occurred_at,
        "by": fact.actor,
    }


def sums(movements: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many there are of each expiry, as a row holds it."""
    held: dict[str, int] = {}
    for row in movements:
        held[row["expires"]] = held.get(row["expires"], 0) + row["by_quantity"]
    return held
