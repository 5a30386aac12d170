"""The register of visitors as the ledger knows it: from its facts to its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dutyroom.registers.folding import SubjectRows, by_kind, history, replace, stamp
from dutyroom.registers.register import Register
from dutyroom.registers.values import moment, text, words
from dutyroom.registers.visitors import facts
from dutyroom.registers.visitors.kinds import FIELD_LABELS, STATE, TIMES, VisitState
from dutyroom.registers.visitors.tables import CHANGES, VISITORS_TABLE, Visitor, VisitorChange
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

_ORDER: Final = by_kind(facts.KINDS)


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one visit anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    visitor = entry.fact.subject
    if entry.fact.kind not in facts.KINDS:
        return
    rows = SubjectRows(Visitor, visitor, children=(VisitorChange,), key="visitor")
    for each in history(session, visitor, facts.KINDS, _ORDER):
        stamp(rows.row, each.fact)
        _STEPS[each.fact.kind](rows, each.fact)
    replace(session, VISITORS_TABLE, "id", visitor, [rows.row])
    replace(session, CHANGES, "visitor", visitor, rows.children[VisitorChange])


def _came(rows: SubjectRows, fact: Fact) -> None:
    """Somebody came and was let in or not; only the first time counts."""
    row = rows.row
    if row["came_at"] is not None:
        return
    row |= {name: text(fact, name) for name in ("name", "from_unit", "business", "host")}
    row |= {"came_at": moment(fact, "moment") or fact.occurred_at, "came_by": fact.actor}
    row["noted_at"] = fact.occurred_at
    refused = fact.kind == facts.REFUSED
    row["refused_why"] = text(fact, "why") if refused else ""
    row["state"] = VisitState.REFUSED if refused else VisitState.INSIDE


def _went(rows: SubjectRows, fact: Fact) -> None:
    """Somebody has gone; that is noted once, unless it was taken back."""
    row = rows.row
    if row["state"] == VisitState.INSIDE:
        row |= {"left_at": moment(fact, "moment") or fact.occurred_at, "left_by": fact.actor}
        row["state"] = VisitState.LEFT


def _corrected(rows: SubjectRows, fact: Fact) -> None:
    """A field became another; one that cannot be changed is only noted."""
    name, row = words(fact, "field"), rows.row
    said = {key: text(fact, key) for key in ("old", "new", "why")}
    rows.add(VisitorChange, field=name, by=fact.actor, at=fact.occurred_at, **said)
    if name in TIMES:
        _other_time(row, name, fact, said["new"])
    elif name in FIELD_LABELS:
        row[name] = said["new"]


def _voided(rows: SubjectRows, fact: Fact) -> None:
    """It was entered by mistake; what it was stays readable, and void it is once."""
    row = rows.row
    if row["state"] == VisitState.VOID:
        return
    said = {"old": row["state"], "new": VisitState.VOID.value, "why": text(fact, "why")}
    rows.add(VisitorChange, field=STATE, by=fact.actor, at=fact.occurred_at, **said)
    row["state"] = VisitState.VOID


def _other_time(row: dict[str, Any], name: str, fact: Fact, new: str) -> None:
    """Take another time; without one, who was said to have gone is still in."""
    as_body = Fact("", "", fact.occurred_at, fact.place, body={name: new})
    time = moment(as_body, name)
    if time is not None and row[name] is not None:
        row[name] = time
    elif name == "left_at" and not new and row["state"] == VisitState.LEFT:
        row |= {"left_at": None, "left_by": "", "state": VisitState.INSIDE}


_STEPS: Final[dict[str, Callable[[SubjectRows, Fact], None]]] = {
    facts.LET_IN: _came,
    facts.REFUSED: _came,
    facts.LET_OUT: _went,
    facts.CORRECTED: _corrected,
    facts.VOIDED: _voided,
}

VISITORS: Final = Register(
    name="visitors", prefixes=("visitor.",), project=project, tables=(Visitor, VisitorChange)
)
"""Who came, whom they saw, and who is still in."""
