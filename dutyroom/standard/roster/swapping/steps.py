"""The five steps: asked, agreed, reported to the leader, new version, change notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.faults import Fault
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.swapping.exchange import begun, exchanged
from dutyroom.standard.roster.swapping.swap import (
    Consent,
    Leg,
    Setback,
    Swap,
    SwapRefused,
    SwapState,
    Waiver,
)
from dutyroom.standard.roster.values import Roster


def ask(
    roster: Roster,
    legs: Sequence[Leg],
    *,
    swap_id: str,
    by: str,
    reason: str,
    now: datetime,
    waiver: Waiver | None = None,
) -> Swap:
    """Ask for a swap; the asker agrees by asking, if they are concerned.

    Args:
        roster: The version in force.
        legs: What would change hands.
        swap_id: Key of the new swap.
        by: Who asks; may be somebody who is not concerned, such as the head of the duty room.
        reason: Why; never empty.
        now: Aware.
        waiver: The decision to swap a shift that has begun, if there is one.

    Raises:
        SwapRefused: The roster is a draft, the swap is empty, a shift has begun, or a giver
            is not in their slot.
    """
    if not roster.version:
        words = _("A draft needs no swap: change it.")
        raise SwapRefused(Setback.DRAFT, words)
    if not legs or not reason.strip():
        words = _("A swap names at least one shift and a reason.")
        raise SwapRefused(Setback.EMPTY, words)
    exchanged(roster, legs)
    _refuse(begun(roster, legs, now), waiver)
    swap = Swap(swap_id, tuple(legs), by, now, reason, waiver=waiver)
    return agree(swap, Consent(by, now)) if by in swap.people else swap


def agree(swap: Swap, consent: Consent) -> Swap:
    """Take somebody's consent; with the last one all have agreed.

    Raises:
        SwapRefused: It is not the time for it, or they are not concerned.
    """
    _must_be(swap, SwapState.ASKED)
    if consent.person not in swap.people:
        words = _("Only those whose duty changes can agree.")
        raise SwapRefused(Setback.NOT_CONCERNED, words)
    if consent.person not in swap.waiting_for:
        return swap
    agreed = replace(swap, consents=(*swap.consents, consent))
    return agreed if agreed.waiting_for else replace(agreed, state=SwapState.AGREED)


def decline(swap: Swap, by: str, why: str = "") -> Swap:
    """End a swap because somebody concerned says no, also after having said yes.

    Raises:
        SwapRefused: It has been issued or is over, or they are not concerned.
    """
    _must_be(swap, SwapState.ASKED, SwapState.AGREED, SwapState.REPORTED)
    if by not in swap.people:
        words = _("Only those whose duty changes can decline.")
        raise SwapRefused(Setback.NOT_CONCERNED, words)
    return replace(swap, state=SwapState.DECLINED, ended_by=by, ended_why=why)


def withdraw(swap: Swap, by: str, why: str = "") -> Swap:
    """End a swap because it is no longer wanted.

    Raises:
        SwapRefused: It has been issued or is over.
    """
    _must_be(swap, SwapState.ASKED, SwapState.AGREED, SwapState.REPORTED)
    return replace(swap, state=SwapState.WITHDRAWN, ended_by=by, ended_why=why)


def report(swap: Swap, leader: str, now: datetime) -> Swap:
    """Note that the leader has been told.

    Args:
        swap: Agreed by all.
        leader: Who was told.
        now: When, aware.

    Raises:
        SwapRefused: Not all have agreed, or no leader is named.
    """
    _must_be(swap, SwapState.AGREED)
    if not leader.strip():
        words = _("Name the leader to whom the swap is reported.")
        raise SwapRefused(Setback.EMPTY, words)
    return replace(swap, state=SwapState.REPORTED, reported_to=leader, reported_at=now)


def issue(
    swap: Swap,
    roster: Roster,
    setting: Setting,
    now: datetime,
    *,
    submitted: bool,
    waiver: Waiver | None = None,
) -> tuple[Swap, Roster]:
    """Make the new version.

    Args:
        swap: Reported to the leader.
        roster: The version now in force, which may be a later one than when it was asked.
        setting: For checking what the swap does to rest, leave and the rest of the rules.
        now: Aware.
        submitted: Whether the roster has been submitted (article 9(2)).
        waiver: A decision to swap in spite of a rule; the one made on asking holds too. Each
            holds for what was named when it was given.

    Returns:
        The swap and the new version.

    Raises:
        SwapRefused: It is not the time for it; a shift has begun or is no longer the giver's;
            or the new version would break a rule that the old one keeps.
    """
    _must_be(swap, SwapState.REPORTED)
    new = exchanged(roster, swap.legs)
    faults = broken(roster, new, setting)
    against = {fault.key: (Setback.BREAKS_RULE, fault.words) for fault in faults}
    _refuse({**begun(roster, swap.legs, now), **against}, swap.waiver, waiver)
    done = replace(
        swap,
        state=SwapState.ISSUED,
        version=new.version,
        notice_due=submitted,
        waiver=waiver or swap.waiver,
    )
    return done, new


def broken(roster: Roster, new: Roster, setting: Setting) -> list[Fault]:
    """Return the hard rules that a new version breaks and the one in force keeps.

    Args:
        roster: The version in force.
        new: The same with the swap.
        setting: What both are judged by.
    """
    before = {fault.key for fault in check(roster, setting)}
    return [fault for fault in check(new, setting) if fault.blocking and fault.key not in before]


def notify(swap: Swap, now: datetime) -> Swap:
    """Note that the change notice has been sent.

    Raises:
        SwapRefused: No new version has been issued, or no notice is owed.
    """
    _must_be(swap, SwapState.ISSUED)
    if not swap.notice_due:
        words = _("The roster had not been submitted: no change notice is due.")
        raise SwapRefused(Setback.STEP, words)
    return replace(swap, state=SwapState.NOTIFIED, noticed_at=now)


def _refuse(against: Mapping[str, tuple[Setback, str]], *decisions: Waiver | None) -> None:
    """Refuse what stands against a swap and no decision was about; all of it is named at once.

    Raises:
        SwapRefused: Something does.
    """
    decided = {name for each in decisions if each is not None for name in each.named}
    left = {name: each for name, each in against.items() if name not in decided}
    if left:
        setback, _words = next(iter(left.values()))
        raise SwapRefused(setback, clauses(words for _setback, words in left.values()), left)


def _must_be(swap: Swap, *states: SwapState) -> None:
    """Refuse a step at the wrong time.

    Raises:
        SwapRefused: The swap is in none of the states.
    """
    if swap.state not in states:
        words = _("This step is not possible now: {state}.").format(state=swap.state.label)
        raise SwapRefused(Setback.STEP, words)
