"""What is not as it should be with the shift: pure rules, for the keeper to call each second.

A discrepancy is a lead, not a finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.registers.shifts.register import ShiftRow
from dutyroom.registers.shifts.rows import AbsenceRow, AwayRow, PresenceRow

_MOST: Final = 100
"""Most confirmations recorded as missed at once: a machine may have slept for a week."""


class Discrepancy(StrEnum):
    """What is not as it should be."""

    NOBODY_SIGNED_ON = "nobody_signed_on"
    OTHER_OFFICER = "other_officer"
    RELIEF_LATE = "relief_late"
    NO_LEADER = "no_leader"
    OTHER_LEADER = "other_leader"
    LEADER_AWAY = "leader_away"
    LEADER_SILENT = "leader_silent"
    PRESENCE_MISSED = "presence_missed"
    AWAY_TOO_LONG = "away_too_long"


@dataclass(frozen=True, slots=True)
class Limits:
    """When it is one [C]; 0 switches a limit off. The 10 minutes are article 17's.

    Attributes:
        sign_on: How long after the planned start nobody, another, or not all may be signed on.
        relief: How long before the planned end the relief has to be here.
        acknowledgement: How long the leader may take to say that they lead.
        presence: Between two confirmations of presence; 0: none are asked for.
        presence_grace: How long a confirmation may take.
        away: How long the officer may be away from the post.
    """

    sign_on: timedelta = timedelta()
    relief: timedelta = timedelta(minutes=10)
    acknowledgement: timedelta = timedelta(minutes=30)
    presence: timedelta = timedelta()
    presence_grace: timedelta = timedelta(minutes=10)
    away: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class SeatSeen:
    """What is known of a seat at one moment.

    Attributes:
        now: The moment.
        shift: The shift in charge; None: nobody is.
        rostered: What the roster says of this moment; None: nothing.
        relief: What it says of the time after; None: nothing.
        relief_here: Whether the relief has said to be here.
        away: The time away from the post that is not over; None: the officer is there.
        stepped_out: The same of officers who serve beside.
        presence: Confirmations of presence of the shift.
        beside: Who serves besides, at this seat or another; names by id.
        leader_away: Whether the leader is on leave and has not reported back.
    """

    now: datetime
    shift: ShiftRow | None
    rostered: Rostered | None = None
    relief: Rostered | None = None
    relief_here: bool = False
    away: AbsenceRow | None = None
    stepped_out: Sequence[AwayRow] = ()
    presence: Sequence[PresenceRow] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    leader_away: bool = False


def discrepancies(seen: SeatSeen, limits: Limits) -> frozenset[Discrepancy]:
    """Return all that is not as it should be."""
    return frozenset([*_of_officer(seen, limits), *_of_leader(seen, limits)])


def missed_officers(seen: SeatSeen, limits: Limits) -> dict[str, str]:
    """Return the rostered officers who are not here after the grace, names by id (article 15).

    Where nobody is here, or another in place of the only one, the alarm about that says it.

    Args:
        seen: What is known of the seat.
        limits: The grace.
    """
    planned, shift = seen.rostered, seen.shift
    if planned is None or shift is None or not _started(planned, seen, limits):
        return {}
    if len(planned.officers) == 1 and not _rostered(shift, planned):
        return {}
    serves = (shift.officer_id, "") if shift.officer_id else ("", shift.officer)
    return {
        person: name
        for person, name in planned.officers.items()
        if person not in seen.beside and person != serves[0] and name != serves[1]
    }


def presence_due(
    shift: ShiftRow, presence: Collection[PresenceRow], interval: timedelta
) -> datetime | None:
    """Return when the next confirmation is due: the earliest that is neither given nor missed.

    Args:
        shift: The shift.
        presence: Its confirmations so far.
        interval: Between two; not above 0: none are asked for.

    Returns:
        The moment, which may have passed; None: none are asked for, or the shift is over.
    """
    if interval <= timedelta() or shift.ended_at is not None:
        return None
    settled = [each.due_at for each in presence if each.confirmed_at is not None or each.missed]
    last = max(settled, default=shift.begun_at)
    steps = (last - shift.begun_at) // interval
    return shift.begun_at + interval * (max(steps, 0) + 1)


def presence_missed(
    shift: ShiftRow, presence: Collection[PresenceRow], limits: Limits, now: datetime
) -> list[datetime]:
    """Return the confirmations that are past their time and to be recorded as missed.

    Args:
        shift: The shift.
        presence: Its confirmations so far.
        limits: Interval and grace.
        now: The time.
    """
    due = presence_due(shift, presence, limits.presence)
    missed: list[datetime] = []
    while due is not None and due + limits.presence_grace <= now and len(missed) < _MOST:
        missed.append(due)
        due += limits.presence
    return missed


def _of_officer(seen: SeatSeen, limits: Limits) -> Iterator[Discrepancy]:
    """Yield what is wrong with who is at the post."""
    planned, shift = seen.rostered, seen.shift
    started = planned is not None and _started(planned, seen, limits)
    if shift is None:
        if planned is None or started:
            yield Discrepancy.NOBODY_SIGNED_ON
        return
    if planned is not None and started and not _rostered(shift, planned):
        yield Discrepancy.OTHER_OFFICER
    if _relief_late(seen, limits):
        yield Discrepancy.RELIEF_LATE
    if presence_missed(shift, seen.presence, limits, seen.now) or _last_missed(seen.presence):
        yield Discrepancy.PRESENCE_MISSED
    gone = [*((seen.away,) if seen.away is not None else ()), *seen.stepped_out]
    out = [each.out_at for each in gone if each.out_at is not None]
    if limits.away and out and seen.now - min(out) >= limits.away:
        yield Discrepancy.AWAY_TOO_LONG


def _of_leader(seen: SeatSeen, limits: Limits) -> Iterator[Discrepancy]:
    """Yield what is wrong with who leads (article 5)."""
    shift, planned = seen.shift, seen.rostered
    if shift is None:
        return
    if not shift.leader and not shift.leader_id:
        yield Discrepancy.NO_LEADER
        return
    named = planned is not None and (planned.leader or planned.leader_name)
    if planned is not None and named and not _leads(shift, planned):
        yield Discrepancy.OTHER_LEADER
    if seen.leader_away:
        yield Discrepancy.LEADER_AWAY
    waited = seen.now - shift.begun_at >= limits.acknowledgement
    signed = bool(shift.officer_id)  # a desk without accounts asks for no acknowledgement
    if limits.acknowledgement and signed and waited and shift.leader_acknowledged_at is None:
        yield Discrepancy.LEADER_SILENT


def _started(planned: Rostered, seen: SeatSeen, limits: Limits) -> bool:
    """Tell whether a slot runs, and whoever is rostered should be here by now."""
    return planned.start + limits.sign_on <= seen.now < planned.end


def _relief_late(seen: SeatSeen, limits: Limits) -> bool:
    """Tell whether the relief should be here by now and is not."""
    relief = seen.relief
    if relief is None or not limits.relief or seen.relief_here or seen.shift is None:
        return False
    return seen.now >= relief.start - limits.relief and not _rostered(seen.shift, relief)


def _rostered(shift: ShiftRow, planned: Rostered) -> bool:
    """Tell whether who serves is rostered; a desk without accounts goes by the name."""
    if not planned.officers:
        return True
    if shift.officer_id:
        return shift.officer_id in planned.officers
    return shift.officer in planned.officers.values()


def _leads(shift: ShiftRow, planned: Rostered) -> bool:
    """Tell whether who leads is rostered."""
    if shift.leader_id and planned.leader:
        return shift.leader_id == planned.leader
    return shift.leader == planned.leader_name


def _last_missed(presence: Sequence[PresenceRow]) -> bool:
    """Tell whether the last confirmation was missed and none has come since."""
    last = max(presence, key=lambda each: each.due_at, default=None)
    return last is not None and last.missed and last.confirmed_at is None
