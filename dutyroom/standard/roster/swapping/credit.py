"""Who is credited with a shift: whoever actually served it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dutyroom.standard.clocks import covered
from dutyroom.standard.roster.values import Duty, Roster

LEAST_SHARE: Final = 0.5
"""From which part of a shift on somebody has served it; shared evenly, both have."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody at post, from sign-on to sign-off.

    Attributes:
        person: Who.
        slot: Id of the slot.
        start: Aware.
        end: Aware.
    """

    person: str
    slot: str
    start: datetime
    end: datetime


def credited(
    roster: Roster, presences: Iterable[Presence], least: float = LEAST_SHARE
) -> tuple[Duty, ...]:
    """Return the duties actually served, whoever was rostered for them.

    Time before the slot's beginning and after its end counts for the slots
    before and after, not for this one.

    Args:
        roster: Has the slots.
        presences: Who was at post when; several of one person in a slot add up.
        least: Which part of the slot somebody must have been there.

    Returns:
        Earliest first.
    """
    times: dict[tuple[str, str], list[tuple[datetime, datetime]]] = {}
    for presence in presences:
        if presence.slot in roster.by_id:
            key = presence.slot, presence.person
            times.setdefault(key, []).append((presence.start, presence.end))
    duties = []
    for (slot_id, person), spans in times.items():
        slot = roster.by_id[slot_id]
        length = (slot.end - slot.start).total_seconds()
        if covered(spans, slot.start, slot.end) >= least * length:
            duties.append(Duty(person, slot))
    return tuple(sorted(duties, key=lambda duty: (duty.slot.start, duty.slot.id, duty.person)))
