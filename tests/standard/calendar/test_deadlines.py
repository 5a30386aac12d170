"""Submission deadlines, counted both ways, and the notice that is missing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pytest

from dutyroom.standard.calendar import (
    Calendar,
    CalendarRow,
    DayKind,
    SubmissionStage,
    YearWithoutData,
    missing_notice,
    submission_due,
    submission_stage,
)
from dutyroom.standard.calendar.deadlines import entered_in_part
from dutyroom.standard.calendar.seed import seed
from dutyroom.standard.calendar.year_days import calendar_of

CALENDAR: Final = calendar_of(row for year in (2025, 2026) for row in seed(year))
NATIONAL: Final = date(2026, 10, 1)
QINGMING: Final = date(2026, 4, 4)


def test_three_natural_days_ahead() -> None:
    assert submission_due(NATIONAL, CALENDAR) == date(2026, 9, 28)


def test_three_working_days_skip_rest_days_and_count_make_up_days() -> None:
    assert submission_due(QINGMING, CALENDAR, working=True) == date(2026, 4, 1)
    # 14 February 2026 is a Saturday on which people work: it counts.
    assert submission_due(date(2026, 2, 15), CALENDAR, working=True) == date(2026, 2, 12)
    # 25 September is Mid-autumn Festival: three days off before the working days count.
    assert submission_due(date(2026, 9, 28), CALENDAR, working=True) == date(2026, 9, 22)


def test_the_countdown_runs_five_four_three_and_then_it_is_late() -> None:
    stages = [submission_stage(NATIONAL - timedelta(days=n), NATIONAL, CALENDAR) for n in
              (6, 5, 4, 3, 2, 0, -1)]  # fmt: skip
    assert [stage.stage.value for stage in stages] == [
        "early", "soon", "soon", "due", "late", "late", "late",
    ]  # fmt: skip
    assert [stage.days_left for stage in stages] == [6, 5, 4, 3, 2, 0, -1]


def test_a_late_submission_stays_late() -> None:
    today = date(2026, 10, 5)
    in_time = submission_stage(today, NATIONAL, CALENDAR, submitted=date(2026, 9, 28))
    late = submission_stage(today, NATIONAL, CALENDAR, submitted=date(2026, 9, 29))
    assert in_time.stage is SubmissionStage.SUBMITTED
    assert late.stage is SubmissionStage.SUBMITTED_LATE


def test_working_days_of_an_unknown_year_are_not_guessed() -> None:
    with pytest.raises(YearWithoutData):
        submission_due(date(2027, 2, 6), CALENDAR, working=True)
    assert submission_due(date(2027, 2, 6), CALENDAR) == date(2027, 2, 3)


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 10, 1), 2027),
        (date(2026, 12, 31), 2027),
        (date(2025, 12, 31), None),
        (date(2027, 1, 1), 2027),
    ],
)
def test_next_years_notice_is_missed_from_october_on(today: date, missing: int | None) -> None:
    assert missing_notice(today, CALENDAR) == missing


def test_stages_have_words() -> None:
    assert all(stage.label for stage in SubmissionStage)
    assert missing_notice(date(2026, 3, 1), Calendar(())) == 2026


def test_a_notice_that_is_entered_in_part_is_missed_and_what_lacks_is_named() -> None:
    """Holidays may go by their usual names; a year of which nothing is known is said elsewhere."""
    statutory = DayKind.STATUTORY
    part = [CalendarRow(date(2027, 1, 1), statutory, "元旦", "", "x"),
            CalendarRow(date(2027, 2, 6), statutory, "春节", "", "x")]  # fmt: skip
    known = calendar_of([*CALENDAR.rows, *part])
    december, whole = date(2026, 12, 1), date(2027, 12, 31)
    assert missing_notice(december, known) == 2027
    said = "Of the notice for 2027 these are not entered: 清明节, 劳动节, 端午节, 中秋节, 国庆节."
    assert entered_in_part(known, december, whole) == said
    others = ["清明", "五一", "端午", "国庆、中秋"]
    more = [CalendarRow(date(2027, 4 + at, 5), statutory, name, "", "x")
            for at, name in enumerate(others)]  # fmt: skip
    assert missing_notice(december, calendar_of([*known.rows, *more])) is None
    assert entered_in_part(calendar_of([*known.rows, *more]), december, whole) == ""
    assert entered_in_part(CALENDAR, december, whole) == ""
