"""Swaps: five steps from asking to the new version (article 15), and who is credited."""

from dutyroom.standard.roster.swapping.credit import Presence, credited
from dutyroom.standard.roster.swapping.exchange import exchanged
from dutyroom.standard.roster.swapping.steps import (
    agree,
    ask,
    broken,
    decline,
    issue,
    notify,
    report,
    withdraw,
)
from dutyroom.standard.roster.swapping.swap import (
    Consent,
    Leg,
    Setback,
    Swap,
    SwapRefused,
    SwapState,
    Waiver,
)

__all__ = [
    "Consent",
    "Leg",
    "Presence",
    "Setback",
    "Swap",
    "SwapRefused",
    "SwapState",
    "Waiver",
    "agree",
    "ask",
    "broken",
    "credited",
    "decline",
    "exchanged",
    "issue",
    "notify",
    "report",
    "withdraw",
]
