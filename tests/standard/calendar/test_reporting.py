"""Which days owe a daily report, by when, and that no hour falls between two reports."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dutyroom.standard.calendar.days import CalendarRow, DayKind
from dutyroom.standard.calendar.reporting import (
    ReportStage,
    due_at,
    owing,
    period_of,
    report_stage,
    stretch,
)
from dutyroom.standard.calendar.year_days import calendar_of
from dutyroom.standard.clocks import midnight

DAY = date(2026, 10, 1)
DUE = datetime(2026, 10, 1, 9, tzinfo=UTC)
KNOWN = calendar_of(
    [
        CalendarRow(DAY, DayKind.STATUTORY, "国庆节", "国办"),
        CalendarRow(DAY + timedelta(1), DayKind.STATUTORY, "国庆节", "国办"),
        CalendarRow(DAY + timedelta(1), DayKind.EVENT, "博览会", "省办"),
        CalendarRow(DAY + timedelta(2), DayKind.EVENT, "博览会", "省办"),
    ]
)


def test_the_days_of_holidays_and_events_owe_a_report() -> None:
    found = owing(KNOWN, DAY - timedelta(3), DAY + timedelta(9))
    assert list(found.values()) == ["国庆节", "国庆节、博览会", "博览会"]
    assert sorted(found) == [DAY, DAY + timedelta(1), DAY + timedelta(2)]
    assert list(owing(KNOWN, DAY + timedelta(2), DAY + timedelta(2)).values()) == ["博览会"]
    assert period_of(KNOWN, DAY + timedelta(1)) == (DAY, DAY + timedelta(1), "国庆节")
    assert period_of(KNOWN, DAY - timedelta(1)) is None


@pytest.mark.parametrize(
    ("minutes", "stage"),
    [
        (-31, ReportStage.EARLY), (-30, ReportStage.SOON), (-1, ReportStage.SOON),
        (0, ReportStage.DUE), (29, ReportStage.DUE), (30, ReportStage.LATE),
        (3000, ReportStage.LATE),
    ],
)  # fmt: skip
def test_it_is_told_before_at_and_past_the_hour(minutes: int, stage: ReportStage) -> None:
    assert due_at(DAY, "17:00") == DUE
    assert report_stage(DUE + timedelta(minutes=minutes), DUE, timedelta(minutes=30)) is stage


def test_no_hour_falls_between_two_reports() -> None:
    """What comes after a report was signed is in that of the next day."""
    first = stretch(DAY, DUE, before=None, after=None)
    assert first == (midnight(DAY), DUE)
    next_day = DAY + timedelta(1)
    second = stretch(next_day, DUE + timedelta(1), before=first[1], after=None)
    assert second == (DUE, DUE + timedelta(1))
    late = stretch(DAY, DUE + timedelta(1), before=None, after=None)
    assert late == (midnight(DAY), midnight(next_day))
    between = stretch(DAY, DUE + timedelta(1), before=None, after=second[0])
    assert between == first
    assert stretch(DAY, DUE, before=DUE + timedelta(1), after=None) == (DUE + timedelta(1),) * 2
