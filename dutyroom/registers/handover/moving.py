"""What changes hands with the desk, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dutyroom.standard.handover.values import Item
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes over.

    Attributes:
        name: Their name.
        person: Their id; empty at a desk without accounts.
        handover: Id of the handover.
        at: When.
        place: Unit and seat.
    """

    name: str
    person: str
    handover: str
    at: datetime
    place: Place


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that was accepted, with what the outgoing officer explained of it."""

    item: Item
    words: str = ""


class Mover(Protocol):
    """How a register makes somebody the handler of what they accepted."""

    def __call__(self, session: Session, taken: Sequence[Taken], taker: Taker) -> list[Fact]:
        """Return the facts, to be recorded with the signatures.

        Args:
            session: A transaction that reads.
            taken: What was accepted of the register.
            taker: Who takes it over.
        """
