"""The facts of the unit itself; their subject is its code."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from dutyroom.i18n import N_, _
from dutyroom.store.facts import Fact, Place

PROFILED: Final = "unit.profiled"
NUMBER_CHANGED: Final = "unit.number_changed"
NUMBER_WITHDRAWN: Final = "unit.number_withdrawn"


class Profile(StrEnum):
    """What kind of unit it is: that decides which articles apply."""

    DISTRICT = "district"
    TOWN = "town"
    DEPARTMENT = "department"
    ENTERPRISE = "enterprise"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _(_LABELS[self])


_LABELS: Final = {
    Profile.DISTRICT: N_("general duty room of a district"),
    Profile.TOWN: N_("town or sub-district"),
    Profile.DEPARTMENT: N_("department"),
    Profile.ENTERPRISE: N_("enterprise"),
}


def profiled(
    at: datetime,
    place: Place,
    *,
    actor: str,
    profile: Profile,
    name: str,
    duty_body: str = "",
) -> Fact:
    """The unit was described, or described anew.

    Args:
        at: Since when it is so.
        place: Its `unit` is the unit that is described.
        actor: Who did it.
        profile: What kind of unit it is.
        name: Its full name.
        duty_body: The body in it that is charged with duty work (article 4).
    """
    texts = {"name": name, "duty_body": duty_body}
    return Fact(
        PROFILED,
        place.unit,
        at,
        place,
        actor,
        body={"profile": profile.value},
        texts={key: text for key, text in texts.items() if text},
    )


def number_changed(
    at: datetime,
    place: Place,
    *,
    actor: str,
    number: str,
    since: datetime,
    reason: str = "",
    document: str = "",
) -> Fact:
    """The unit has another duty number (article 6: one unit, one number).

    Args:
        at: When it was noted.
        place: Its `unit` is the unit.
        actor: Who noted it.
        number: The number, as it is written; empty: the unit has none.
        since: From when on it is the unit's number.
        reason: Why it changed.
        document: What ordered it or made it known.
    """
    texts = {"number": number, "reason": reason, "document": document}
    return Fact(
        NUMBER_CHANGED,
        place.unit,
        at,
        place,
        actor,
        body={"since": since.astimezone(UTC).isoformat()},
        texts={key: text for key, text in texts.items() if text},
    )


def number_withdrawn(at: datetime, place: Place, *, actor: str, change: UUID, why: str) -> Fact:
    """A change of number was noted by mistake; it stays readable and counts no more.

    Args:
        at: When it was withdrawn.
        place: Its `unit` is the unit.
        actor: Who withdraws it.
        change: Id of the fact that noted it.
        why: The reason.
    """
    body = {"change": str(change)}
    return Fact(NUMBER_WITHDRAWN, place.unit, at, place, actor, body=dict(body), texts={"why": why})
