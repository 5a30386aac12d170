"""The facts of a special admission: given, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import uuid4

from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.folding import REVISION
from dutyroom.registers.noting import Noted
from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.store.facts import Fact, JsonValue

GIVEN: Final = "admission.given"
TAKEN_BACK: Final = "admission.taken-back"

KINDS: Final = (GIVEN, TAKEN_BACK)
"""Every kind of fact of an admission; of two with one revision the earlier one here comes first."""


@dataclass(frozen=True, slots=True)
class Admission:
    """Whom somebody admits to the roster, and in spite of what.

    Attributes:
        person: Id of whoever is admitted.
        name: Their name, as it was then.
        rules: What is set aside, some of `OVERRIDABLE`.
        first: First duty day.
        last: Last duty day, included.
        reason: Why.
        late: Why it is entered only after its first day; empty: it is not.
    """

    person: str
    name: str
    rules: frozenset[RefusalKind]
    first: date
    last: date
    reason: str
    late: str = ""


def new_id() -> str:
    """Return an id for a new admission."""
    return str(uuid4())


def given(admission_id: str, noted: Noted, admission: Admission, word: Assent) -> Fact:
    """Somebody is admitted, on the word of whoever decides."""
    rules: list[JsonValue] = [*sorted(admission.rules)]
    body: dict[str, JsonValue] = {
        REVISION: 0,
        "person": admission.person,
        "rules": rules,
        "first": admission.first.isoformat(),
        "last": admission.last.isoformat(),
        **word.body(),
    }
    texts = {"name": admission.name, "reason": admission.reason, **word.texts()}
    if admission.late:
        texts["late"] = admission.late
    return Fact(GIVEN, admission_id, noted.at, noted.place, noted.actor, body=body, texts=texts)


def taken_back(admission_id: str, noted: Noted, *, revision: int, why: str, word: Assent) -> Fact:
    """It holds no longer; `revision` is the one that this fact makes."""
    body: dict[str, JsonValue] = {REVISION: revision, **word.body()}
    texts = {"why": why, **word.texts()}
    return Fact(
        TAKEN_BACK, admission_id, noted.at, noted.place, noted.actor, body=body, texts=texts
    )
