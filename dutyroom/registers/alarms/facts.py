"""The facts of an alarm's life."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.store.facts import KEEPER, Fact, Place


def new_id() -> str:
    """Return an id for a new alarm."""
    return str(uuid4())


def raised(
    alarm: str,
    at: datetime,
    place: Place,
    *,
    code: AlarmCode,
    about: str = "",
    detail: str = "",
) -> Fact:
    """Something is wrong, or wrong again.

    Args:
        alarm: Id of the alarm; one that was cleared and not yet acknowledged
            comes back under its old id.
        at: Since when.
        place: Unit and line.
        code: What is wrong.
        about: Id of the call it concerns, or another name that tells it apart.
        detail: More words for the officer.
    """
    texts = {"detail": detail} if detail else {}
    body = {"code": code.value, "about": about}
    return Fact("alarm.raised", alarm, at, place, body=dict(body), texts=texts)


def acknowledged(alarm: str, at: datetime, place: Place, *, actor: str) -> Fact:
    """Somebody has seen it and sees to it."""
    return Fact("alarm.acknowledged", alarm, at, place, actor)


def silenced(alarm: str, at: datetime, place: Place, *, actor: str) -> Fact:
    """Somebody stopped its sound; that is not acknowledging it."""
    return Fact("alarm.silenced", alarm, at, place, actor)


def shelved(
    alarm: str, at: datetime, place: Place, *, actor: str, reason: str, until: datetime
) -> Fact:
    """Somebody puts it off until a time, and says why."""
    body = {"until": until.astimezone(UTC).isoformat()}
    return Fact("alarm.shelved", alarm, at, place, actor, body=dict(body), texts={"reason": reason})


def unshelved(alarm: str, at: datetime, place: Place, *, actor: str = KEEPER) -> Fact:
    """It is taken up again, by somebody or because its time has come."""
    return Fact("alarm.unshelved", alarm, at, place, actor)


def cleared(alarm: str, at: datetime, place: Place) -> Fact:
    """What was wrong is right again."""
    return Fact("alarm.cleared", alarm, at, place)
