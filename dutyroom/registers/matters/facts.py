"""The facts of a matter: it is opened, carried on, passed on and closed (articles 7, 14, 16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import uuid4

from dutyroom.registers.folding import REVISION
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.kinds import Channel, LinkKind, MatterKind, Source, Urgency
from dutyroom.registers.values import iso
from dutyroom.store.facts import Fact, JsonValue, Place

OPENED: Final = "matter.opened"
NOTED: Final = "matter.noted"
LINKED: Final = "matter.linked"
ATTACHED: Final = "matter.attached"
CORRECTED: Final = "matter.corrected"
CLOSED: Final = "matter.closed"
REOPENED: Final = "matter.reopened"
TRANSFER_ASKED: Final = "matter.transfer_asked"
TRANSFER_ACCEPTED: Final = "matter.transfer_accepted"
TRANSFER_DECLINED: Final = "matter.transfer_declined"
TRANSFER_WITHDRAWN: Final = "matter.transfer_withdrawn"
HANDED_OVER: Final = "matter.handed_over"
KEPT: Final = "matter.kept"


def new_id() -> str:
    """Return an id for a new matter, or for an instruction or transfer of one."""
    return str(uuid4())


def after(fact: Fact, revision: int) -> Fact:
    """Return a fact as the one that follows a revision: a clock that is set back reorders nothing.

    Args:
        fact: A fact of a matter.
        revision: How often the matter had been changed before.
    """
    return replace(fact, body={**fact.body, REVISION: revision + 1})


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known of a matter when it is opened.

    Attributes:
        content: What it is about.
        source: How it reached the desk.
        kind: What kind of matter it is.
        urgency: How pressing it is.
        due_at: When it must be done; None: nobody has said.
        feedback_due_at: When a higher office wants to hear of it; None: it does not.
        call: Id of the call it came by; empty: none.
        received_at: When it reached the desk; None: as it is entered.
        received_by: Who received it first, such as whoever took its call; None: who enters it.
        texts: The other free texts, by the names in `fields.TEXTS`.
    """

    content: str
    source: Source = Source.BY_HAND
    kind: MatterKind = MatterKind.OTHER
    urgency: Urgency = Urgency.ORDINARY
    due_at: datetime | None = None
    feedback_due_at: datetime | None = None
    call: str = ""
    received_at: datetime | None = None
    received_by: Officer | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


def opened(
    matter: str,
    at: datetime,
    place: Place,
    *,
    by: Officer,
    what: Opening,
    handler: Officer | None = None,
) -> Fact:
    """Something came in that somebody must see to.

    Args:
        matter: Id of the new matter.
        at: When.
        place: Unit and seat.
        by: Who enters it; the first receiver for ever (article 14) where `what` names nobody else.
        what: What is known of it.
        handler: Who handles it; by default whoever enters it.
    """
    holder, first = handler or by, what.received_by or by
    body: dict[str, JsonValue] = {
        "source": what.source.value,
        "kind": what.kind.value,
        "urgency": what.urgency.value,
        "due_at": iso(what.due_at),
        "feedback_due_at": iso(what.feedback_due_at),
        "call": what.call,
        "first_receiver_id": first.id,
        "handler_id": holder.id,
    }
    if what.received_at is not None:
        body["received_at"] = iso(what.received_at)
    texts = {
        **what.texts,
        "content": what.content,
        "first_receiver": first.name,
        "handler": holder.name,
    }
    given = {name: text for name, text in texts.items() if text}
    return Fact(OPENED, matter, at, place, by.name, body=body, texts=given)


@dataclass(frozen=True, slots=True)
class Note:
    """An entry of the thread: done what, told whom, by which way, with what answer.

    Attributes:
        words: What was done or said.
        told: Whom; empty: nobody.
        channel: By which way; None: none.
        answer: What they answered.
        waiting_for: Who or what the matter waits for from now on; empty: nobody.
        feedback: Whether this is the feedback that a higher office wanted (article 7).
    """

    words: str
    told: str = ""
    channel: Channel | None = None
    answer: str = ""
    waiting_for: str = ""
    feedback: bool = False


