"""What a swap does to a roster: a new version; the old one stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.standard.roster.swapping.swap import Leg, Setback, SwapRefused
from dutyroom.standard.roster.values import Assignment, Roster
from dutyroom.standard.roster.words import moment


def exchanged(roster: Roster, legs: Sequence[Leg]) -> Roster:
    """Return the next version of a roster, all legs of a swap done at once.

    Args:
        roster: The version in force.
        legs: What changes hands; a circle of any length.

    Raises:
        SwapRefused: A giver is not in the slot, or a taker would be in it twice.
    """
    pairs = Counter((item.slot, item.person) for item in roster.assignments)
    for leg in legs:
        if not pairs[leg.slot, leg.giver] or leg.giver == leg.taker:
            words = _("The one who gives the shift of {slot} away is not in it.")
            raise SwapRefused(Setback.NOT_THEIRS, words.format(slot=leg.slot))
        pairs[leg.slot, leg.giver] -= 1
    for leg in legs:
        pairs[leg.slot, leg.taker] += 1
        if pairs[leg.slot, leg.taker] > 1:
            words = _("The one who takes the shift of {slot} is in it already.")
            raise SwapRefused(Setback.ALREADY_IN, words.format(slot=leg.slot))
    pinned = {(item.slot, item.person) for item in roster.assignments if item.pinned}
    assignments = tuple(
        Assignment(slot, person, (slot, person) in pinned)
        for slot, person in sorted(pairs)
        if pairs[slot, person]
    )
    return replace(roster, assignments=assignments, version=roster.version + 1)


def begun(roster: Roster, legs: Sequence[Leg], now: datetime) -> dict[str, tuple[Setback, str]]:
    """Return which shifts of a swap are over or running, by id, and that in words.

    Args:
        roster: The version in force.
        legs: What would change hands.
        now: Aware.
    """
    found = {}
    for leg in legs:
        slot = roster.by_id.get(leg.slot)
        if slot is None or now < slot.start:
            continue
        words = _("The shift of {start} is running; it cannot be swapped any more.")
        setback = Setback.RUNNING
        if now >= slot.end:
            words = _("The shift of {start} is over; a swap cannot be made afterwards.")
            setback = Setback.PAST
        found[slot.id] = (setback, words.format(start=moment(slot.start)))
    return found
