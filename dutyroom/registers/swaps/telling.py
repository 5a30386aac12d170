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
    """Return with what the last receiver was told of a swap; None: not all were.

    Each occasion that it changes takes a notice, or a submission after it; a swap that reaches
    into two of them is told of twice.

    Args:
        known: Submissions, whichever.
        days: The days of the swap.
        since: When its version was published.
    """
    by_occasion: dict[tuple[object, ...], list[Sent]] = {}
    for each in touched(known, days):
        of_occasion = by_occasion.setdefault((each.kind, each.first, each.label), [])
        told_by = (each.sent, *(notice.sent for notice in each.notices))
        of_occasion.extend(one for one in told_by if one.at >= since)
    if not by_occasion or not all(by_occasion.values()):
        return None
    return max((min(sent, key=_at) for sent in by_occasion.values()), key=_at)


def owing(session: Session, days: Sequence[date], now: datetime, chosen: Chosen) -> list[Occasion]:
    """Return the occasions whose own change notice tells of a swap of some days, and is owed."""
    owed = [each for each in occasions(session, now, chosen) if each.owed]
    return [each for each in owed if any(each.first <= day <= each.last for day in days)]


def _at(sent: Sent) -> datetime:
    """Return when something was sent."""
    return sent.at
