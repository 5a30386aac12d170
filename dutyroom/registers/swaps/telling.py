"""Whether the receiver of a submission was told of a swap: one notice is noted once.

It is noted with the submission, which knows everything that its receiver has not been told yet.
The swap keeps a notice of its own only where no register knows what was submitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from dutyroom.config import Calendar as Chosen
from dutyroom.registers.submissions.occasions import Occasion, occasions
from dutyroom.registers.submissions.reading import Sent, SubmissionRow
from dutyroom.store.session import Session


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


def owing(session: Session, days: Sequence[date], now: datetime, chosen: Chosen) -> list[Occasion]:
    """Return the occasions whose own change notice tells of a swap of some days, and is owed."""
    owed = [each for each in occasions(session, now, chosen) if each.owed]
    return [each for each in owed if any(each.first <= day <= each.last for day in days)]
