"""Where and by whom a fact is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dutyroom.store.facts import Place


@dataclass(frozen=True, slots=True)
class Noted:
    """Where and by whom something is noted.

    Attributes:
        at: When it is noted.
        place: Unit and seat.
        actor: Who notes it.
    """

    at: datetime
    place: Place
    actor: str
