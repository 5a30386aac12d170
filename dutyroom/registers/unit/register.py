"""The unit itself as the ledger knows it: from its facts to its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dutyroom.registers.folding import by_time, history, replace
from dutyroom.registers.register import Register
from dutyroom.registers.unit import facts
from dutyroom.registers.unit.tables import NUMBERS, PROFILES, UnitNumber, UnitProfile
from dutyroom.registers.values import choice, moment, text, words
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

_KINDS: Final = frozenset({facts.PROFILED, facts.NUMBER_CHANGED, facts.NUMBER_WITHDRAWN})


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one unit anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    if entry.fact.kind not in _KINDS:
        return
    unit = entry.fact.subject
    known = [each.fact for each in history(session, unit, _KINDS, by_time)]
    withdrawn: dict[str, Fact] = {}
    for fact in known:
        if fact.kind == facts.NUMBER_WITHDRAWN:
            withdrawn.setdefault(words(fact, "change"), fact)
    profiles = [_profile(fact) for fact in known if fact.kind == facts.PROFILED]
    numbers = [_number(fact, withdrawn) for fact in known if fact.kind == facts.NUMBER_CHANGED]
    replace(session, PROFILES, "unit", unit, profiles)
    replace(session, NUMBERS, "unit", unit, numbers)


def _profile(fact: Fact) -> dict[str, Any]:
    """Return the row of a description."""
    return {
        "fact": str(fact.id),
        "unit": fact.subject,
        "profile": choice(facts.Profile, words(fact, "profile")) or "",
        "name": text(fact, "name"),
        "duty_body": text(fact, "duty_body"),
        "since": fact.occurred_at,
        "by": fact.actor,
    }


def _number(fact: Fact, withdrawn: Mapping[str, Fact]) -> dict[str, Any]:
    """Return the row of a change of number."""
    taken_back = withdrawn.get(str(fact.id))
    return {
        "fact": str(fact.id),
        "unit": fact.subject,
        "number": text(fact, "number"),
        "since": moment(fact, "since") or fact.occurred_at,
        "reason": text(fact, "reason"),
        "document": text(fact, "document"),
        "noted_at": fact.occurred_at,
        "by": fact.actor,
        "withdrawn_at": taken_back.occurred_at if taken_back else None,
        "withdrawn_by": taken_back.actor if taken_back else "",
        "withdrawn_why": text(taken_back, "why") if taken_back else "",
    }


UNIT: Final = Register(
    name="unit", prefixes=("unit.",), project=project, tables=(UnitProfile, UnitNumber)
)
"""The unit's profile and its one number."""
