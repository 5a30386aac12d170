"""Calls that were open when the last keeper ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dutyroom.devices.events import Direction, EventKind, LineEvent
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.steps import Moment
from dutyroom.registers.calls import facts, reading
from dutyroom.registers.calls.captures import captures
from dutyroom.registers.calls.detail import detail
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.calls.reading import CallRow
from dutyroom.registers.calls.recordings import recordings
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Leftover:
    """An open call, as the register knows it.

    Attributes:
        id: Its id.
        line: Its line.
        direction: `in` or `out`.
        began: Its first sign.
        waited: Seconds from the first ring to the answer; None if nobody answered.
        talking: Whether the handset was lifted.
        number: The number as sent.
        segments: Segments of its recording so far.
        last_heard: When the last of them began; its first sign where there is none.
        went_on: How often it has gone on after silence had ended it.
        captured: Bytes of the box that are kept of it.
        doubted: A voice was heard, and whether it is of this call is not known.
    """

    id: str
    line: str
    direction: str
    began: datetime
    waited: float | None
    talking: bool
    number: str | None
    segments: int
    last_heard: datetime
    went_on: int = 0
    captured: int = 0
    doubted: bool = False


def leftovers(session: Session) -> list[Leftover]:
    """Read the open calls: talks before what rings, and what was recorded last before others.

    So the talk that was on the line comes before one that was held, and both before one that
    knocks.
    """
    found = [_leftover(session, row) for row in reading.current(session)]
    return sorted(found, key=lambda each: (each.talking, each.last_heard), reverse=True)


def _leftover(session: Session, row: CallRow) -> Leftover:
    """Return an open call of the log."""
    known = detail(session, row.id)
    told = [entry.fact for entry in known.facts] if known is not None else []
    return Leftover(
        id=row.id,
        line=row.line,
        direction=row.direction,
        began=row.started_at,
        waited=row.ring_seconds,
        talking=row.outcome == Outcome.TALKING,
        number=row.number or None,
        segments=row.recordings,
        last_heard=_last_heard(session, row),
        went_on=known.went_on if known is not None else 0,
        doubted=known is not None and known.answered_at is not None and _unproven(row),
        captured=sum(len(each.data) for each in captures(told) if each.whole),
    )


def _unproven(row: CallRow) -> bool:
    """Say whether it is not known if the call that was heard was answered."""
    return row.outcome == Outcome.TALKING and row.known_by == KnownBy.NOTHING


def _last_heard(session: Session, row: CallRow) -> datetime:
    """Return when the last segment of a call's recording began, or else the call."""
    begun = [each.begun_at for each in recordings(session, row.id) if each.begun_at is not None]
    return max(begun, default=row.started_at)


def resumed(leftover: Leftover, now: Moment) -> TrackedCall:
    """Return an open call as the tracker follows it."""
    began = _earlier(now, leftover.began)
    direction = Direction.OUT if leftover.direction == Direction.OUT else Direction.IN
    phase = Phase.TALKING if leftover.talking else Phase.RINGING
    call = TrackedCall(leftover.id, direction, began, phase, rings=1, went_on=leftover.went_on)
    call.doubted = leftover.doubted
    if leftover.talking and direction is Direction.IN:
        call.answered = began.back(-(leftover.waited or 0.0))
    if leftover.number:
        # Whatever says the same number again says nothing new.
        call.sent = LineEvent(EventKind.CALLER_ID, "", 0, b"", number=leftover.number)
    return call


def over(leftover: Leftover, at: datetime, place: Place) -> Fact:
    """Return the fact that an open call ended while no keeper was there to see it."""
    outcome = Outcome.UNKNOWN
    if leftover.talking and not leftover.doubted:
        outgoing = leftover.direction == Direction.OUT
        outcome = Outcome.OUTGOING if outgoing else Outcome.ANSWERED
    at = max(at, leftover.began)
    return facts.ended(
        leftover.id,
        at,
        place,
        outcome=outcome,
        by=KnownBy.DEVICE_LOST,
        seconds=None,
        after=leftover.went_on,
    )


def _earlier(now: Moment, at: datetime) -> Moment:
    """Return an earlier wall-clock time as a moment of this boot.

    Args:
        now: The present moment.
        at: A time before it; a later one, after a clock was set back, counts as now.
    """
    return now.back(max(0.0, (now.at - at).total_seconds()))
