"""The facts of a shift: it begins when somebody sits down and ends when they leave."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from dutyroom.store.facts import Fact, Place


def new_id() -> str:
    """Return an id for a new shift."""
    return str(uuid4())


def begun(
    shift: str, at: datetime, place: Place, *, officer: str, leader: str = "", phone: str = ""
) -> Fact:
    """An officer sits down; whoever sat at this seat before has left.

    Args:
        shift: Id of the new shift.
        at: Since when.
        place: Unit and seat.
        officer: The duty officer's name, as typed.
        leader: The leader on duty (article 5), if named.
        phone: How the leader is reached.
    """
    texts = {"officer": officer, "leader": leader, "phone": phone}
    given = {key: value for key, value in texts.items() if value}
    return Fact("shift.begun", shift, at, place, officer, texts=given)


def ended(shift: str, at: datetime, place: Place, *, actor: str) -> Fact:
    """The officer leaves."""
    return Fact("shift.ended", shift, at, place, actor)