def noted(matter: str, at: datetime, place: Place, *, actor: str, note: Note) -> Fact:
    """Something was done about it, or somebody was told."""
    body: dict[str, JsonValue] = {
        "channel": note.channel.value if note.channel else "",
        "feedback": note.feedback,
    }
    texts = {
        "words": note.words,
        "told": note.told,
        "answer": note.answer,
        "waiting_for": note.waiting_for,
    }
    given = {name: text for name, text in texts.items() if text}
    return Fact(NOTED, matter, at, place, actor, body=body, texts=given)


def transfer_asked(
    matter: str, at: datetime, place: Place, *, actor: str, transfer: str, to: Officer, why: str
) -> Fact:
    """Somebody else is asked to take it over; it stays with the handler until they accept."""
    body: dict[str, JsonValue] = {"transfer": transfer, "to_id": to.id}
    return Fact(
        TRANSFER_ASKED, matter, at, place, actor, body=body, texts={"to": to.name, "why": why}
    )


def transfer_answered(
    matter: str,
    at: datetime,
    place: Place,
    *,
    kind: str,
    actor: str,
    transfer: str,
    words: str = "",
) -> Fact:
    """Whoever was asked accepted or declined, or the offer was taken back.

    Args:
        matter: Id of the matter.
        at: When.
        place: Unit and seat.
        kind: `TRANSFER_ACCEPTED`, `TRANSFER_DECLINED` or `TRANSFER_WITHDRAWN`.
        actor: Who said so.
        transfer: Id of the transfer.
        words: The reason.
    """
    texts = {"words": words} if words else {}
    return Fact(kind, matter, at, place, actor, body={"transfer": transfer}, texts=texts)


def handed_over(
    matter: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    to: Officer,
    handover: str,
    words: str = "",
) -> Fact:
    """The incoming officer accepted it at the handover and handles it from now on (article 17).

    Args:
        matter: Id of the matter.
        at: When.
        place: Unit and seat.
        actor: Who accepted.
        to: The incoming officer.
        handover: Id of the handover.
        words: What the outgoing officer explained.
    """
    body: dict[str, JsonValue] = {"handover": handover, "to_id": to.id}
    texts = {"to": to.name, "words": words}
    given = {name: text for name, text in texts.items() if text}
    return Fact(HANDED_OVER, matter, at, place, actor, body=body, texts=given)


def kept(matter: str, at: datetime, place: Place, *, actor: str, handover: str, words: str) -> Fact:
    """The incoming officer declined it at the handover: its handler keeps it (article 17).

    Args:
        matter: Id of the matter.
        at: When.
        place: Unit and seat.
        actor: Who declined it.
        handover: Id of the handover.
        words: Why.
    """
    texts = {"words": words} if words else {}
    return Fact(KEPT, matter, at, place, actor, body={"handover": handover}, texts=texts)


def closed(matter: str, at: datetime, place: Place, *, actor: str, result: str) -> Fact:
    """It is done, with a result (article 14)."""
    return Fact(CLOSED, matter, at, place, actor, texts={"result": result})


def reopened(matter: str, at: datetime, place: Place, *, actor: str, why: str) -> Fact:
    """It was not done after all."""
    return Fact(REOPENED, matter, at, place, actor, texts={"why": why})


def linked(
    matter: str, at: datetime, place: Place, *, actor: str, kind: LinkKind, target: str
) -> Fact:
    """It belongs together with a call, a recording, an incident or another matter."""
    return Fact(LINKED, matter, at, place, actor, body={"kind": kind.value, "target": target})


def attached(
    matter: str, at: datetime, place: Place, *, actor: str, name: str, sha256: str, size: int
) -> Fact:
    """A file is kept with it; `name` is what it was called, `size` is in bytes."""
    body: dict[str, JsonValue] = {"sha256": sha256, "size": size}
    return Fact(ATTACHED, matter, at, place, actor, body=body, texts={"name": name})


def corrected(
    matter: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    name: str,
    old: str,
    new: str,
    why: str,
) -> Fact:
    """A field was wrong, or is changed; both values are shown from now on.

    Args:
        matter: Id of the matter.
        at: When.
        place: Unit and seat.
        actor: Who did it.
        name: One of `fields.CORRECTABLE`.
        old: What stood there.
        new: What is right; a time as ISO 8601.
        why: The reason.
    """
    texts = {"old": old, "new": new, "why": why}
    return Fact(CORRECTED, matter, at, place, actor, body={"field": name}, texts=texts)
