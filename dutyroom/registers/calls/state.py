"""What follows from what is known of a call: its outcome, and what is still owed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from dutyroom.registers.calls.kinds import KnownBy, Medium, Outcome
from dutyroom.registers.calls.tables import Call
from dutyroom.registers.values import choice
from dutyroom.standard.numbers import can_be_dialled

SUMMARY: Final = 120
"""Characters of the content that a line of the log can show."""

_OVER: Final = frozenset({Outcome.ANSWERED, Outcome.MISSED, Outcome.OUTGOING})


class Owed(StrEnum):
    """What somebody still has to do about a call."""

    NOTHING = ""
    WRITE_UP = "write_up"
    CALL_BACK = "call_back"


def settle(call: Call) -> None:
    """Set the columns of a call that follow from its others."""
    outcome, known_by = _outcome(call)
    call.outcome = outcome
    call.known_by = known_by
    call.owed = _owed(call, outcome)


def summary(content: str) -> str:
    """Return what a line of the log shows of the content of a write-up."""
    return " ".join(content[: 4 * SUMMARY].split())[:SUMMARY]


def _outcome(call: Call) -> tuple[str, str]:
    """Return what became of a call, and how that is known."""
    if call.stated_as:
        return call.stated_as, KnownBy.OFFICER
    if call.medium != Medium.LINE:
        return Outcome.ENTERED, KnownBy.OFFICER
    if call.ended_at is not None:
        return _ended(call)
    by = choice(KnownBy, call.answered_by) or KnownBy.NOTHING
    if call.answered_at is not None:
        return Outcome.TALKING, by
    if call.begun or call.rings or call.number or call.absent:
        return (Outcome.TALKING if call.direction == "out" else Outcome.RINGING), by
    return Outcome.UNKNOWN, KnownBy.NOTHING


def _ended(call: Call) -> tuple[str, str]:
    """Return what became of a call that is over, and how that is known."""
    said = choice(Outcome, call.ended_as)
    if said is Outcome.ANSWERED and call.answered_at is not None:
        # An end that nobody saw makes the answer no less certain.
        return said, choice(KnownBy, call.answered_by) or KnownBy.NOTHING
    if said in _OVER:
        return said, choice(KnownBy, call.ended_by) or KnownBy.NOTHING
    if call.answered_at is not None and call.answered_by != KnownBy.NOTHING:
        told = Outcome.OUTGOING if call.direction == "out" else Outcome.ANSWERED
        return told, choice(KnownBy, call.answered_by) or KnownBy.NOTHING
    return Outcome.UNKNOWN, choice(KnownBy, call.ended_by) or KnownBy.NOTHING


def _owed(call: Call, outcome: str) -> Owed:
    """Return what somebody still has to do about a call."""
    if call.needless_at is not None:
        return Owed.NOTHING
    if outcome == Outcome.MISSED:
        # Nobody owes what cannot be done; a number that comes later, or as a correction, is owed.
        done = call.called_back_at is not None or not can_be_dialled(call.number or "")
        return Owed.NOTHING if done else Owed.CALL_BACK
    over = call.ended_at is not None or bool(call.stated_as or call.entered_by)
    if over and call.written_up_at is None:
        return Owed.WRITE_UP
    return Owed.NOTHING
