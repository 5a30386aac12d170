"""Who handles a matter: only an accepted transfer or handover moves it (articles 14 and 17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dutyroom.registers.matters import facts
from dutyroom.registers.matters.kinds import Step, TransferState
from dutyroom.registers.matters.rows import Row, Rows
from dutyroom.registers.matters.tables import MatterInstruction, MatterTransfer
from dutyroom.registers.values import text, words
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry


def settle(rows: Rows) -> None:
    """Say who has been asked to take it over and has not answered."""
    asked = rows.find(MatterTransfer, state=TransferState.PENDING)
    rows.row["asked"] = asked["offered_to"] if asked is not None else ""
    rows.row["asked_id"] = asked["offered_to_id"] if asked is not None else ""


def _asked(rows: Rows, entry: Entry) -> None:
    """Somebody else is asked; the handler stays."""
    fact = entry.fact
    identity = words(fact, "transfer") or str(fact.id)
    if rows.find(MatterTransfer, id=identity) is not None:
        return
    to, why = text(fact, "to"), text(fact, "why")
    rows.add(
        MatterTransfer,
        id=identity,
        offered_by=fact.actor,
        offered_to=to,
        offered_to_id=words(fact, "to_id"),
        why=why,
        asked_at=fact.occurred_at,
        state=TransferState.PENDING.value,
    )
    rows.step(Step.TRANSFER_ASKED, fact, who=to, words=why, about=identity)


def _accepted(rows: Rows, entry: Entry) -> None:
    """Whoever was asked handles it from now on."""
    fact = entry.fact
    offer = _answer(rows, fact, TransferState.ACCEPTED)
    if offer is not None:
        _move(rows, fact, offer["offered_to"], offer["offered_to_id"])
        rows.step(Step.TRANSFER_ACCEPTED, fact, who=offer["offered_by"], about=offer["id"])


def _declined(rows: Rows, entry: Entry) -> None:
    """Whoever was asked does not take it; it stays where it was."""
    offer = _answer(rows, entry.fact, TransferState.DECLINED)
    if offer is not None:
        said = text(entry.fact, "words")
        rows.step(Step.TRANSFER_DECLINED, entry.fact, words=said, about=offer["id"])


def _withdrawn(rows: Rows, entry: Entry) -> None:
    """The offer was taken back."""
    offer = _answer(rows, entry.fact, TransferState.WITHDRAWN)
    if offer is not None:
        said, to = text(entry.fact, "words"), offer["offered_to"]
        rows.step(Step.TRANSFER_WITHDRAWN, entry.fact, who=to, words=said, about=offer["id"])


def _answer(rows: Rows, fact: Fact, state: TransferState) -> Row | None:
    """Note the answer to an offer; only the first one counts, later ones change nothing."""
    offer = rows.find(MatterTransfer, id=words(fact, "transfer"), state=TransferState.PENDING.value)
    if offer is not None:
        offer |= {"state": state.value, "answered_at": fact.occurred_at}
        offer |= {"answered_by": fact.actor, "answer": text(fact, "words")}
    return offer


def _handed_over(rows: Rows, entry: Entry) -> None:
    """The incoming officer accepted it; one that was done meanwhile needs no handler."""
    fact, to = entry.fact, text(entry.fact, "to")
    if not _pending(rows):
        return
    _end_offer(rows, fact)
    giver, said, handover = rows.row["handler"], text(fact, "words"), words(fact, "handover")
    _move(rows, fact, to, words(fact, "to_id"))
    rows.row["handovers"] += 1
    rows.step(Step.HANDED_OVER, fact, who=giver, words=said, about=handover)


def _kept(rows: Rows, entry: Entry) -> None:
    """The incoming officer declined it: it stays where it is, and is marked until it is taken."""
    fact = entry.fact
    if not _pending(rows):
        return
    rows.row |= {"declined_at": fact.occurred_at, "declined_by": fact.actor}
    said, handover = text(fact, "words"), words(fact, "handover")
    rows.step(Step.KEPT, fact, who=rows.row["handler"], words=said, about=handover)


def _pending(rows: Rows) -> bool:
    """Tell whether it is open, or a leader still waits for what came of an instruction."""
    is_open: bool = rows.row["open"]
    return is_open or rows.find(MatterInstruction, settled_at=None) is not None


def _end_offer(rows: Rows, fact: Fact) -> None:
    """An offer ends with the handover: whoever made it has nothing to give any more."""
    offer = rows.find(MatterTransfer, state=TransferState.PENDING.value)
    if offer is not None:
        offer |= {"state": TransferState.WITHDRAWN.value, "answered_at": fact.occurred_at}
        offer["answered_by"] = fact.actor
        rows.step(Step.TRANSFER_ENDED, fact, who=offer["offered_to"], about=offer["id"])


def _move(rows: Rows, fact: Fact, to: str, to_id: str) -> None:
    """Let somebody handle it; where their name was deleted, whoever said yes is named."""
    rows.row |= {"handler": to or fact.actor, "handler_id": to_id}
    rows.row |= {"handler_since": fact.occurred_at, "declined_at": None, "declined_by": ""}


STEPS: Final[Mapping[str, Callable[[Rows, Entry], None]]] = {
    facts.TRANSFER_ASKED: _asked,
    facts.TRANSFER_ACCEPTED: _accepted,
    facts.TRANSFER_DECLINED: _declined,
    facts.TRANSFER_WITHDRAWN: _withdrawn,
    facts.HANDED_OVER: _handed_over,
    facts.KEPT: _kept,
}
"""What each kind of fact does."""
