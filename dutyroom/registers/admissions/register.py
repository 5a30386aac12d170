"""The register of special admissions as the ledger knows it: from its facts to its rows."""

from __future__ import annotations

from typing import Any, Final

from dutyroom.registers.accounts import assent
from dutyroom.registers.admissions import facts
from dutyroom.registers.admissions.kinds import RULES, SEPARATOR
from dutyroom.registers.admissions.tables import ADMISSIONS_TABLE, DutyAdmission
from dutyroom.registers.folding import SubjectRows, by_kind, history, replace, stamp
from dutyroom.registers.register import Register
from dutyroom.registers.values import day, text, words
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

Row = dict[str, Any]

_ORDER: Final = by_kind(facts.KINDS)


def project(session: Session, entry: Entry) -> None:
    """Compute the row of one admission anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    admission = entry.fact.subject
    if entry.fact.kind not in facts.KINDS:
        return
    row = SubjectRows(DutyAdmission, admission, children=(), key="").row
    for each in history(session, admission, facts.KINDS, _ORDER):
        stamp(row, each.fact)
        if each.fact.kind == facts.GIVEN:
            _given(row, each.fact)
        else:
            _taken_back(row, each.fact)
    replace(session, ADMISSIONS_TABLE, "id", admission, [row])


def _given(row: Row, fact: Fact) -> None:
    """Somebody was admitted; the first time counts, and one without days is none."""
    first, last = day(fact, "first"), day(fact, "last")
    if row["given_at"] is not None or first is None or last is None:
        return
    row |= {"first": first.isoformat(), "last": last.isoformat(), "person": words(fact, "person")}
    named = fact.body.get("rules")
    rules = [rule.value for rule in RULES if rule.value in named] if isinstance(named, list) else []
    row["rules"] = SEPARATOR.join(rules)
    row |= {name: text(fact, name) for name in ("name", "reason", "late")}
    row |= _word(fact, "given")


def _taken_back(row: Row, fact: Fact) -> None:
    """It holds no longer; the first time counts."""
    if row["back_at"] is None:
        row |= {"back_why": text(fact, "why"), **_word(fact, "back")}


def _word(fact: Fact, what: str) -> Row:
    """Return when and on whose word something was done, by the columns of what was."""
    word = assent.of_fact(fact)
    found = {
        "at": fact.occurred_at,
        "by": word.person,
        "name": word.name,
        "channel": word.channel.value,
        "attested_by": word.attested_by,
        "call": word.call,
        "noted_by": fact.actor,
    }
    return {f"{what}_{name}": value for name, value in found.items()}


ADMISSIONS: Final = Register(
    name="admissions", prefixes=("admission.",), project=project, tables=(DutyAdmission,)
)
"""Who may serve in spite of a rule."""
