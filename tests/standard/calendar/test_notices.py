"""The calendar against the State Council's notices of three years."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pytest

from dutyroom.standard.calendar import Calendar, CalendarRow, DayKind, YearWithoutData
from dutyroom.standard.calendar.seed import seed, seeded_years
from dutyroom.standard.calendar.year_days import FESTIVALS, calendar_of

HOLIDAYS: Final = [
    ("春节", "2024-02-10", "2024-02-17"),
    ("清明节", "2024-04-04", "2024-04-06"),
    ("劳动节", "2024-05-01", "2024-05-05"),
    ("中秋节", "2024-09-15", "2024-09-17"),
    ("国庆节", "2024-10-01", "2024-10-07"),
    ("元旦", "2025-01-01", "2025-01-01"),
    ("春节", "2025-01-28", "2025-02-04"),
    ("清明节", "2025-04-04", "2025-04-06"),
    ("劳动节", "2025-05-01", "2025-05-05"),
    ("端午节", "2025-05-31", "2025-06-02"),
    ("国庆节、中秋节", "2025-10-01", "2025-10-08"),
    ("元旦", "2026-01-01", "2026-01-03"),
    ("春节", "2026-02-15", "2026-02-23"),
    ("清明节", "2026-04-04", "2026-04-06"),
    ("劳动节", "2026-05-01", "2026-05-05"),
    ("端午节", "2026-06-19", "2026-06-21"),
    ("中秋节", "2026-09-25", "2026-09-27"),
    ("国庆节", "2026-10-01", "2026-10-07"),
]
MAKEUP: Final = {
    2024: ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
    2025: ["01-26", "02-08", "04-27", "09-28", "10-11"],
    2026: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
}


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return calendar_of(row for year in (2024, 2025, 2026) for row in seed(year))


@pytest.mark.parametrize(("name", "first", "last"), HOLIDAYS)
def test_holidays_run_as_the_notices_say(
    calendar: Calendar, name: str, first: str, last: str
) -> None:
    span = calendar.holiday_of(date.fromisoformat(first))
    assert span is not None
    assert (span.label, span.first.isoformat(), span.last.isoformat()) == (name, first, last)
    assert calendar.is_last_of_holiday(span.last)
    assert span.first == span.last or not calendar.is_last_of_holiday(span.first)
    assert span.documents


@pytest.mark.parametrize("year", MAKEUP)
def test_make_up_days_are_those_of_the_notices(calendar: Calendar, year: int) -> None:
    every = calendar.days(date(year, 1, 1), date(year, 12, 31))
    found = [day.day.isoformat()[5:] for day in every if day.kind is DayKind.MAKEUP]
    assert found == MAKEUP[year]


def test_statutory_days_follow_the_regulation_in_force(calendar: Calendar) -> None:
    def statutory(year: int, name: str) -> list[str]:
        days = calendar.days(date(year, 1, 1), date(year, 12, 31))
        return [
            day.day.isoformat()[5:]
            for day in days
            if day.kind is DayKind.STATUTORY and name in day.name
        ]

    assert statutory(2024, "春节") == ["02-10", "02-11", "02-12"]
    assert statutory(2026, "春节") == ["02-16", "02-17", "02-18", "02-19"]
    assert statutory(2024, "劳动节") == ["05-01"]
    assert statutory(2026, "劳动节") == ["05-01", "05-02"]
    assert statutory(2025, "中秋节") == ["10-06"]
    assert [len(statutory(2026, name)) for name in FESTIVALS] == [1, 4, 1, 2, 1, 1, 3]


def test_every_seeded_year_is_complete() -> None:
    for year in seeded_years():
        assert calendar_of(seed(year)).missing_festivals(year) == ()


def test_a_year_without_data_is_loud(calendar: Calendar) -> None:
    unknown = seeded_years()[-1] + 1
    with pytest.raises(YearWithoutData, match=str(unknown)):
        seed(unknown)
    with pytest.raises(YearWithoutData, match="2027"):
        calendar.day(date(2027, 3, 1))
    with pytest.raises(YearWithoutData):
        list(calendar.days(date(2026, 12, 30), date(2027, 1, 2)))


def test_assumed_weekdays_are_marked(calendar: Calendar) -> None:
    assumed = calendar_of(calendar.rows, [2027])
    day = assumed.day(date(2027, 2, 6))
    assert (day.kind, day.assumed) == (DayKind.WEEKEND, True)
    assert not assumed.day(date(2026, 2, 16)).assumed


def test_half_a_notice_names_what_is_missing() -> None:
    spring = [row for row in seed(2026) if row.name == "春节"]
    half = calendar_of(spring)
    assert half.has_year(2026)
    assert half.missing_festivals(2026) == tuple(name for name in FESTIVALS if name != "春节")


def test_an_edited_row_wins_and_an_event_stands_beside() -> None:
    day = date(2026, 3, 5)
    edited = calendar_of(
        [
            *seed(2026),
            CalendarRow(day, DayKind.EVENT, "两会", "省值班办〔2026〕1号"),
            CalendarRow(day + timedelta(days=1), DayKind.EVENT, "两会", "省值班办〔2026〕1号"),
            CalendarRow(date(2026, 1, 2), DayKind.WORKDAY),
        ]
    )
    assert edited.day(day).events == ("两会",)
    assert edited.day(day).kind is DayKind.WORKDAY
    assert edited.day(day).reinforced
    assert [(event.first, event.last) for event in edited.events] == [
        (day, day + timedelta(days=1))
    ]
    assert edited.day(date(2026, 1, 2)).kind is DayKind.WORKDAY


def test_the_days_near_spring_festival_are_counted_from_its_span(calendar: Calendar) -> None:
    near = [
        day.day.isoformat()
        for day in calendar.days(date(2026, 1, 1), date(2026, 4, 1))
        if calendar.near_spring_festival(day.day, before=2, after=1)
    ]
    assert (near[0], near[-1], len(near)) == ("2026-02-13", "2026-02-24", 12)
