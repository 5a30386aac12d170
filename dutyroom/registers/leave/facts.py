"""The facts of a leave: applied for, decided, left, returned, corrected, cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.folding import REVISION
from dutyroom.registers.leave.kinds import LeaveKind
from dutyroom.registers.values import iso
from dutyroom.store.facts import Fact, JsonValue, Place

APPLIED: Final = "leave.applied"
APPROVED: Final = "leave.approved"
REFUSED: Final = "leave.refused"
LEFT: Final = "leave.left"
RETURNED: Final = "leave.returned"
CORRECTED: Final = "leave.corrected"
CANCELLED: Final = "leave.cancelled"

KINDS: Final = (APPLIED, APPROVED, REFUSED, LEFT, RETURNED, CORRECTED, CANCELLED)
"""Every kind of fact of a leave; of two with one revision the earlier one here comes first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A leave as it is applied for.

    Attributes:
        person: Id of whoever will be away.
        name: Their name, as it was then.
        post: Their post, as it was then.
        principal: They are the head of the unit (article 10).
        kind: Why they will be away.
        start: From when.
        end: Until when.
        reason: Why, in words.
        place: Where they will be.
        deputy: Id of the acting deputy; empty: somebody outside the register, or nobody.
        deputy_name: Who stands in.
        deputy_phone: How the deputy is reached.
        phone: How whoever is away is reached.
    """

    person: str
    name: str
    kind: LeaveKind
    start: datetime
    end: datetime
    reason: str
    place: str
    post: str = ""
    principal: bool = False
    deputy: str = ""
    deputy_name: str = ""
    deputy_phone: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Where the next fact of a leave stands.

    Attributes:
        leave: Id of the leave.
        revision: How often it had been changed before.
        at: When.
        place: Unit and seat.
        actor: Who noted it.
    """

    leave: str
    revision: int
    at: datetime
    place: Place
    actor: str

    def fact(self, kind: str, body: dict[str, JsonValue], texts: dict[str, str]) -> Fact:
        """Return the fact that follows."""
        numbered = {**body, REVISION: self.revision + 1}
        return Fact(kind, self.leave, self.at, self.place, self.actor, body=numbered, texts=texts)


def new_id() -> str:
    """Return an id for a new leave."""
    return str(uuid4())


def applied(
    leave: str, at: datetime, place: Place, *, actor: str, wanted: Wanted, aware: Sequence[str] = ()
) -> Fact:
    """Somebody asks for leave.

    Args:
        leave: Id of the new leave.
        at: When it is asked.
        place: Unit and seat.
        actor: Who entered it.
        wanted: The leave.
        aware: What was said against it and accepted, in words.
    """
    body: dict[str, JsonValue] = {
        REVISION: 0,
        "person": wanted.person,
        "principal": wanted.principal,
        "kind": wanted.kind.value,
        "start": iso(wanted.start),
        "end": iso(wanted.end),
        "deputy": wanted.deputy,
    }
    names = ("name", "post", "reason", "place", "deputy_name", "deputy_phone", "phone")
    texts = {name: text for name in names if (text := getattr(wanted, name))}
    if aware:
        texts["aware"] = "\n".join(aware)
    return Fact(APPLIED, leave, at, place, actor, body=body, texts=texts)


def decided(step: Step, *, approved: bool, assent: Assent, remark: str = "") -> Fact:
    """Somebody approves the leave, or refuses it; `remark` says why."""
    texts = {**assent.texts(), **({"remark": remark} if remark else {})}
    return step.fact(APPROVED if approved else REFUSED, assent.body(), texts)


def left(step: Step, moment: datetime) -> Fact:
    """Whoever is on leave has left, at a moment."""
    return step.fact(LEFT, {"moment": iso(moment)}, {})


def returned(step: Step, moment: datetime, *, note: str = "") -> Fact:
    """Whoever was on leave is back since a moment and has reported it."""
    return step.fact(RETURNED, {"moment": iso(moment)}, {"note": note} if note else {})


def corrected(
    step: Step,
    *,
    name: str,
    old: str,
    new: str,
    why: str,
    deputy: str | None = None,
    aware: Sequence[str] = (),
    assent: Assent | None = None,
) -> Fact:
    """A field is otherwise than it was; both values are shown from now on.

    Args:
        step: Where it stands.
        name: One of `kinds.CORRECTABLE`.
        old: What stood there; a time as ISO 8601.
        new: What is right.
        why: The reason.
        deputy: Id of whoever stands in now, where their name is the field; empty: somebody
            outside the register, or nobody.
        aware: What was said against it and accepted, in words.
        assent: Who agreed, where approved days are changed.
    """
    body: dict[str, JsonValue] = {"field": name, **(assent.body() if assent else {})}
    if deputy is not None:
        body["deputy"] = deputy
    texts = {"old": old, "new": new, "why": why, **(assent.texts() if assent else {})}
    if aware:
        texts["aware"] = "\n".join(aware)
    return step.fact(CORRECTED, body, texts)


def cancelled(step: Step, *, why: str) -> Fact:
    """The leave is not wanted any more, or was entered by mistake."""
    return step.fact(CANCELLED, {}, {"why": why})
