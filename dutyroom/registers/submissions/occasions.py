"""The holidays and events whose roster is to be submitted, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from dutyroom.config import Calendar as Chosen
from dutyroom.registers.calendar.reading import calendar
from dutyroom.registers.roster.reading import in_force
from dutyroom.registers.submissions.facts import OccasionKind
from dutyroom.registers.submissions.reading import Sent, SubmissionRow, submissions
from dutyroom.standard.calendar.days import YearWithoutData
from dutyroom.standard.calendar.deadlines import Submission, submission_stage
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.clocks import BEIJING, local_date
from dutyroom.standard.roster.comparing import Change, differences
from dutyroom.store.session import Session

AHEAD: Final = timedelta(days=120)
"""How far ahead occasions are looked for."""

BEHIND: Final = timedelta(days=30)
"""How long an occasion that is over stays in sight."""

_LONGEST_SHIFT: Final = timedelta(days=7)
"""A leader's week may begin before the occasion and run into it."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A holiday or an event, and the submission of its roster.

    Attributes:
        kind: Holiday or event.
        label: Its name.
        first: First day.
        last: Last day.
        document: Number of the document that arranges it.
        standing: How far the submission is, when it is due, and how many days are left.
        submission: What was submitted last; None: nothing.
        owed: Shifts that have changed since the receiver was told last.
    """

    kind: OccasionKind
    label: str
    first: date
    last: date
    document: str
    standing: Submission
    submission: SubmissionRow | None = None
    owed: tuple[Change, ...] = ()

    @property
    def id(self) -> str:
        """What tells it from others: its kind and first day, and of an event its name."""
        key = f"{self.kind.value}:{self.first.isoformat()}"
        return f"{key}:{self.label}" if self.kind is OccasionKind.EVENT else key


def occasions(
    session: Session,
    now: datetime,
    chosen: Chosen,
    *,
    ahead: timedelta = AHEAD,
    behind: timedelta = BEHIND,
) -> list[Occasion]:
    """Return the occasions around a day, earliest first.

    Args:
        session: A transaction that reads.
        now: The time.
        chosen: How the unit counts days [C].
        ahead: How far ahead they may begin.
        behind: How long ago they may have ended.
    """
    today = local_date(now)
    first, last = today - behind, today + ahead
    known = calendar(session, first.year - 1, last.year + 1)
    sent = submissions(session, first - AHEAD, last + AHEAD)
    found = []
    for named in _named(known):
        if named[3] >= first and named[2] <= last:
            submission = next((row for row in sent if _speaks_of(row, named)), None)
            standing = stage(today, named[2], known, chosen, submission)
            owed = changes(session, named[2], named[3], submission.told) if submission else ()
            found.append(Occasion(*named, standing, submission, owed))
    return sorted(found, key=lambda each: (each.first, each.kind, each.label))


_Named = tuple[OccasionKind, str, date, date, str]


def _named(known: Calendar) -> Iterator[_Named]:
    """Yield kind, name, days and document of the calendar's holidays and events."""
    for span in known.holidays:
        yield OccasionKind.HOLIDAY, span.label, span.first, span.last, "、".join(span.documents)
    for event in known.events:
        yield OccasionKind.EVENT, event.name, event.first, event.last, event.document


def _speaks_of(row: SubmissionRow, named: _Named) -> bool:
    """Tell whether a submission was for an occasion, whose days may have been corrected since."""
    kind, label, first, last, _document = named
    same = kind is OccasionKind.HOLIDAY or row.label == label
    return row.kind is kind and same and row.first <= last and row.last >= first


def stage(
    today: date, first: date, known: Calendar, chosen: Chosen, submission: SubmissionRow | None
) -> Submission:
    """Return how far a submission is; without the year's notice natural days are counted."""
    submitted = local_date(submission.sent.at) if submission is not None else None
    counted = [True, False] if chosen.working_days else [False]
    for working in counted:
        try:
            return submission_stage(
                today,
                first,
                known,
                submitted=submitted,
                days=chosen.submit_days,
                warn=chosen.remind_days,
                working=working,
            )
        except YearWithoutData:
            continue
    raise AssertionError("natural days need no calendar")  # pragma: no cover - they do not


def changes(
    session: Session, first: date, last: date, told: Sent, by: datetime | None = None
) -> tuple[Change, ...]:
    """Return the shifts of some days that differ from what was in force when it was told.

    Args:
        session: A transaction that reads.
        first: First duty day.
        last: Last duty day, included.
        told: What the receiver was told last.
        by: Of what was published by this time; by default by now.
    """
    back = first - _LONGEST_SHIFT
    before = in_force(session, back, last, at=told.typed, seq=told.seq).roster
    noon = datetime.combine(first, time(12), BEIJING)
    every = differences(before, in_force(session, back, last, at=by).roster)
    return tuple(each for each in every if each.slot.day >= first or each.slot.end > noon)
