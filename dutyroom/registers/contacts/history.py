"""What was changed of a contact, when, by whom and why: read from the journal itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dutyroom.registers import values
from dutyroom.registers.contacts import facts, reading
from dutyroom.registers.contacts.book import FIELDS
from dutyroom.registers.values import text
from dutyroom.store import journal
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class ContactChange:
    """One change of a contact.

    Attributes:
        kind: The kind of its fact: added, changed, retired, restored.
        at: When.
        by: Who did it.
        why: The reason, where one was asked for; empty: it was purged.
        fields: Name, earlier and later value of each field that changed; of another unit or parent
            the later one alone.
    """

    kind: str
    at: datetime
    by: str
    why: str
    fields: tuple[tuple[str, str, str], ...] = ()


def history(session: Session, contact: str) -> list[ContactChange]:
    """Return the changes of a contact, the newest first.

    Args:
        session: A transaction that reads.
        contact: Its id.
    """
    kinds = {facts.ADDED, facts.CHANGED, facts.RETIRED, facts.RESTORED}
    found = [
        ContactChange(
            fact.kind,
            fact.occurred_at,
            fact.actor,
            text(fact, "why"),
            tuple(_fields(session, fact)) if fact.kind == facts.CHANGED else (),
        )
        for fact in (entry.fact for entry in journal.entries(session, subject=contact))
        if fact.kind in kinds
    ]
    return found[::-1]


def _fields(session: Session, fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Yield what a fact says of single fields."""
    if "unit" in fact.body:
        unit = reading.get(session, values.words(fact, "unit"))
        yield "unit", "", unit.name if unit is not None else ""
    for name in FIELDS:
        if name in fact.texts:
            yield name, text(fact, f"{facts.OLD}{name}"), fact.texts[name]
