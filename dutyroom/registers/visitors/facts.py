"""The facts of a visit: let in or not, gone, corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from dutyroom.registers.folding import REVISION
from dutyroom.registers.noting import Noted
from dutyroom.registers.values import iso
from dutyroom.store.facts import Fact, JsonValue

LET_IN: Final = "visitor.let_in"
REFUSED: Final = "visitor.refused"
LET_OUT: Final = "visitor.let_out"
CORRECTED: Final = "visitor.corrected"
VOIDED: Final = "visitor.voided"

KINDS: Final = (LET_IN, REFUSED, LET_OUT, CORRECTED, VOIDED)
"""Every kind of fact of a visit; of two with one revision the earlier one here comes first."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who comes, and why.

    Attributes:
        name: The visitor.
        from_unit: Where they come from.
        business: What for.
        host: Whom they see.
    """

    name: str
    from_unit: str = ""
    business: str = ""
    host: str = ""

    def texts(self) -> dict[str, str]:
        """Return what a fact holds of it."""
        names = ("name", "from_unit", "business", "host")
        return {name: text for name in names if (text := getattr(self, name))}


def new_id() -> str:
    """Return an id for a new visit."""
    return str(uuid4())


def let_in(visitor: str, noted: Noted, visit: Visit, moment: datetime) -> Fact:
    """Somebody is let in, at a moment."""
    body: dict[str, JsonValue] = {REVISION: 0, "moment": iso(moment)}
    return Fact(LET_IN, visitor, noted.at, noted.place, noted.actor, body=body, texts=visit.texts())


def refused(visitor: str, noted: Noted, visit: Visit, moment: datetime, why: str) -> Fact:
    """Somebody is not let in; `why` says why."""
    body: dict[str, JsonValue] = {REVISION: 0, "moment": iso(moment)}
    texts = {**visit.texts(), "why": why}
    return Fact(REFUSED, visitor, noted.at, noted.place, noted.actor, body=body, texts=texts)


def let_out(visitor: str, noted: Noted, moment: datetime, *, revision: int) -> Fact:
    """A visitor has gone, at a moment; `revision` is the one that this fact makes."""
    body: dict[str, JsonValue] = {REVISION: revision, "moment": iso(moment)}
    return Fact(LET_OUT, visitor, noted.at, noted.place, noted.actor, body=body)


def voided(visitor: str, noted: Noted, *, revision: int, why: str) -> Fact:
    """The visit was entered by mistake; it stays readable and counts no more."""
    body: dict[str, JsonValue] = {REVISION: revision}
    return Fact(VOIDED, visitor, noted.at, noted.place, noted.actor, body=body, texts={"why": why})


def corrected(
    visitor: str, noted: Noted, *, revision: int, name: str, old: str, new: str, why: str
) -> Fact:
    """A field is otherwise than it was; both values are shown from now on.

    Args:
        visitor: Id of the visit.
        noted: Where and by whom.
        revision: The one that this fact makes.
        name: One of `kinds.FIELD_LABELS`.
        old: What stood there; a time as ISO 8601.
        new: What is right; an empty `left_at`: they are still in.
        why: The reason.
    """
    body: dict[str, JsonValue] = {REVISION: revision, "field": name}
    texts = {"old": old, "new": new, "why": why}
    return Fact(CORRECTED, visitor, noted.at, noted.place, noted.actor, body=body, texts=texts)
