"""The register of people as the ledger knows it: from its facts to its rows."""

from __future__ import annotations

from typing import Any, Final

from dutyroom.registers.folding import REVISION, by_revision, history, replace
from dutyroom.registers.people import facts
from dutyroom.registers.people.cells import readable
from dutyroom.registers.people.person import FIELDS
from dutyroom.registers.people.tables import PEOPLE, PersonRecord
from dutyroom.registers.register import Register
from dutyroom.registers.values import text, whole
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

_KINDS: Final = frozenset({facts.ADDED, facts.CHANGED, facts.RETIRED, facts.RESTORED})


def project(session: Session, entry: Entry) -> None:
    """Compute the row of one person anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    person = entry.fact.subject
    if entry.fact.kind not in _KINDS:
        return
    row: dict[str, Any] = dict.fromkeys((*FIELDS, facts.INITIALS, "retired_why", "unit"), "")
    row |= {"id": person, "revision": 0, "retired_at": None}
    for each in history(session, person, _KINDS, by_revision):
        _apply(row, each.fact)
    replace(session, PEOPLE, "id", person, [row])


def _apply(row: dict[str, Any], fact: Fact) -> None:
    """Bring a row up to date with the next of its facts."""
    row["revision"] = max(row["revision"], whole(fact, REVISION) or 0)
    row["unit"] = row["unit"] or fact.place.unit
    if fact.kind in {facts.ADDED, facts.CHANGED}:
        row |= {name: readable(name, fact.texts[name]) for name in FIELDS if name in fact.texts}
        row[facts.INITIALS] = fact.texts.get(facts.INITIALS, row[facts.INITIALS])
    else:
        gone = fact.kind == facts.RETIRED
        row["retired_at"] = fact.occurred_at if gone else None
        row["retired_why"] = text(fact, "why") if gone else ""


PEOPLE_REGISTER: Final = Register(
    name="people", prefixes=("people.",), project=project, tables=(PersonRecord,)
)
"""The officers and leaders of the duty room."""
