"""The facts of a handover: it is begun, explained and decided item by item, and signed by both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import uuid4

import msgspec

from dutyroom.registers.folding import REVISION
from dutyroom.registers.values import iso
from dutyroom.standard.handover.values import Arrival, Decision
from dutyroom.store.facts import Fact, JsonValue, Place

BEGUN: Final = "handover.begun"
EXPLAINED: Final = "handover.explained"
ARRIVED: Final = "handover.arrived"
DECIDED: Final = "handover.decided"
LEADER_TOLD: Final = "handover.leader_told"
OUTGOING_ABSENT: Final = "handover.outgoing_absent"
OUTGOING_BACK: Final = "handover.outgoing_back"
SIGNED: Final = "handover.signed"
LISTED: Final = "handover.listed"
GIVEN_UP: Final = "handover.given_up"
TAKEN_ON: Final = "handover.taken_on"

LINES_A_FACT: Final = 200
"""Lines of a list in one fact; each takes some 150 characters of its body."""

LINE: Final = "line."
"""What stands before the place of a line among the texts of the signatures."""


def new_id() -> str:
    """Return an id for a new handover."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class Step:
    """The next step of a handover.

    Attributes:
        handover: Its id.
        revision: How often it had been changed before: no clock decides the order.
        at: When.
        place: Unit and seat.
        actor: Who.
    """

    handover: str
    revision: int
    at: datetime
    place: Place
    actor: str

    def fact(self, kind: str, body: dict[str, JsonValue] | None = None, **texts: str) -> Fact:
        """Return a fact of this step.

        Args:
            kind: What happened.
            body: Its plain values.
            texts: Its free texts; empty ones are left out.
        """
        said = {name: text for name, text in texts.items() if text}
        values: dict[str, JsonValue] = {**(body or {}), REVISION: self.revision + 1}
        return Fact(kind, self.handover, self.at, self.place, self.actor, body=values, texts=said)


def begun(step: Step, *, shift: str, planned_end: datetime | None) -> Fact:
    """The outgoing officer begins to hand over.

    Args:
        step: The first step.
        shift: Id of the shift that is to end.
        planned_end: When it is to end; None: not planned.
    """
    return step.fact(BEGUN, {"shift": shift, "planned_end": iso(planned_end)})


@dataclass(frozen=True, slots=True)
class Word:
    """The next thing that is said of an item.

    Attributes:
        handover: Id of the handover.
        item: Key of the item.
        revision: How much had been said of it before: no clock decides the order.
        at: When.
        place: Unit and seat.
        actor: Who.
    """

    handover: str
    item: str
    revision: int
    at: datetime
    place: Place
    actor: str

    def fact(self, kind: str, text: str, **values: JsonValue) -> Fact:
        """Return the fact; each item has a subject of its own, however long the list is."""
        body: dict[str, JsonValue] = {
            **values,
            "handover": self.handover,
            "item": self.item,
            REVISION: self.revision + 1,
        }
        texts = {"text": text} if text else {}
        subject = f"{self.handover}/{self.item}"
        return Fact(kind, subject, self.at, self.place, self.actor, body=body, texts=texts)


def explained(word: Word, text: str) -> Fact:
    """The outgoing officer says how a pending item stands and what comes next."""
    return word.fact(EXPLAINED, text)


def decided(word: Word, decision: Decision, *, digest: str, reason: str = "") -> Fact:
    """The incoming officer decides on one item.

    Args:
        word: What is said.
        decision: The decision.
        digest: Of the item as it was shown.
        reason: The question, or why it is declined.
    """
    return word.fact(DECIDED, reason, decision=decision.value, digest=digest)


def taken_on(word: Word, text: str) -> Fact:
    """Somebody takes on what was declined at a signed handover, or says what became of it."""
    return word.fact(TAKEN_ON, text)


def arrived(step: Step, arrival: Arrival) -> Fact:
    """The relief is at the post, and has shown who they are."""
    body: dict[str, JsonValue] = {"person": arrival.person, "arrived_at": iso(arrival.at)}
    return step.fact(ARRIVED, {**body, "margin": arrival.margin}, name=arrival.name)


def leader_told(step: Step, *, leader: str, mode: str, call: str = "", listed: str = "") -> Fact:
    """The leader on duty was told, or signed.

    Args:
        step: The step.
        leader: Name of the leader.
        mode: `signed`, `in_person` or `phone`.
        call: Id of the call; empty: none.
        listed: Digest of the list that the leader signed; empty: they signed none.
    """
    return step.fact(LEADER_TOLD, {"mode": mode, "call": call, "list": listed}, leader=leader)


