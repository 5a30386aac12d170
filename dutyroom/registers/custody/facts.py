"""The facts of a document that is known by its number; no fact has room for what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from dutyroom.registers.custody.kinds import CustodyStep
from dutyroom.registers.folding import REVISION
from dutyroom.registers.noting import Noted
from dutyroom.registers.values import iso
from dutyroom.standard.secrecy import Level
from dutyroom.store.facts import Fact, JsonValue

PREFIX: Final = "custody."
KINDS: Final = tuple(f"{PREFIX}{step.value}" for step in CustodyStep)
"""Every kind of fact of a document; of two with one revision the earlier one here comes first."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is taken in.

    Attributes:
        number: Its number.
        copies: How many copies.
        level: Its marking.
        received_from: Who brought it.
        custodian: Who keeps it.
    """

    number: str
    copies: int
    level: Level
    received_from: str
    custodian: str


@dataclass(frozen=True, slots=True)
class Next:
    """Where the next fact of a document stands.

    Attributes:
        document: Its id.
        revision: The one that the fact makes.
        noted: Where and by whom.
    """

    document: str
    revision: int
    noted: Noted

    def fact(self, step: CustodyStep, body: dict[str, JsonValue], **texts: str) -> Fact:
        """Return the fact of a step; empty texts are left out."""
        noted, said = self.noted, {name: text for name, text in texts.items() if text}
        numbered = {**body, REVISION: self.revision}
        kind = f"{PREFIX}{step.value}"
        return Fact(
            kind, self.document, noted.at, noted.place, noted.actor, body=numbered, texts=said
        )


def new_id() -> str:
    """Return an id for a new document."""
    return str(uuid4())


def received(document: str, noted: Noted, what: Document) -> Fact:
    """A document is taken in."""
    return Next(document, 0, noted).fact(
        CustodyStep.RECEIVED,
        {"copies": what.copies, "level": what.level.value},
        number=what.number,
        received_from=what.received_from,
        custodian=what.custodian,
    )


def lent(step: Next, whom: str, due: datetime | None) -> Fact:
    """It is lent to somebody, until a time; None: none was said."""
    return step.fact(CustodyStep.LENT, {"due": iso(due)}, whom=whom)


def returned(step: Next, whom: str) -> Fact:
    """Somebody has given it back."""
    return step.fact(CustodyStep.RETURNED, {}, whom=whom)


def entrusted(step: Next, whom: str) -> Fact:
    """Somebody else keeps it from now on."""
    return step.fact(CustodyStep.ENTRUSTED, {}, whom=whom)


def sent(step: Next, whom: str, receipt: str) -> Fact:
    """It went through the confidential channel; `receipt` is what that gave."""
    return step.fact(CustodyStep.SENT, {}, whom=whom, second=receipt)


def destroyed(step: Next, approved_by: str, witness: str) -> Fact:
    """It was destroyed; somebody approved it, somebody else saw it."""
    return step.fact(CustodyStep.DESTROYED, {}, whom=approved_by, second=witness)


def corrected(step: Next, *, name: str, old: str, new: str, why: str) -> Fact:
    """A field is otherwise than it was; both values are shown from now on.

    Args:
        step: Where the fact stands.
        name: One of `kinds.FIELD_LABELS`.
        old: What stood there, as a code where it is one.
        new: What is right.
        why: The reason.
    """
    return step.fact(CustodyStep.CORRECTED, {"field": name}, old=old, new=new, why=why)
