"""What was changed of somebody, when, by whom and why: read from the journal itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dutyroom.registers.people import facts
from dutyroom.registers.people.person import FIELDS
from dutyroom.registers.values import text
from dutyroom.store import journal
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One change of somebody.

    Attributes:
        kind: The kind of its fact: added, changed, retired, restored.
        at: When.
        by: Who did it.
        why: The reason; empty: none was given, or it was purged.
        fields: Name, earlier and later value of each field that changed.
    """

    kind: str
    at: datetime
    by: str
    why: str
    fields: tuple[tuple[str, str, str], ...] = ()


def history(session: Session, person: str) -> list[PersonChange]:
    """Return the changes of somebody, the newest first.

    Args:
        session: A transaction that reads.
        person: Their id.
    """
    kinds = {facts.ADDED, facts.CHANGED, facts.RETIRED, facts.RESTORED}
    found = [
        PersonChange(
            fact.kind, fact.occurred_at, fact.actor, text(fact, "why"), tuple(_fields(fact))
        )
        for fact in (entry.fact for entry in journal.entries(session, subject=person))
        if fact.kind in kinds
    ]
    return found[::-1]


def _fields(fact: Fact) -> list[tuple[str, str, str]]:
    """Return what a fact says of single fields."""
    if fact.kind != facts.CHANGED:
        return []
    return [
        (name, text(fact, f"{facts.OLD}{name}"), fact.texts[name])
        for name in FIELDS
        if name in fact.texts
    ]