def outgoing_absent(step: Step, *, reason: str, leader: str, mode: str, why: str = "") -> Fact:
    """The outgoing officer cannot go on, and a leader agreed to the relief, as the relief attests.

    Args:
        step: The step; its actor is the relief.
        reason: Why they cannot.
        leader: Name of the leader who agreed.
        mode: `in_person` or `phone`.
        why: Why it is somebody whom the register does not have as a leader; empty: it has.
    """
    return step.fact(OUTGOING_ABSENT, {"mode": mode}, reason=reason, leader=leader, why=why)


def outgoing_back(step: Step) -> Fact:
    """The outgoing officer goes on after all: they explain and sign as ever."""
    return step.fact(OUTGOING_BACK)


class Side(StrEnum):
    """Whose signature is meant."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


@dataclass(frozen=True, slots=True)
class Signature:
    """What both put their names to.

    Attributes:
        incoming_shift: Id of the shift that begins by it.
        outgoing: Name of the outgoing officer.
        incoming: Name of the incoming officer.
        journal: Number of the journal's last entry before the signatures.
        anchor: Hash of that entry, in hex; its beginning is printed on the sheet.
        emergency: Why the outgoing officer does not sign; empty: both signed.
        waived: What stood against it and was set aside, with the reasons.
        equipment: What the check at the end found, or that there was none, and why.
        proven: Who of both signed by password; a name alone proves nothing.
    """

    incoming_shift: str
    outgoing: str
    incoming: str
    journal: int
    anchor: str
    emergency: str = ""
    waived: str = ""
    proven: Sequence[Side] = ()
    equipment: str = ""


class Listed(msgspec.Struct, frozen=True):
    """One line of the list as it was signed; its columns are those of the printed sheet."""

    key: str = ""
    kind: str = ""
    subject: str = ""
    number: str = ""
    at: datetime | None = None
    done: bool = False
    urgent: bool = False
    due: datetime | None = None
    standing: str = ""
    source: str = ""
    what: str = ""
    outcome: str = ""
    contact: str = ""
    risk: str = ""
    handler: str = ""
    explanation: str = ""
    reason: str = ""


def signed(step: Step, signature: Signature, lines: Sequence[Listed]) -> list[Fact]:
    """Both sign: the list is closed, and the desk changes hands in the same transaction.

    Each line is a free text of its own, so that one can be purged without the others; some
    hundred of them make a fact, because a fact is no larger than 64 KiB.

    Args:
        step: The step.
        signature: What both put their names to.
        lines: The list, as it stood: later changes never rewrite it.

    Returns:
        The signatures, then the list.
    """
    body: dict[str, JsonValue] = {
        "incoming_shift": signature.incoming_shift,
        "journal": signature.journal,
        "anchor": signature.anchor,
        "items": len(lines),
        "proven": [*signature.proven],
    }
    signatures = step.fact(
        SIGNED,
        body,
        outgoing=signature.outgoing,
        incoming=signature.incoming,
        emergency=signature.emergency,
        waived=signature.waived,
        equipment=signature.equipment,
    )
    starts = range(0, len(lines), LINES_A_FACT)
    return [signatures, *(_listed(step, first, lines) for first in starts)]


def _listed(step: Step, first: int, lines: Sequence[Listed]) -> Fact:
    """Return the fact with the part of a list that begins at a place."""
    part = lines[first : first + LINES_A_FACT]
    texts = {f"{LINE}{first + place}": _written(line) for place, line in enumerate(part)}
    return step.fact(LISTED, {"first": first, "count": len(part)}, **texts)


def line_of(text: str) -> Listed | None:
    """Return a line of a signed list; None: it was purged, or is none."""
    try:
        return msgspec.json.decode(text, type=Listed)
    except (msgspec.DecodeError, UnicodeError):
        return None


def _written(line: Listed) -> str:
    """Return a line as the fact holds it; half characters, which no JSON holds, are replaced."""
    plain = {name: getattr(line, name) for name in line.__struct_fields__}
    whole = {
        name: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for name, value in plain.items()
    }
    return msgspec.json.encode(whole).decode()


def given_up(step: Step, *, reason: str) -> Fact:
    """The handover was begun by mistake, or nobody came: the shift goes on."""
    return step.fact(GIVEN_UP, {}, reason=reason)
