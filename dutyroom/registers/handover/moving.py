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
    """An item that was decided on, with the words to it: the explanation, or why not."""

    item: Item
    words: str = ""


class Mover(Protocol):
    """How a register records what was decided: who handles it now, or who keeps it."""

    def __call__(self, session: Session, decided: Sequence[Taken], taker: Taker) -> list[Fact]:
        """Return the facts, to be recorded with the signatures.

        Args:
            session: A transaction that reads.
            decided: What was accepted of the register, or declined.
            taker: Who takes it over.
        """
