"""What stands against signing on or off: the protocol that later registers add to.

A check is a function that reads and answers; it changes nothing. Whoever signs
on sees all blockers at once. One that may be set aside takes a reason, which is
journalled with the shift.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from dutyroom.config import Equipment
from dutyroom.config.roster import Roster as Planning
from dutyroom.errors import PlainError
from dutyroom.phrases import clauses, pair, sentences
from dutyroom.registers.shifts.kinds import LeaderMode
from dutyroom.registers.shifts.register import ShiftRow
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Rostered:
    """What the published roster says of a stretch of time.

    Attributes:
        slot: Id of the slot.
        start: When it begins.
        end: When it ends.
        officers: Ids of those who are to serve, by id; names as they stand there.
        leader: Id of the leader; empty: none.
        leader_name: The leader's name.
        version: Version of the roster.
    """

    slot: str
    start: datetime
    end: datetime
    officers: Mapping[str, str] = field(default_factory=dict)
    leader: str = ""
    leader_name: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class NamedLeader:
    """The leader of a shift as whoever signs on names them.

    Attributes:
        name: Their name.
        phone: How they are reached.
        person: Their id; empty: somebody outside the register.
        mode: Where they are.
        acknowledged: Whether they have said that they lead.
        attested_by: Who heard it by phone; empty: they are here.
        call: Id of the call; empty: none.
    """

    name: str
    phone: str = ""
    person: str = ""
    mode: LeaderMode = LeaderMode.ON_CALL
    acknowledged: bool = False
    attested_by: str = ""
    call: str = ""


@dataclass(frozen=True, slots=True)
class SigningOn:
    """Who wants to take charge of a seat.

    Attributes:
        officer: Id of the officer.
        arrived_at: When they came.
        sober: They declared to have drunk no alcohol; nothing but an explicit yes counts.
        fit: They declared to be fit for duty; likewise.
        leader: The leader of the shift; None: nobody named one.
        rostered: What the roster says; None: there is none.
        outgoing_consents: Whether the outgoing officer will give their password.
        seat: The seat, empty where there is one only.
        equipment: When a check of the equipment counts; the unit's to choose.
        planning: How the unit rosters: which training is asked for, when a day begins; likewise.
    """

    officer: str
    arrived_at: datetime
    sober: bool
    fit: bool
    leader: NamedLeader | None = None
    rostered: Rostered | None = None
    outgoing_consents: bool = True
    seat: str = ""
    equipment: Equipment = field(default_factory=Equipment)
    planning: Planning = field(default_factory=Planning)


@dataclass(frozen=True, slots=True)
class SigningOff:
    """Who wants to leave a seat.

    Attributes:
        shift: The shift that would end.
        relief: Id of the officer who takes over; empty: nobody does.
        equipment: When a check of the equipment counts; the unit's to choose.
    """

    shift: ShiftRow
    relief: str = ""
    equipment: Equipment = field(default_factory=Equipment)


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that stands against it.

    Attributes:
        code: What, for programs and for the reason that sets it aside.
        words: What, for the user.
        overridable: Whether a reason sets it aside.
        article: The article that it comes from; 0: none.
        leader: The leader on duty, where a leader has to agree and is named with way and time;
            None: any reason sets it aside.
        bypassed: What sets it aside says how the desk does without something.
        decided: What a recorded decision says of it already: it needs no other reason, and that is
            kept as the reason where nobody gives one. Empty: there is none.
    """

    code: str
    words: str
    overridable: bool = True
    article: int = 0
    leader: str | None = None
    bypassed: bool = False
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A blocker that was set aside.

    Attributes:
        code: Its code.
        words: What stood against it.
        reason: Why it was set aside.
    """

    code: str
    words: str
    reason: str


class SignOnCheck(Protocol):
    """What a register has against somebody's taking charge."""

    def __call__(self, session: Session, asked: SigningOn, now: datetime) -> Iterable[Blocker]:
        """Return what stands against it.

        Args:
            session: A transaction that reads.
            asked: Who wants to take charge.
            now: The time.
        """


class SignOffCheck(Protocol):
    """What a register has against somebody's leaving."""

    def __call__(self, session: Session, asked: SigningOff, now: datetime) -> Iterable[Blocker]:
        """Return what stands against it.

        Args:
            session: A transaction that reads.
            asked: Who wants to leave, and who takes over.
            now: The time.
        """


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of all registers.

    Attributes:
        on: Those of signing on.
        off: Those of signing off.
    """

    on: Sequence[SignOnCheck] = ()
    off: Sequence[SignOffCheck] = ()

    def signing_on(self, session: Session, asked: SigningOn, now: datetime) -> list[Blocker]:
        """Return all that stands against signing on, each code once."""
        return once(each for check in self.on for each in check(session, asked, now))

    def signing_off(self, session: Session, asked: SigningOff, now: datetime) -> list[Blocker]:
        """Return all that stands against signing off, each code once."""
        return once(each for check in self.off for each in check(session, asked, now))


class Blocked(PlainError):  # noqa: N818 - it says what happened
    """Something stands against it; nothing was changed.

    Attributes:
        blockers: What is not set aside.
    """

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        """Say what stands against it."""
        self.blockers = tuple(blockers)
        super().__init__(sentences(blocker.words for blocker in blockers))


def set_aside(blockers: Iterable[Blocker], reasons: Mapping[str, str]) -> dict[str, str]:
    """Return the reasons that set blockers aside, by code.

    Args:
        blockers: All that stands against it.
        reasons: The reasons that were given, by code.

    Raises:
        Blocked: Something is left that has no reason, or that no reason sets aside.
    """
    all_of_them = list(blockers)
    given = {
        each.code: reason
        for each in all_of_them
        if each.overridable and (reason := reasons.get(each.code, "").strip() or each.decided)
    }
    left = [each for each in all_of_them if each.code not in given]
    if left:
        raise Blocked(left)
    return given


def asides(blockers: Iterable[Blocker], given: Mapping[str, str]) -> tuple[Aside, ...]:
    """Return what was set aside, in the order in which it stood there.

    Args:
        blockers: All that stood against it.
        given: The reasons, by code, as `set_aside` returns them.
    """
    return tuple(
        Aside(each.code, each.words, given[each.code]) for each in blockers if each.code in given
    )


def asides_told(set_aside: Iterable[Aside]) -> str:
    """Return what was set aside, each with its reason, as a paper says it."""
    return clauses(pair(each.words.rstrip("。."), each.reason) for each in set_aside)


def once(blockers: Iterable[Blocker]) -> list[Blocker]:
    """Return blockers in their order, the first of each code."""
    return list({each.code: each for each in reversed(list(blockers))}.values())[::-1]
