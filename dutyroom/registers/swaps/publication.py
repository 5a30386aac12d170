"""From a swap to the facts of the new roster: one version for each period that it touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.leave import reading as leave
from dutyroom.registers.roster import reading as roster
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.publishing import Publishing, prepared
from dutyroom.registers.roster.rows import SlotRow, VersionRow
from dutyroom.registers.roster.setting import setting
from dutyroom.registers.swaps.errors import SwapNotPossible, told
from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.swapping import (
    Leg,
    Setback,
    Swap,
    SwapRefused,
    broken,
    exchanged,
)
from dutyroom.standard.roster.values import Roster
from dutyroom.standard.roster.words import moment
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Ground:
    """The published roster that a swap stands on.

    Attributes:
        periods: The versions in force for its slots, by period, the earliest first.
        roster: What is in force from the first day of these to the last.
        rows: The slots of the swap, by id.
    """

    periods: tuple[VersionRow, ...]
    roster: Roster
    rows: dict[str, SlotRow]


def ground(session: Session, slots: Iterable[tuple[str, datetime, datetime]]) -> Ground:
    """Return the published roster that some slots stand in.

    Args:
        session: A transaction that reads.
        slots: Id, beginning and end of each.

    Raises:
        SwapNotPossible: One is not in a published roster.
    """
    rows: dict[str, SlotRow] = {}
    for slot, start, end in slots:
        found = roster.in_force_between(session, start, end)
        row = next((each for each in found if each.slot.id == slot), None)
        if row is None:
            words = _("The shift of {start} is not in the published roster any more.")
            raise SwapNotPossible(words.format(start=moment(start)), Setback.NOT_THEIRS)
        rows[slot] = row
    known = {row.version: roster.version(session, row.version) for row in rows.values()}
    versions = {(each.first, each.last): each for each in known.values() if each is not None}
    if not versions:
        raise SwapNotPossible(_("A swap names at least one shift and a reason."), Setback.EMPTY)
    periods = tuple(versions[key] for key in sorted(versions))
    first, last = periods[0].first, max(each.last for each in periods)
    return Ground(periods, roster.in_force(session, first, last).roster, rows)


def judged(session: Session, stands: Ground, planning: Planning, people: Iterable[str]) -> Setting:
    """Return what the roster before and after the swap is judged by."""
    named = {*people, *(item.person for item in stands.roster.assignments)}
    whole = stands.roster
    return setting(session, whole.first, whole.last, planning, named=named)


def concerns(
    session: Session,
    legs: Sequence[Leg],
    slots: Iterable[tuple[str, datetime, datetime]],
    planning: Planning,
) -> tuple[str, ...]:
    """Return which rules a swap would break as everything stands now, in words.

    Those who are asked to agree see what the last step will refuse without a decision.

    Args:
        session: A transaction that reads.
        legs: What would change hands.
        slots: Id, beginning and end of each of its slots.
        planning: How the unit rosters.

    Raises:
        SwapNotPossible: It cannot be: a slot is not in the published roster, or not theirs.
    """
    stands = ground(session, slots)
    try:
        new = exchanged(stands.roster, legs)
    except SwapRefused as error:
        raise told(error) from error
    everybody = {person for leg in legs for person in (leg.giver, leg.taker)}
    setting = judged(session, stands, planning, everybody)
    return tuple(fault.words for fault in broken(stands.roster, new, setting))


def refuse_away(
    session: Session, stands: Ground, legs: Iterable[Leg], names: dict[str, str], now: datetime
) -> None:
    """Refuse to put somebody on duty who is away; no reason sets that aside (article 10).

    Raises:
        SwapNotPossible: A taker is away.
    """
    for leg in legs:
        slot = stands.rows[leg.slot].slot
        for each in leave.absences(session, slot.start, slot.end, now):
            if each.person == leg.taker:
                words = _("{name} is away from {start} to {end} and cannot take that shift.")
                raise SwapNotPossible(
                    words.format(
                        name=names.get(leg.taker, leg.taker),
                        start=moment(each.start),
                        end=moment(each.end),
                    )
                )


def versions_of(
    access: Access,
    swap: Swap,
    stands: Ground,
    new: Roster,
    planning: Planning,
    *,
    reasons: Mapping[str, str],
    actor: str,
) -> list[Fact]:
    """Return the facts of the new versions; they are recorded together with the swap's.

    Args:
        access: The door.
        swap: The swap.
        stands: The roster it stands on.
        new: The roster with the swap.
        planning: How the unit rosters.
        reasons: Why faults are accepted, by `Fault.key`.
        actor: Who publishes.

    Raises:
        RosterRefused: A version cannot be published.
    """
    now = access.clock.now()
    made = []
    for period in stands.periods:
        inside = {slot.id for slot in new.slots if period.first <= slot.day <= period.last}
        if not any(leg.slot in inside for leg in swap.legs):
            continue
        begins = min(row.slot.start for row in stands.rows.values() if row.slot.id in inside)
        made.append(
            prepared(
                access,
                Publishing(
                    _part(new, period.first, period.last, inside),
                    actor,
                    why=_("Swap: {reason}").format(reason=swap.reason),
                    reasons=reasons,
                    since=min(begins, now) if begins <= now else None,
                    source="swap",
                    past=begins <= now,
                    unexplained=True,
                    along=new,
                ),
                planning,
            )
        )
    return made


def _part(whole: Roster, first: date, last: date, inside: set[str]) -> Roster:
    """Return the part of a roster that one version covers."""
    return replace(
        whole,
        first=first,
        last=last,
        slots=tuple(slot for slot in whole.slots if slot.id in inside),
        assignments=tuple(item for item in whole.assignments if item.slot in inside),
    )


def reasons_of(
    session: Session, stands: Ground, done: Swap, new: Roster, setting: Setting
) -> dict[str, str]:
    """Return why the faults of a roster with a swap are accepted, by `Fault.key`.

    What was accepted before keeps the reason that was given then; the decision about the swap
    speaks for the faults that it was given about. The others nobody has explained.

    Args:
        session: A transaction that reads.
        stands: The roster that the swap stands on.
        done: The swap with its decision.
        new: The roster with the swap.
        setting: What it is judged by.
    """
    whole, decision = stands.roster, done.waiver
    before = roster.accepted(session, roster.in_force(session, whole.first, whole.last))
    said = {fault.key: before.reason(fault) for fault in check(new, setting)}
    if decision is not None:
        said |= dict.fromkeys(decision.named, f"{decision.reason} ({decision.by})")
    return said
