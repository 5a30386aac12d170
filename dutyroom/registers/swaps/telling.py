"""Whether the receiver of a submission was told of a swap: one notice is noted once.

It is noted with the submission, which knows everything that its receiver has not been told yet.
The swap keeps a notice of its own only where no register knows what was submitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dutyroom.config import Calendar as Chosen
from dutyroom.registers.submissions.occasions import Occasion, occasions
from dutyroom.registers.submissions.reading import Sent, SubmissionRow
from dutyroom.store.session import Session


def touched(known: Iterable[SubmissionRow], days: Sequence[date]) -> list[SubmissionRow]:
    """Return the submissions that a swap of some days changes."""
    return [each for each in known if any(each.first <= day <= each.last for day in days)]


@dataclass(frozen=True, slots=True)
class Issued:
    """When the roster with a swap was published.

    Attributes:
        at: By the clock of then.
        seq: Its place in the journal.
    """

    at: datetime
    seq: int

    def told_by(self, sent: Sent) -> bool:
        """Tell whether something that was sent holds the swap.

        The journal's order says so, as a clock may have been set back between the two; only what
        was noted afterwards counts by the time that was typed, too.
        """
        return sent.seq > self.seq and (sent.typed is None or sent.typed >= self.at)


def told(known: Iterable[SubmissionRow], days: Sequence[date], since: Issued) -> Sent | None:
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
        of_occasion.extend(one for one in told_by if since.told_by(one))
    if not by_occasion or not all(by_occasion.values()):
        return None
    return max((min(sent, key=_place) for sent in by_occasion.values()), key=_place)


def owing(session: Session, days: Sequence[date], now: datetime, chosen: Chosen) -> list[Occasion]:
    """Return the occasions whose own change notice tells of a swap of some days, and is owed."""
    owed = [each for each in occasions(session, now, chosen) if each.owed]
    return [each for each in owed if any(each.first <= day <= each.last for day in days)]


def _place(sent: Sent) -> int:
    """Return where something that was sent stands in the journal."""
    return sent.seq
