"""The one fact of this register: a version was published, with every slot and everybody in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid5

from dutyroom.standard.roster.values import Roster, Slot
from dutyroom.store.facts import Fact, JsonValue, Place, canonical

PUBLISHED: Final = "roster.published"

_NAMESPACE: Final = UUID("5f0ad8a4-93c1-4f0e-9a8c-0b9f4b6a7b21")
_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class Waived:
    """A fault that is published nevertheless.

    Attributes:
        kind: Which rule.
        words: The fault in words.
        reason: Why it is accepted; empty for a warning, and where nobody has said.
        key: `Fault.key` of what breaks a hard rule; empty for a warning.
    """

    kind: str
    words: str
    reason: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """What is said of a version beside the roster itself.

    Attributes:
        since: From when on it speaks, aware.
        until: When its span ends, aware.
        names: Names by person, as they stand on it.
        labels: What each kind of shift is called.
        why: What the version is for; empty: the first of its period.
        source: What made it: `draft`, `swap` or another word of a register.
        waived: Faults that remain.
    """

    since: datetime
    until: datetime
    names: Mapping[str, str]
    labels: Mapping[str, str]
    why: str = ""
    source: str = "draft"
    waived: Sequence[Waived] = ()


def version_id(unit: str, first: date, last: date, number: int) -> UUID:
    """Return the id of a version: two who publish the same number write one fact, not two."""
    return uuid5(_NAMESPACE, f"{unit}/{first.isoformat()}/{last.isoformat()}/{number}")


def published(roster: Roster, at: datetime, place: Place, *, actor: str, said: Publication) -> Fact:
    """A version was published; it is never changed, only followed by another.

    Args:
        roster: Slots and assignments; `version` is its number within its period.
        at: When.
        place: Unit and seat of the desk.
        actor: Who published it.
        said: What is said of it.
    """
    people = sorted({item.person for item in roster.assignments})
    shifts = {slot.shift: slot for slot in roster.slots}
    kinds = sorted(shifts)
    places = {slot.id: number for number, slot in enumerate(roster.slots)}
    body: dict[str, JsonValue] = {
        "first": roster.first.isoformat(),
        "last": roster.last.isoformat(),
        "number": roster.version,
        "since": said.since.astimezone(UTC).isoformat(),
        "until": _iso(said.until),
        "source": said.source,
        "people": list(people),
        "shifts": [_shift(shifts[name], said.labels.get(name, name)) for name in kinds],
        "slots": [_slot(slot, kinds.index(slot.shift)) for slot in roster.slots],
        "assignments": [
            [places[item.slot], people.index(item.person), item.pinned]
            for item in sorted(roster.assignments)
            if item.slot in places
        ],
    }
    texts = {f"name.{number}": said.names.get(one, one) for number, one in enumerate(people)}
    if said.waived:
        listed: list[JsonValue] = [
            [each.kind, each.words, each.reason, each.key] for each in said.waived
        ]
        texts["waived"] = canonical(listed)
    if said.why:
        texts["why"] = said.why
    key = version_id(place.unit, roster.first, roster.last, roster.version)
    return Fact(PUBLISHED, str(key), at, place, actor, body=body, texts=texts, id=key)


def _shift(slot: Slot, label: str) -> JsonValue:
    """Return a kind of shift as plain values."""
    rest = int(slot.rest.total_seconds()) // _MINUTE
    return {
        "name": slot.shift,
        "label": label,
        "role": slot.role.value,
        "rest": rest,
        "night": slot.night,
    }


def _slot(slot: Slot, kind: int) -> JsonValue:
    """Return a slot as plain values: a quarter of them has to fit into one fact."""
    length = int((slot.end - slot.start).total_seconds()) // _MINUTE
    usual = f"{slot.day.isoformat()}/{slot.shift}"
    name = "" if slot.id == usual else slot.id
    return [name, kind, slot.day.isoformat(), _iso(slot.start), length, slot.required]


def _iso(moment: datetime) -> str:
    """Return an aware time as ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="minutes")
