"""When a holiday's roster must be submitted (article 9(2)), and when a notice is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.phrases import listed, sentences
from dutyroom.standard.calendar.year_days import Calendar

_ONE_DAY: Final = timedelta(days=1)
DAYS_AHEAD: Final = 3
"""The standard's own figure (article 9(2)); natural or working days is for the unit to say."""

NOTICE_MONTH: Final = 10
"""From October on next year's notice may be out; in most years it comes by early November."""


class SubmissionStage(StrEnum):
    """How far the submission of a roster has come."""

    EARLY = "early"
    SOON = "soon"
    DUE = "due"
    LATE = "late"
    SUBMITTED = "submitted"
    SUBMITTED_LATE = "submitted-late"

    @property
    def label(self) -> str:
        """The stage in words."""
        return _(_STAGES[self])


_STAGES: Final = {
    SubmissionStage.EARLY: N_("not due yet"),
    SubmissionStage.SOON: N_("due soon"),
    SubmissionStage.DUE: N_("due today"),
    SubmissionStage.LATE: N_("late"),
    SubmissionStage.SUBMITTED: N_("submitted"),
    SubmissionStage.SUBMITTED_LATE: N_("submitted late"),
}


@dataclass(frozen=True, slots=True)
class Submission:
    """Where the submission of a holiday's roster stands.

    Attributes:
        stage: How far it is.
        due: The last day on which it is in time.
        days_left: Days to the holiday's first day in the unit's way of counting (5, 4, 3 are
            the countdown); negative once it has begun.
    """

    stage: SubmissionStage
    due: date
    days_left: int


def submission_due(
    first: date, calendar: Calendar, *, days: int = DAYS_AHEAD, working: bool = False
) -> date:
    """Return the last day on which the roster of a holiday is submitted in time.

    Args:
        first: The first day of the holiday or event.
        calendar: Says which days are working days; asked only where `working` is set.
        days: How many days ahead.
        working: Whether working days are counted rather than natural ones [C].

    Raises:
        YearWithoutData: Working days are counted through a year without data.
    """
    due = first
    counted = 0
    while counted < days:
        due -= _ONE_DAY
        counted += _counts(due, calendar, working=working)
    return due


def _counts(day: date, calendar: Calendar, *, working: bool) -> bool:
    """Return whether a day is counted."""
    return not working or not calendar.day(day).kind.is_rest


def days_left(today: date, first: date, calendar: Calendar, *, working: bool = False) -> int:
    """Return how many days lie from today to a holiday's first day; negative once it has begun.

    Raises:
        YearWithoutData: Working days are counted through a year without data.
    """
    if today > first or not working:
        return (first - today).days
    between = (today + back * _ONE_DAY for back in range((first - today).days))
    return sum(_counts(day, calendar, working=True) for day in between)


def submission_stage(
    today: date,
    first: date,
    calendar: Calendar,
    *,
    submitted: date | None = None,
    days: int = DAYS_AHEAD,
    warn: int = 5,
    working: bool = False,
) -> Submission:
    """Return where the submission of a holiday's roster stands.

    Args:
        today: The day on which it is asked, in Beijing time.
        first: The first day of the holiday or event.
        calendar: For counting working days.
        submitted: When the roster was submitted, if it was.
        days: How many days ahead it must be (article 9(2)).
        warn: From how many days ahead a reminder counts down.
        working: Whether working days are counted [C].

    Raises:
        YearWithoutData: Working days are counted through a year without data.
    """
    due = submission_due(first, calendar, days=days, working=working)
    left = days_left(today, first, calendar, working=working)
    if submitted is not None:
        late = submitted > due
        stage = SubmissionStage.SUBMITTED_LATE if late else SubmissionStage.SUBMITTED
    elif today > due:
        stage = SubmissionStage.LATE
    elif today == due:
        stage = SubmissionStage.DUE
    else:
        stage = SubmissionStage.SOON if left <= warn else SubmissionStage.EARLY
    return Submission(stage, due, left)


def missing_notice(today: date, calendar: Calendar, *, month: int = NOTICE_MONTH) -> int | None:
    """Return the year whose notice is missing, in part or whole, once it could be there; else None.

    This year's own notice missing is told at any time of the year.

    Args:
        today: The day on which it is asked, in Beijing time.
        calendar: Of this year and the next.
        month: From which month on the next year's is asked for [C].
    """
    if not _entered(calendar, today.year):
        return today.year
    if today.month >= month and not _entered(calendar, today.year + 1):
        return today.year + 1
    return None


def _entered(calendar: Calendar, year: int) -> bool:
    """Return whether the notice of a year has been entered as a whole."""
    return calendar.has_year(year) and not calendar.missing_festivals(year)


def entered_in_part(calendar: Calendar, first: date, last: date) -> str:
    """Return which holidays of the years of some days nobody has entered, in a sentence.

    Empty: all are there, or nothing of a year is, which is said elsewhere.

    Args:
        calendar: Of these years.
        first: First day.
        last: Last day, included.
    """
    found = []
    for year in range(first.year, last.year + 1):
        missing = calendar.missing_festivals(year) if calendar.has_year(year) else ()
        if missing:
            words = _("Of the notice for {year} these are not entered: {names}.")
            found.append(words.format(year=year, names=listed(missing)))
    return sentences(found)
