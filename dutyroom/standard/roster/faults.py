"""What can be wrong with a roster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dutyroom.standard.roster.eligibility import RefusalKind


class FaultKind(StrEnum):
    """Which rule a roster breaks."""

    NO_OFFICER = "no-officer"
    HEAD_COUNT = "head-count"
    NO_LEADER = "no-leader"
    SEVERAL_LEADERS = "several-leaders"
    DOUBLE_BOOKING = "double-booking"
    OVERLAP = "overlap"
    REST = "rest"
    RUN = "run"
    AWAY = "away"
    INELIGIBLE = "ineligible"
    ADMITTED = "admitted"
    LEADER_RUN = "leader-run"
    LEADER_TURN = "leader-turn"
    WISH = "wish"
    FIRST_DUTY = "first-duty"
    UNKNOWN_PERSON = "unknown-person"
    UNKNOWN_SLOT = "unknown-slot"
    PATTERN = "pattern"
    NO_CALENDAR = "no-calendar"
    ASSUMED_CALENDAR = "assumed-calendar"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        kind: Which rule is broken.
        words: The fault in words, with names and times.
        start: When it begins, aware.
        end: When it ends.
        people: Ids of those concerned.
        slots: Ids of the slots concerned.
        blocking: Whether it breaks a hard rule; else it is a warning.
        refusal: Of `INELIGIBLE` and `AWAY`: why. Of `ADMITTED`: what was set aside, or one of it.
    """

    kind: FaultKind
    words: str
    start: datetime
    end: datetime
    people: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    blocking: bool = True
    refusal: RefusalKind | None = None

    @property
    def key(self) -> str:
        """What tells it from every other fault of a roster, whatever language it is told in."""
        return "|".join((self.kind.value, self.start.isoformat(), *self.people, *self.slots))
