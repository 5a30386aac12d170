"""The facts of a wish for or against duty: asked, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import uuid4

from dutyroom.registers.folding import REVISION
from dutyroom.registers.noting import Noted
from dutyroom.store.facts import Fact, JsonValue

ASKED: Final = "wish.asked"
WITHDRAWN: Final = "wish.withdrawn"

KINDS: Final = (ASKED, WITHDRAWN)
"""Every kind of fact of a wish; of two with one revision the earlier one here comes first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wishes.

    Attributes:
        person: Id of whoever wishes.
        name: Their name, as it was then.
        wanted: Whether duty is wished for rather than to be avoided.
        first: First duty day.
        last: Last duty day, included.
        shifts: Names of the shifts meant; empty: all.
        strong: Whether it counts more than a usual wish.
        reason: What for; may be empty.
    """

    person: str
    name: str
    wanted: bool
    first: date
    last: date
    shifts: tuple[str, ...] = ()
    strong: bool = False
    reason: str = ""


def new_id() -> str:
    """Return an id for a new wish."""
    return str(uuid4())


def asked(wish_id: str, noted: Noted, wish: Wish) -> Fact:
    """Somebody wishes for duty, or to be spared."""
    shifts: list[JsonValue] = [*wish.shifts]
    body: dict[str, JsonValue] = {
        REVISION: 0,
        "person": wish.person,
        "wanted": wish.wanted,
        "first": wish.first.isoformat(),
        "last": wish.last.isoformat(),
        "shifts": shifts,
        "strong": wish.strong,
    }
    texts = {"name": wish.name, **({"reason": wish.reason} if wish.reason else {})}
    return Fact(ASKED, wish_id, noted.at, noted.place, noted.actor, body=body, texts=texts)


def withdrawn(wish_id: str, noted: Noted, *, revision: int, why: str) -> Fact:
    """It is not wished any more; `revision` is the one that this fact makes."""
    body: dict[str, JsonValue] = {REVISION: revision}
    return Fact(
        WITHDRAWN, wish_id, noted.at, noted.place, noted.actor, body=body, texts={"why": why}
    )
