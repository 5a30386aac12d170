"""The facts of emergency stock, and of the room itself."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.standard.equipment.room import Shared
from dutyroom.standard.equipment.stock import Change, Move
from dutyroom.store.facts import Fact, JsonValue, Place

STOCK_MOVED: Final = "equipment.stock_moved"
ROOM_VERIFIED: Final = "equipment.room_verified"


def stock_of(unit: str, item: str) -> str:
    """Return the subject of the facts of one stocked item."""
    return f"{unit}/{item}"


def stock_moved(
    at: datetime,
    place: Place,
    *,
    actor: str,
    item: str,
    move: Move,
    change: Change,
    whom: str = "",
    why: str = "",
) -> Fact:
    """Something came in, went out, was disposed of, or was counted otherwise (article 22).

    Args:
        at: When.
        place: Its `unit` is the unit whose stock it is.
        actor: Who notes it.
        item: Key of the item.
        move: Why the quantity changed.
        change: By how much, and of which expiry.
        whom: Who brought it or took it.
        why: What for.
    """
    body: dict[str, JsonValue] = {
        "item": item,
        "move": move.value,
        "by": change.by,
        "expires": change.expires.isoformat() if change.expires is not None else "",
    }
    texts = {key: text for key, text in {"whom": whom, "why": why}.items() if text}
    subject = stock_of(place.unit, item)
    return Fact(STOCK_MOVED, subject, at, place, actor, body=body, texts=texts)


def room_verified(
    at: datetime,
    place: Place,
    *,
    actor: str,
    area: float,
    shared: Shared,
    shared_with: str = "",
    photo: str = "",
    note: str = "",
) -> Fact:
    """Somebody measured and saw the room (article 11).

    Args:
        at: When.
        place: Its `unit` is the unit whose room it is.
        actor: Who verified it.
        area: Square metres.
        shared: With whom it is shared.
        shared_with: The same in the unit's words.
        photo: Where a photograph is kept.
        note: What else is to be said.
    """
    body: dict[str, JsonValue] = {"area": area, "shared": shared.value}
    texts = {"shared_with": shared_with, "photo": photo, "note": note}
    return Fact(
        ROOM_VERIFIED,
        place.unit,
        at,
        place,
        actor,
        body=body,
        texts={key: text for key, text in texts.items() if text},
    )
