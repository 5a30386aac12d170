"""Whether the receiver of a submission was told of a swap: one notice is noted once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from dutyroom.registers.submissions.reading import Sent, SubmissionRow


def touched(known: Iterable[SubmissionRow], days: Sequence[date]) -> list[SubmissionRow]:
    """Return the submissions that a swap of some days changes."""
    return [each for each in known if any(each.first <= day <= each.last for day in days)]


def told(known: Iterable[SubmissionRow], days: Sequence[date], since: datetime) -> Sent | None:
    """Return what told of a swap first: a change notice, or a submission after it; None: nothing.

    Args:
        known: Submissions, whichever.
        days: The days of the swap.
        since: When its version was published.
    """
    sent = [
        one
        for each in touched(known, days)
        for one in (each.sent, *(notice.sent for notice in each.notices))
        if one.at >= since
    ]
    return min(sent, key=lambda one: one.at, default=None)
