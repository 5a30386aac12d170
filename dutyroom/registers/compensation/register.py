"""The ledger of compensatory leave as the journal makes it: from its facts to its rows."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from dutyroom.registers.accounts import assent
from dutyroom.registers.compensation import facts
from dutyroom.registers.compensation.tables import (
    LINES,
    LOTS,
    CompensationLine,
    CompensationLot,
)
from dutyroom.registers.folding import REVISION, by_revision, history, replace
from dutyroom.registers.register import Register
from dutyroom.registers.values import day, text, whole, words
from dutyroom.standard.roster.compensation import Entry, EntryKind, Ledger, LedgerRefused, post
from dutyroom.store import journal
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


def project(session: Session, entry: journal.Entry) -> None:
    """Compute the rows of one person's ledger anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    person = entry.fact.subject
    if entry.fact.kind not in facts.KINDS:
        return
    ledger, rows = Ledger(), list[dict[str, Any]]()
    for each in history(session, person, facts.KINDS, by_revision):
        ledger, row = _posted(ledger, each.fact, len(rows))
        rows.append(row)
    replace(session, LINES, "person", person, rows)
    lots = [
        {
            "person": person,
            "credit": lot.credit,
            "left": lot.left,
            "expires_on": lot.expires_on.isoformat() if lot.expires_on else "",
        }
        for lot in ledger.lots.values()
    ]
    replace(session, LOTS, "person", person, lots)


def entry_of(fact: Fact) -> Entry:
    """Return the line that a fact says, as the rules know it.

    What another version has written reads as a line that the rules refuse.
    """
    kind = EntryKind(fact.kind.removeprefix(facts.PREFIX))
    return Entry(
        id=words(fact, "entry"),
        kind=kind,
        on=day(fact, "on") or date.min,
        minutes=whole(fact, "minutes") or 0,
        ref=words(fact, "ref"),
        expires_on=day(fact, "expires_on"),
        source=text(fact, "source"),
        by=text(fact, "by"),
        reason=text(fact, "reason"),
    )


def _posted(ledger: Ledger, fact: Fact, position: int) -> tuple[Ledger, dict[str, Any]]:
    """Add a line to a ledger, and return both; a refused one changes nothing."""
    entry, word = entry_of(fact), assent.of_fact(fact)
    refused = ""
    try:
        # purged texts must not undo what was granted: the rules only see that a reason stood there
        ledger = post(ledger, _explained(entry))
    except LedgerRefused as error:
        refused = str(error) or entry.kind
    return ledger, {
        "person": fact.subject,
        "position": position,
        "unit": fact.place.unit,
        "name": text(fact, "name"),
        "id": entry.id,
        "kind": entry.kind.value,
        "on": entry.on.isoformat(),
        "minutes": entry.minutes,
        "ref": entry.ref,
        "expires_on": entry.expires_on.isoformat() if entry.expires_on else "",
        "source": entry.source,
        "by": entry.by,
        "reason": entry.reason,
        "shift": words(fact, "shift"),
        "entered_at": fact.occurred_at,
        "entered_by": fact.actor,
        "channel": word.channel.value if word.name else "",
        "attested_by": word.attested_by,
        "refused": "refused" if refused else "",
        "revision": whole(fact, REVISION) or 0,
    }


def _explained(entry: Entry) -> Entry:
    """Return a line with a reason and a name, which a purge may have taken away."""
    if entry.reason and entry.by:
        return entry
    fields = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    return Entry(**fields | {"reason": entry.reason or "-", "by": entry.by or "-"})


COMPENSATION: Final = Register(
    name="compensation",
    prefixes=(facts.PREFIX,),
    project=project,
    tables=(CompensationLot, CompensationLine),
)
"""Compensatory leave."""
