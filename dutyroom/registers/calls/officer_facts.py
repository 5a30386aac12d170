"""What the officer adds to a call, fact kind by fact kind (articles 14 and 16)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dutyroom.registers.calls.change import OF_THE_CALL, Change
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.calls.write_up import NAMES
from dutyroom.registers.values import choice, text, words

STATED: Final = frozenset(
    {Outcome.ANSWERED, Outcome.MISSED, Outcome.OUTGOING, Outcome.ENTERED, Outcome.UNKNOWN}
)
"""What an officer can say became of a call: it does not still ring when it is over."""


def taken(change: Change) -> None:
    """The first receiver, once and for all (article 14)."""
    call, fact = change.call, change.fact
    if call.taken_at is None:
        call.taken_at = fact.occurred_at
        call.first_receiver = fact.actor
        call.seat = call.seat or fact.place.seat


def outcome_stated(change: Change) -> None:
    """What became of the call where the line could not tell; a second word is a correction."""
    stated = choice(Outcome, words(change.fact, "outcome"))
    if stated not in STATED or "outcome" in change.corrected:
        return
    if change.call.stated_as:
        change.fill("outcome", stated)
    else:
        change.set("outcome", stated)


def written_up(change: Change) -> None:
    """The write-up and its signature; the first signature stays."""
    call, fact = change.call, change.fact
    for field in NAMES:
        change.fill(field, text(fact, field))
    if call.written_up_at is None:
        call.written_up_at = fact.occurred_at
        call.recorder = fact.actor


def corrected(change: Change) -> None:
    """One field gets another value; the old one stays readable."""
    fact = change.fact
    field, new = words(fact, "field"), text(fact, "new")
    if field not in NAMES and field not in OF_THE_CALL:
        return
    if field == "outcome" and choice(Outcome, new) not in STATED:
        return
    change.correct(field, text(fact, "old"), new, text(fact, "why"))


def called_back(change: Change) -> None:
    """The missed call was called back."""
    call, fact = change.call, change.fact
    if call.called_back_at is None:
        call.called_back_at = fact.occurred_at
        call.called_back_by = fact.actor
        call.called_back_call = words(fact, "by_call")
        call.called_back_result = text(fact, "result")


def needless(change: Change) -> None:
    """The call needs no write-up, and says why."""
    call, fact = change.call, change.fact
    if call.needless_at is None:
        call.needless_at = fact.occurred_at
        call.needless_by = fact.actor
        call.needless_reason = text(fact, "reason")


OFFICER: Final[dict[str, Callable[[Change], None]]] = {
    "call.taken": taken,
    "call.outcome_stated": outcome_stated,
    "call.written_up": written_up,
    "call.corrected": corrected,
    "call.called_back": called_back,
    "call.needless": needless,
}
"""What each kind of fact does."""
