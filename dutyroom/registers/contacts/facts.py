"""The facts of the address book. Names and numbers are free texts: they can be purged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import uuid4

from dutyroom.registers.contacts.book import FIELDS, Kind
from dutyroom.registers.contacts.pinyin import initials
from dutyroom.store.facts import Fact, JsonValue, Place

ADDED: Final = "contacts.added"
CHANGED: Final = "contacts.changed"
RETIRED: Final = "contacts.retired"
RESTORED: Final = "contacts.restored"

INITIALS: Final = "initials"
"""The text that a name is found by; made here, so that a rebuild needs no pypinyin."""

OLD: Final = "old."
"""What stands before the name of a field whose earlier value a fact keeps."""


def new_id() -> str:
    """Return an id for a new contact."""
    return str(uuid4())


def added(
    contact: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    kind: Kind,
    fields: Mapping[str, str],
    unit: str = "",
    area_code: str = "",
) -> Fact:
    """A unit or a person was put into the book.

    Args:
        contact: Id of the new contact.
        at: When it was put in.
        place: Unit and seat of the desk.
        actor: Who did it.
        kind: Unit or person.
        fields: Text by field name; numbers separated by `、`.
        unit: Id of a person's unit, or of a unit's parent.
        area_code: Area code of the desk, for numbers written without one.
    """
    texts = {name: text for name in FIELDS if (text := fields.get(name, ""))}
    texts[INITIALS] = initials(texts.get("name", ""), texts.get("reading", ""))
    body: dict[str, JsonValue] = {"kind": kind.value, "unit": unit, "area_code": area_code}
    return Fact(ADDED, contact, at, place, actor, body=body, texts=texts)


def changed(
    contact: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    old: Mapping[str, str],
    new: Mapping[str, str],
    unit: str | None = None,
    area_code: str = "",
) -> Fact:
    """Fields of a contact got other values; the earlier ones stay readable.

    Args:
        contact: Id of the contact.
        at: When it was changed.
        place: Unit and seat of the desk.
        actor: Who did it.
        old: All fields before the change.
        new: The fields that change, with their new text; an empty one is taken away.
        unit: Id of the new unit or parent; None: as before.
        area_code: Area code of the desk.
    """
    texts = {name: new[name] for name in FIELDS if name in new}
    texts |= {f"{OLD}{name}": old.get(name, "") for name in texts}
    if {"name", "reading"} & new.keys():
        now = {**old, **new}
        texts[INITIALS] = initials(now.get("name", ""), now.get("reading", ""))
    body: dict[str, JsonValue] = {"area_code": area_code}
    if unit is not None:
        body["unit"] = unit
    return Fact(CHANGED, contact, at, place, actor, body=body, texts=texts)


def retired(contact: str, at: datetime, place: Place, *, actor: str, why: str) -> Fact:
    """A contact is no longer valid; it stays readable, but no number leads to it."""
    return Fact(RETIRED, contact, at, place, actor, texts={"why": why})


def restored(
    contact: str, at: datetime, place: Place, *, actor: str, why: str, area_code: str = ""
) -> Fact:
    """A contact that was retired is valid again, with the numbers that it had."""
    body: dict[str, JsonValue] = {"area_code": area_code}
    return Fact(RESTORED, contact, at, place, actor, body=body, texts={"why": why})
