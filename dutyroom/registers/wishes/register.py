"""The register of wishes as the ledger knows it: from its facts to its rows."""

from __future__ import annotations

from typing import Any, Final

from dutyroom.registers.folding import SubjectRows, by_kind, history, replace, stamp
from dutyroom.registers.register import Register
from dutyroom.registers.values import day, flag, text, words
from dutyroom.registers.wishes import facts
from dutyroom.registers.wishes.kinds import SEPARATOR
from dutyroom.registers.wishes.tables import WISHES_TABLE, DutyWish
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

Row = dict[str, Any]

_ORDER: Final = by_kind(facts.KINDS)


def project(session: Session, entry: Entry) -> None:
    """Compute the row of one wish anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    wish = entry.fact.subject
    if entry.fact.kind not in facts.KINDS:
        return
    row = SubjectRows(DutyWish, wish, children=(), key="").row
    for each in history(session, wish, facts.KINDS, _ORDER):
        stamp(row, each.fact)
        if each.fact.kind == facts.ASKED:
            _asked(row, each.fact)
        else:
            _withdrawn(row, each.fact)
    replace(session, WISHES_TABLE, "id", wish, [row])


def _asked(row: Row, fact: Fact) -> None:
    """Somebody wished for it; the first time counts, and one without days is none."""
    first, last = day(fact, "first"), day(fact, "last")
    if row["asked_at"] is not None or first is None or last is None:
        return
    shifts = fact.body.get("shifts")
    named = [each for each in shifts if isinstance(each, str)] if isinstance(shifts, list) else []
    row |= {"asked_at": fact.occurred_at, "asked_by": fact.actor, "person": words(fact, "person")}
    row |= {"first": first.isoformat(), "last": last.isoformat(), "shifts": SEPARATOR.join(named)}
    row |= {name: bool(flag(fact, name)) for name in ("wanted", "strong")}
    row |= {name: text(fact, name) for name in ("name", "reason")}


def _withdrawn(row: Row, fact: Fact) -> None:
    """It is not wished any more; the first time counts."""
    if row["withdrawn_at"] is None:
        row |= {"withdrawn_at": fact.occurred_at, "withdrawn_by": fact.actor}
        row["withdrawn_why"] = text(fact, "why")


WISHES: Final = Register(name="wishes", prefixes=("wish.",), project=project, tables=(DutyWish,))
"""Who wishes for duty, and who to be spared."""
