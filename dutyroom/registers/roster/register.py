"""Published rosters as the ledger knows them: from the fact of a version to its rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from dutyroom.registers.folding import by_time, history, replace
from dutyroom.registers.register import Register
from dutyroom.registers.roster import facts
from dutyroom.registers.roster.tables import (
    ASSIGNMENTS,
    SLOTS,
    VERSIONS,
    WAIVERS,
    RosterAssignment,
    RosterSlot,
    RosterVersion,
    RosterWaiver,
)
from dutyroom.registers.values import choice, moment, text, whole, words
from dutyroom.standard.roster.values import Role
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

_KINDS: Final = frozenset({facts.PUBLISHED})
_LONGEST: Final = 100 * 24 * 60
"""Minutes that a slot can last at most; what is longer was not written by this program."""


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one version anew; of two facts about it the earlier counts.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    if entry.fact.kind not in _KINDS:
        return
    version = entry.fact.subject
    first = history(session, version, _KINDS, by_time)[0]
    slots = dict(_slots(first.fact))
    replace(session, VERSIONS, "id", version, [_version(first)])
    replace(
        session, SLOTS, "version", version, {row["slot"]: row for row in slots.values()}.values()
    )
    replace(session, ASSIGNMENTS, "version", version, _assignments(first.fact, slots))
    replace(session, WAIVERS, "version", version, _waivers(first.fact))


def _version(entry: Entry) -> dict[str, Any]:
    """Return the row of a version."""
    fact = entry.fact
    since = moment(fact, "since") or fact.occurred_at
    return {
        "id": fact.subject,
        "seq": entry.seq,
        "unit": fact.place.unit,
        "first": _day(words(fact, "first")),
        "last": _day(words(fact, "last")),
        "number": whole(fact, "number") or 0,
        "since": since,
        "until": moment(fact, "until") or since,
        "published_at": fact.occurred_at,
        "by": fact.actor,
        "why": text(fact, "why"),
        "source": words(fact, "source"),
    }


def _slots(fact: Fact) -> Iterator[tuple[int, dict[str, Any]]]:
    """Return the rows of the slots that can be read, by their place in the fact."""
    kinds = _listed(fact, "shifts")
    for number, raw in enumerate(_listed(fact, "slots")):
        match raw:
            case [str(slot), int(kind), str(day), str(start), int(length), int(required)]:
                shift = kinds[kind] if 0 <= kind < len(kinds) else None
                begins = _moment(start)
                if not isinstance(shift, dict) or begins is None or not _day(day):
                    continue
                if not 0 < length <= _LONGEST or not 0 <= required <= _LONGEST:
                    continue
                yield (
                    number,
                    {
                        "version": fact.subject,
                        "slot": slot or f"{day}/{shift.get('name')}",
                        "day": _day(day),
                        "start_at": begins,
                        "end_at": begins + timedelta(minutes=length),
                        "required": required,
                        **_shift(shift),
                    },
                )


def _shift(raw: dict[str, Any]) -> dict[str, Any]:
    """Return what a slot takes from its kind of shift."""
    name, label, rest = raw.get("name"), raw.get("label"), raw.get("rest")
    return {
        "shift": name if isinstance(name, str) else "",
        "label": label if isinstance(label, str) else "",
        "role": choice(Role, str(raw.get("role"))) or Role.OFFICER,
        "rest_minutes": rest if isinstance(rest, int) and 0 <= rest <= _LONGEST else 0,
        "night": raw.get("night") is True,
    }


def _assignments(fact: Fact, slots: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of those who are in slots."""
    people = _listed(fact, "people")
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for raw in _listed(fact, "assignments"):
        match raw:
            case [int(place), int(number), bool(pinned)] if 0 <= number < len(people):
                person, slot = people[number], slots.get(place)
                if slot is None or not isinstance(person, str):
                    continue
                found[slot["slot"], person] = {
                    "version": fact.subject,
                    "slot": slot["slot"],
                    "person": person,
                    "name": text(fact, f"name.{number}") or person,
                    "pinned": pinned,
                }
    return list(found.values())


def _waivers(fact: Fact) -> list[dict[str, Any]]:
    """Return the rows of the faults that a version was published with; none once purged."""
    found: list[dict[str, Any]] = []
    for raw in _read(text(fact, "waived")):
        match raw:
            case [str(kind), str(said), str(reason), *rest]:
                key = rest[0] if rest and isinstance(rest[0], str) else ""
                row = {"kind": kind, "words": said, "reason": reason, "key": key}
                found.append({"version": fact.subject, "position": len(found), **row})
    return found


def _read(written: str) -> list[Any]:
    """Return a list that a text holds; empty where it holds none."""
    try:
        value = json.loads(written) if written else []
    except ValueError:
        return []
    return value if isinstance(value, list) else []


def _listed(fact: Fact, key: str) -> list[Any]:
    """Return a list of the body; empty where there is none."""
    value = fact.body.get(key)
    return value if isinstance(value, list) else []


def _day(written: str) -> str:
    """Return a day as ISO 8601; empty where it is none."""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return ""


def _moment(written: str) -> datetime | None:
    """Return an aware time in UTC that lies well within the calendar."""
    try:
        found = datetime.fromisoformat(written)
        return found.astimezone(UTC) if found.tzinfo is not None and found.year < 9000 else None
    except (ValueError, OverflowError):
        return None


ROSTER: Final = Register(
    name="roster",
    prefixes=("roster.",),
    project=project,
    tables=(RosterAssignment, RosterWaiver, RosterSlot, RosterVersion),
)
"""The published rosters."""
