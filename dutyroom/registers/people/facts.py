"""The facts of the register of people. All fields are free texts: they can be purged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import uuid4

from dutyroom.registers.contacts.pinyin import initials
from dutyroom.registers.folding import REVISION
from dutyroom.registers.people.person import FIELDS, Person
from dutyroom.store.facts import Fact, Place

ADDED: Final = "people.added"
CHANGED: Final = "people.changed"
RETIRED: Final = "people.retired"
RESTORED: Final = "people.restored"

INITIALS: Final = "initials"
"""The text that a name is found by; made here, so that a rebuild needs no pypinyin."""

OLD: Final = "old."
"""What stands before the name of a field whose earlier value a fact keeps."""


def new_id() -> str:
    """Return an id for a new person."""
    return str(uuid4())


def added(
    person: str, at: datetime, place: Place, *, actor: str, fields: Mapping[str, str]
) -> Fact:
    """Somebody was put into the register.

    Args:
        person: Id of the new person.
        at: When.
        place: Unit and seat of the desk.
        actor: Who did it.
        fields: Text by field name, as `cells.clean` returns it.
    """
    texts = {name: text for name in FIELDS if (text := fields.get(name, ""))}
    texts[INITIALS] = initials(texts.get("name", ""), texts.get("reading", ""))
    return Fact(ADDED, person, at, place, actor, body={REVISION: 0}, texts=texts)


def changed(
    person: Person, at: datetime, place: Place, *, actor: str, new: Mapping[str, str], why: str = ""
) -> Fact:
    """Fields of somebody got other values; the earlier ones stay readable.

    Args:
        person: As they are now.
        at: When.
        place: Unit and seat of the desk.
        actor: Who did it.
        new: The fields that change, with their new text; an empty one is taken away.
        why: The reason, where one was given.
    """
    texts = {name: new[name] for name in FIELDS if name in new}
    texts |= {f"{OLD}{name}": person.fields.get(name, "") for name in texts}
    if {"name", "reading"} & new.keys():
        now = {**person.fields, **new}
        texts[INITIALS] = initials(now.get("name", ""), now.get("reading", ""))
    if why:
        texts["why"] = why
    return _next(CHANGED, person, at, place, actor=actor, texts=texts)


def retired(person: Person, at: datetime, place: Place, *, actor: str, why: str) -> Fact:
    """Somebody is no longer in the register; what they did keeps their name."""
    return _next(RETIRED, person, at, place, actor=actor, texts={"why": why})


def restored(person: Person, at: datetime, place: Place, *, actor: str, why: str) -> Fact:
    """Somebody who was retired is back."""
    return _next(RESTORED, person, at, place, actor=actor, texts={"why": why})


def _next(
    kind: str, person: Person, at: datetime, place: Place, *, actor: str, texts: Mapping[str, str]
) -> Fact:
    """Return the fact that follows a person's last one."""
    body = {REVISION: person.revision + 1}
    return Fact(kind, person.id, at, place, actor, body=dict(body), texts=texts)
