"""The facts of a swap: five steps forward, and two ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.folding import REVISION
from dutyroom.registers.values import iso
from dutyroom.standard.roster.swapping import Waiver
from dutyroom.standard.roster.values import Slot
from dutyroom.store.facts import Fact, JsonValue, Place

ASKED: Final = "swap.asked"
AGREED: Final = "swap.agreed"
DECLINED: Final = "swap.declined"
WITHDRAWN: Final = "swap.withdrawn"
REPORTED: Final = "swap.reported"
ISSUED: Final = "swap.issued"
NOTICED: Final = "swap.noticed"

KINDS: Final = (ASKED, AGREED, REPORTED, ISSUED, NOTICED, DECLINED, WITHDRAWN)
"""Every kind of fact of a swap; of two with one revision the earlier one here comes first."""


@dataclass(frozen=True, slots=True)
class NamedLeg:
    """One slot that changes hands, with everything by which it is recognised later.

    Attributes:
        slot: The slot.
        label: What its kind of shift is called.
        giver: Id of whoever is in it so far.
        giver_name: Their name.
        taker: Id of whoever takes it over.
        taker_name: Their name.
    """

    slot: Slot
    label: str
    giver: str
    giver_name: str
    taker: str
    taker_name: str


@dataclass(frozen=True, slots=True)
class Step:
    """Where the next fact of a swap stands.

    Attributes:
        swap: Id of the swap.
        revision: How often it had been changed before.
        at: When.
        place: Unit and seat.
        actor: Who noted it.
    """

    swap: str
    revision: int
    at: datetime
    place: Place
    actor: str

    def fact(self, kind: str, body: dict[str, JsonValue], texts: dict[str, str]) -> Fact:
        """Return the fact that follows."""
        numbered = {**body, REVISION: self.revision + 1}
        given = {key: text for key, text in texts.items() if text}
        return Fact(kind, self.swap, self.at, self.place, self.actor, body=numbered, texts=given)


def new_id() -> str:
    """Return an id for a new swap."""
    return str(uuid4())


def asked(
    swap: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    by: str,
    by_name: str,
    legs: Sequence[NamedLeg],
    reason: str,
    waiver: Waiver | None = None,
) -> Fact:
    """A swap is asked for.

    Args:
        swap: Id of the new swap.
        at: When.
        place: Unit and seat.
        actor: Who entered it.
        by: Id of whoever asks.
        by_name: Their name.
        legs: What would change hands.
        reason: Why.
        waiver: The decision to swap a shift that has begun.
    """
    body: dict[str, JsonValue] = {
        REVISION: 0,
        "by": by,
        "legs": [
            {
                "slot": leg.slot.id,
                "start": iso(leg.slot.start),
                "end": iso(leg.slot.end),
                "role": leg.slot.role.value,
                "giver": leg.giver,
                "taker": leg.taker,
            }
            for leg in legs
        ],
    }
    texts = {"reason": reason, "by_name": by_name, **_waived(waiver)}
    for number, leg in enumerate(legs):
        texts |= {
            f"{number}.label": leg.label,
            f"{number}.giver": leg.giver_name,
            f"{number}.taker": leg.taker_name,
        }
    given = {key: text for key, text in texts.items() if text}
    return Fact(ASKED, swap, at, place, actor, body=body, texts=given)


def agreed(step: Step, assent: Assent) -> Fact:
    """Somebody whose duty changes says yes."""
    return step.fact(AGREED, assent.body(), assent.texts())


def declined(step: Step, assent: Assent, why: str) -> Fact:
    """Somebody whose duty changes says no: it comes to nothing."""
    return step.fact(DECLINED, assent.body(), {**assent.texts(), "why": why})


def withdrawn(step: Step, by: str, why: str) -> Fact:
    """It is no longer wanted; `by` is a name."""
    return step.fact(WITHDRAWN, {}, {"by_name": by, "why": why})


def reported(step: Step, leader: Assent, *, signed: bool, why: str = "") -> Fact:
    """A leader has been told, in person or by phone.

    Args:
        step: Where it stands.
        leader: Who, and by which way.
        signed: By their own password; else it stands on the word of whoever notes it.
        why: Why it is not the leader on duty.
    """
    body = {**leader.body(), "signed": signed}
    return step.fact(REPORTED, body, {**leader.texts(), "why": why.strip()})


def issued(
    step: Step,
    *,
    versions: Sequence[str],
    number: int,
    notice_due: bool,
    waiver: Waiver | None = None,
) -> Fact:
    """The roster with the swap was published as a new version.

    Args:
        step: Where it stands.
        versions: Ids of the new versions: one for each period that the swap touches.
        number: Number of the first of them within its period.
        notice_due: The roster had been submitted, so that a change notice is owed.
        waiver: The decision to swap in spite of a rule.
    """
    body: dict[str, JsonValue] = {
        "versions": [*versions],
        "number": number,
        "notice_due": notice_due,
    }
    return step.fact(ISSUED, body, _waived(waiver))


def noticed(step: Step, how: str) -> Fact:
    """The change notice was sent; `how` says to whom and by which way."""
    return step.fact(NOTICED, {}, {"how": how})


def _waived(waiver: Waiver | None) -> dict[str, str]:
    """Return a decision as texts."""
    if waiver is None:
        return {}
    return {"waiver_reason": waiver.reason, "waiver_by": waiver.by}
