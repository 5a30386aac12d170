"""What a swap is, how far it has come, and what can stand against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _


class SwapState(StrEnum):
    """How far a swap has come."""

    ASKED = "asked"
    AGREED = "agreed"
    REPORTED = "reported"
    ISSUED = "issued"
    NOTIFIED = "notified"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state in words."""
        return _(_STATES[self])

    @property
    def is_over(self) -> bool:
        """Whether the swap came to nothing."""
        return self in {SwapState.DECLINED, SwapState.WITHDRAWN}


_STATES: Final = {
    SwapState.ASKED: N_("asked"),
    SwapState.AGREED: N_("agreed by all"),
    SwapState.REPORTED: N_("reported to the leader"),
    SwapState.ISSUED: N_("new version issued"),
    SwapState.NOTIFIED: N_("change notice sent"),
    SwapState.DECLINED: N_("declined"),
    SwapState.WITHDRAWN: N_("withdrawn"),
}


class Setback(StrEnum):
    """Why a step is refused."""

    STEP = "step"
    DRAFT = "draft"
    EMPTY = "empty"
    NOT_THEIRS = "not-theirs"
    ALREADY_IN = "already-in"
    PAST = "past"
    RUNNING = "running"
    NOT_CONCERNED = "not-concerned"
    BREAKS_RULE = "breaks-rule"
    NO_REASON = "no-reason"


class SwapRefused(ValueError):  # noqa: N818 - it names what has happened
    """A step that the rules do not allow.

    Attributes:
        setback: Why.
        named: What a decision has to be about to set it aside: ids of shifts that have begun,
            keys of faults.
    """

    def __init__(self, setback: Setback, words: str, named: Iterable[str] = ()) -> None:
        super().__init__(words)
        self.setback = setback
        self.named = frozenset(named)


@dataclass(frozen=True, slots=True)
class Leg:
    """One slot that changes hands.

    Attributes:
        slot: Id of the slot.
        giver: Who is in it so far.
        taker: Who takes it over.
    """

    slot: str
    giver: str
    taker: str


@dataclass(frozen=True, slots=True)
class Consent:
    """Somebody's yes.

    Attributes:
        person: Whose.
        at: When, aware.
        attested_by: Who heard it, where it was given by phone; else empty.
        channel: `in person`, `phone` or what else.
        call: Id of the recorded call, where there is one.
    """

    person: str
    at: datetime
    attested_by: str = ""
    channel: str = "in person"
    call: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A decision to swap in spite of time or rules.

    Attributes:
        reason: Why; never empty.
        by: Who decided; never empty.
        named: What it was given about: ids of shifts that had begun, keys of faults. What comes
            up later takes a decision of its own.
    """

    reason: str
    by: str
    named: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a decision that nobody stands for.

        Raises:
            SwapRefused: Reason or name is missing.
        """
        if not self.reason.strip() or not self.by.strip():
            words = _("Setting a rule aside takes a reason and a name.")
            raise SwapRefused(Setback.NO_REASON, words)


@dataclass(frozen=True, slots=True)
class Swap:
    """A swap and all that has happened to it.

    Attributes:
        id: Its key.
        legs: What changes hands; in a circle each one gives a slot and takes another.
        asked_by: Who asked.
        asked_at: When.
        reason: Why they ask.
        state: How far it has come.
        consents: Of those concerned, the asker's included.
        reported_to: The leader who was told.
        reported_at: When.
        version: Number of the roster version it led to; 0 before.
        notice_due: Whether the roster had been submitted, so that a change notice is owed.
        noticed_at: When that notice was sent.
        waiver: The decision to swap in spite of a rule, if one was made.
        ended_by: Who declined or withdrew.
        ended_why: Why.
    """

    id: str
    legs: tuple[Leg, ...]
    asked_by: str
    asked_at: datetime
    reason: str
    state: SwapState = SwapState.ASKED
    consents: tuple[Consent, ...] = ()
    reported_to: str = ""
    reported_at: datetime | None = None
    version: int = 0
    notice_due: bool = False
    noticed_at: datetime | None = None
    waiver: Waiver | None = None
    ended_by: str = ""
    ended_why: str = ""

    @property
    def people(self) -> frozenset[str]:
        """Everybody whose duty changes."""
        return frozenset(person for leg in self.legs for person in (leg.giver, leg.taker))

    @property
    def waiting_for(self) -> frozenset[str]:
        """Those who have not agreed yet."""
        return self.people - {consent.person for consent in self.consents}

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do."""
        issued = self.state is SwapState.ISSUED and not self.notice_due
        return self.state.is_over or issued or self.state is SwapState.NOTIFIED
