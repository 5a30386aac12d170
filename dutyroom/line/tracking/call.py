"""One call as the tracker knows it while it lasts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dutyroom.devices.events import Direction, LineEvent
from dutyroom.line.tracking.steps import Moment
from dutyroom.registers.calls.kinds import KnownBy


class Phase(StrEnum):
    """How far a call has come."""

    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"


@dataclass(slots=True)
class TrackedCall:
    """What is known of one call.

    Attributes:
        id: The call's id in the register.
        direction: Who called whom.
        began: Its first sign.
        phase: How far it has come.
        rings: Rings counted; 0 for a box that sends none.
        last_ring: Monotonic seconds of the last ring, or other sign that it rings.
        ring_stopped: The box said that the ringing stopped.
        answered: When the talk began.
        answered_by: How that is known.
        sent: The last caller ID that went into a fact.
        sent_at: Monotonic seconds when it came.
        sent_after: Rings that had been counted by then.
        digits: Digits dialled so far.
        dialled: Monotonic seconds of the last digit.
        ended: When it ended.
        went_on: How often it has gone on after silence had ended it.
        outcome_known: Whether the end said if it was answered.
        waiting: It knocked while another call was on the line.
        resumed: The keeper found it open when it started.
        box_lost: The box was lost during the call.
        unheard: The sound was lost since the last ring: nobody heard whether it was answered.
        doubted: It began in the silence of another talk: a voice may be of that one, so that it
            does not tell whether this one was answered.
    """

    id: str
    direction: Direction
    began: Moment
    phase: Phase
    rings: int = 0
    last_ring: float = 0.0
    ring_stopped: bool = False
    answered: Moment | None = None
    answered_by: KnownBy = KnownBy.NOTHING
    sent: LineEvent | None = None
    sent_at: float = 0.0
    sent_after: int = 0
    digits: str = ""
    dialled: float = 0.0
    ended: Moment | None = None
    went_on: int = 0
    outcome_known: bool = True
    waiting: bool = False
    resumed: bool = False
    box_lost: bool = False
    unheard: bool = False
    doubted: bool = False

    def has_number(self) -> bool:
        """Say whether a number, or the reason for its absence, has been sent."""
        return self.sent is not None and (
            self.sent.number is not None or self.sent.absent is not None
        )

    def talk_seconds(self, now: Moment) -> float | None:
        """Return the length of the talk so far in seconds, None if nobody answered."""
        return None if self.answered is None else round(now.mono - self.answered.mono, 1)


def telephone(number: str | None) -> str:
    """Return the last digits of a number: one telephone may be told in more than one form."""
    return "".join(char for char in number or "" if char.isdecimal())[-7:]
