"""The matters as the ledger knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dutyroom.registers.folding import histories, history, replace
from dutyroom.registers.matters.changing import Changes, stored_many
from dutyroom.registers.matters.findable import INDEX, stored, text_of
from dutyroom.registers.matters.folded import KINDS, begin, order, settle, take
from dutyroom.registers.matters.rows import Rows
from dutyroom.registers.matters.tables import CHILDREN, MATTERS, Matter
from dutyroom.registers.numbers.facts import Series
from dutyroom.registers.numbers.giving import Numbering
from dutyroom.registers.register import Register, Write
from dutyroom.standard.clocks import local
from dutyroom.store.journal import Entry
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_NUMBERED: Final = ("ordinal", "unit", "year", "running")
"""What a matter keeps from the first fact that named it, whatever comes later."""

_NUMBERING: Final = Numbering(Series.MATTERS, MATTERS)


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one matter anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    matter = entry.fact.subject
    if entry.fact.kind not in KINDS:
        return
    known = history(session, matter, KINDS, order)
    before = stored(session, matter)
    if before is None:
        numbered = _number(session, min(known, key=lambda each: each.seq))
    else:
        numbered = {name: before[0][name] for name in _NUMBERED}
    rows = folded(matter, known, numbered)
    replace(session, MATTERS, "id", matter, [rows.row])
    for model, children in rows.children.items():
        if children or before is not None:  # a fact that comes late may take the last row away
            replace(session, table_of(model), "matter", matter, children)
    found = text_of(rows)
    if before is not None and before[1] != found:
        INDEX.remove(session, rows.row["ordinal"], before[1])
    if before is None or before[1] != found:
        INDEX.put(session, rows.row["ordinal"], found)


def stage(session: Session, entries: Sequence[Entry]) -> Write:
    """Fold many matters at once, before they are written; new ones are numbered in their place.

    Args:
        session: A transaction that reads.
        entries: What will be written.
    """
    known = histories(session, entries, KINDS, order)
    held = stored_many(session, list(known))
    changes = Changes()
    for matter, found in known.items():
        if (before := held.get(matter)) is not None:
            numbered = {name: before.row[name] for name in _NUMBERED}
            changes.take(before, folded(matter, found, numbered))
    new = [entry for entry in entries if entry.fact.subject not in held]
    put = changes.ready(session)

    def write(session: Session) -> None:
        put(session)
        for entry in new:
            project(session, entry)

    return write


def folded(matter: str, known: Sequence[Entry], numbered: Mapping[str, object]) -> Rows:
    """Return the rows that the facts of a matter make.

    Args:
        matter: Its id.
        known: Its facts, in their order.
        numbered: The columns of its number.
    """
    rows = begin(matter, known[0].fact, numbered)
    for each in known:
        take(rows, each)
    settle(rows)
    return rows


def _number(session: Session, first: Entry) -> dict[str, object]:
    """Return the next number of a unit's year; numbers are never given back."""
    fact = first.fact
    year = local(fact.occurred_at).year
    running = _NUMBERING.next(session, fact.place.unit, year, fact.subject)
    return {"ordinal": first.seq, "unit": fact.place.unit, "year": year, "running": running}


MATTERS_REGISTER: Final = Register(
    name="matters",
    prefixes=("matter.",),
    project=project,
    tables=(*CHILDREN, Matter),
    indexes=(INDEX,),
    stage=stage,
)
"""What came in, who answers for it, and what became of it."""
