"""Documents by number as the ledger knows them: from their facts to their rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dutyroom.registers.custody import facts
from dutyroom.registers.custody.kinds import HELD, CustodyState, CustodyStep
from dutyroom.registers.custody.tables import (
    DOCUMENTS,
    STEPS,
    CustodyDocument,
    CustodyStepRow,
)
from dutyroom.registers.folding import SubjectRows, by_kind, history, replace, stamp
from dutyroom.registers.register import Register
from dutyroom.registers.values import choice, moment, text, whole, words
from dutyroom.standard.secrecy import Level
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

Row = dict[str, Any]

_ORDER: Final = by_kind(facts.KINDS)


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one document anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    document = entry.fact.subject
    if entry.fact.kind not in facts.KINDS:
        return
    rows = SubjectRows(CustodyDocument, document, children=(CustodyStepRow,), key="document")
    for each in history(session, document, facts.KINDS, _ORDER):
        _take(rows, each.fact)
    replace(session, DOCUMENTS, "id", document, [rows.row])
    replace(session, STEPS, "document", document, rows.children[CustodyStepRow])


def _take(rows: SubjectRows, fact: Fact) -> None:
    """Bring the rows up to date with the next fact: every step is written down."""
    step, row = CustodyStep(fact.kind.removeprefix(facts.PREFIX)), rows.row
    stamp(row, fact)
    rows.add(
        CustodyStepRow,
        step=step.value,
        at=fact.occurred_at,
        by=fact.actor,
        due_at=moment(fact, "due"),
        field=words(fact, "field"),
        **{name: text(fact, name) for name in ("whom", "second", "old", "new", "why")},
    )
    row |= _CHANGES[step](row, fact)


def _received(row: Row, fact: Fact) -> Row:
    """It was taken in; only the first time counts."""
    if row["received_at"] is not None:
        return {}
    return {
        "number": text(fact, "number"),
        "copies": whole(fact, "copies") or 0,
        "level": choice(Level, words(fact, "level")) or "",
        "received_from": text(fact, "received_from"),
        "custodian": text(fact, "custodian"),
        "state": CustodyState.KEPT,
        "received_at": fact.occurred_at,
    }


def _lent(row: Row, fact: Fact) -> Row:
    """It is out, where it was there."""
    if row["state"] != CustodyState.KEPT:
        return {}
    out = {"state": CustodyState.OUT, "borrower": text(fact, "whom")}
    return out | {"lent_at": fact.occurred_at, "due_at": moment(fact, "due")}


def _returned(row: Row, fact: Fact) -> Row:  # noqa: ARG001 - as all steps
    """It is back, where it was out."""
    return _back() if row["state"] == CustodyState.OUT else {}


def _entrusted(row: Row, fact: Fact) -> Row:
    """Somebody else keeps it, while the unit has it."""
    return {"custodian": text(fact, "whom")} if row["state"] in HELD else {}


def _sent(row: Row, fact: Fact) -> Row:  # noqa: ARG001 - as all steps
    """It went on, where it was there."""
    return {"state": CustodyState.SENT} if row["state"] == CustodyState.KEPT else {}


def _destroyed(row: Row, fact: Fact) -> Row:  # noqa: ARG001 - as all steps
    """It is no more, where it was there."""
    return {"state": CustodyState.DESTROYED} if row["state"] == CustodyState.KEPT else {}


def _corrected(row: Row, fact: Fact) -> Row:
    """A field became another; one that cannot be changed is only noted."""
    name, new = words(fact, "field"), text(fact, "new")
    if name == "copies":
        return {name: int(new)} if new.isdecimal() and len(new) < 6 else {}
    if name == "level":
        return {name: choice(Level, new) or row[name]}
    if name == "state":
        back = new == CustodyState.KEPT and row["received_at"] is not None
        void = new == CustodyState.VOID and row["state"] == CustodyState.KEPT
        return _back() if back else {"state": CustodyState.VOID} if void else {}
    return {name: new} if name in {"number", "received_from", "custodian"} else {}


def _back() -> Row:
    """Return what holds of a document that is there."""
    return {"state": CustodyState.KEPT, "borrower": "", "lent_at": None, "due_at": None}


_CHANGES: Final[dict[CustodyStep, Callable[[Row, Fact], Row]]] = {
    CustodyStep.RECEIVED: _received,
    CustodyStep.LENT: _lent,
    CustodyStep.RETURNED: _returned,
    CustodyStep.ENTRUSTED: _entrusted,
    CustodyStep.SENT: _sent,
    CustodyStep.DESTROYED: _destroyed,
    CustodyStep.CORRECTED: _corrected,
}

CUSTODY: Final = Register(
    name="custody",
    prefixes=(facts.PREFIX,),
    project=project,
    tables=(CustodyDocument, CustodyStepRow),
)
"""Which documents the unit keeps, by their number, and where they are."""
