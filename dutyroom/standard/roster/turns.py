"""Leaders by the day take turns: what counts as a turn, and how long a round of them is."""

from __future__ import annotations

from typing import Final

from dutyroom.standard.roster.rules import ONE_DAY, Rules
from dutyroom.standard.roster.values import Role, Slot

_ROUND: Final = 4
"""Leaders in a round at most: a roster with longer rounds takes too long to prove."""


def led_by_the_day(slot: Slot) -> bool:
    """Return whether a slot is a leader's day; a leader's week is a turn by itself."""
    return slot.role is Role.LEADER and slot.end - slot.start <= ONE_DAY


def round_days(rules: Rules, present: float) -> int:
    """Return within how many days nobody should lead more often than `Rules.leader_run`.

    Args:
        rules: The unit's figures.
        present: How many leaders may lead on an average day.
    """
    return rules.leader_run * min(round(present), _ROUND)
