"""The board as the ledger knows it: from its facts to its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dutyroom.registers.board import facts
from dutyroom.registers.board.tables import RECEIVED, REPORTERS, ReceivedReport, Reporter
from dutyroom.registers.folding import SubjectRows, by_kind, history, replace, stamp
from dutyroom.registers.register import Register
from dutyroom.registers.values import day, text
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

_ORDER: Final = by_kind(facts.KINDS)


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one unit anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    reporter = entry.fact.subject
    if entry.fact.kind not in facts.KINDS:
        return
    rows = SubjectRows(Reporter, reporter, children=(ReceivedReport,), key="reporter")
    for each in history(session, reporter, facts.KINDS, _ORDER):
        stamp(rows.row, each.fact)
        _STEPS[each.fact.kind](rows, each.fact)
    replace(session, REPORTERS, "id", reporter, [rows.row])
    replace(session, RECEIVED, "reporter", reporter, rows.children[ReceivedReport])


def _added(rows: SubjectRows, fact: Fact) -> None:
    """It reports; the first time counts."""
    if rows.row["added_at"] is None:
        said = {"name": text(fact, "name"), "added_at": fact.occurred_at, "added_by": fact.actor}
        rows.row |= said


def _removed(rows: SubjectRows, fact: Fact) -> None:
    """It reports no longer; the first time counts."""
    if rows.row["removed_at"] is None:
        rows.row |= {"removed_at": fact.occurred_at, "removed_by": fact.actor}
        rows.row["removed_why"] = text(fact, "why")


def _received(rows: SubjectRows, fact: Fact) -> None:
    """Its report of a day has come; that counts once, unless it was taken back."""
    on = day(fact, "day")
    if on is not None and _standing(rows, on.isoformat()) is None:
        rows.add(ReceivedReport, day=on.isoformat(), at=fact.occurred_at, by=fact.actor)


def _taken_back(rows: SubjectRows, fact: Fact) -> None:
    """It has not come; what was noted stays."""
    on = day(fact, "day")
    held = _standing(rows, on.isoformat()) if on is not None else None
    if held is not None:
        held |= {"back_at": fact.occurred_at, "back_by": fact.actor, "back_why": text(fact, "why")}


def _standing(rows: SubjectRows, on: str) -> dict[str, Any] | None:
    """Return the receipt of a day that was not taken back; None: there is none."""
    return rows.find(ReceivedReport, day=on, back_at=None)


_STEPS: Final[dict[str, Callable[[SubjectRows, Fact], None]]] = {
    facts.ADDED: _added,
    facts.REMOVED: _removed,
    facts.RECEIVED: _received,
    facts.TAKEN_BACK: _taken_back,
}

BOARD: Final = Register(
    name="board", prefixes=("reporter.",), project=project, tables=(Reporter, ReceivedReport)
)
"""Which units report to this one, and whose reports have come."""
