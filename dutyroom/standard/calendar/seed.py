"""The rows that ship: the State Council's notices as `chinesecalendar` knows them.

Which days of a holiday are statutory is not in a notice but in the regulation
on holidays; `data/calendar/statutory.csv` holds it by years with its document
numbers, `festivals.csv` the dates of the moving festivals.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from importlib import import_module
from types import ModuleType
from typing import Final

from dutyroom import resources
from dutyroom.standard.calendar.days import CalendarRow, DayKind, YearWithoutData

SOURCE: Final = "chinesecalendar"
_NAMES: Final = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
_FIXED: Final = {"new_year": (1, 1), "labour": (5, 1), "national": (10, 1)}


def seed(year: int) -> list[CalendarRow]:
    """Return the holidays and make-up days of a year, earliest first.

    Raises:
        YearWithoutData: The library does not know the year's notice (or its statutory days).
    """
    off, makeup = _notice(year)
    statutory = _statutory(year)
    if not off or not statutory:
        raise YearWithoutData(year)
    document = _table("notices.csv", year)
    number = document[0]["document"] if document else ""
    rows = [
        CalendarRow(
            day,
            DayKind.STATUTORY if day in statutory else DayKind.ADJACENT,
            statutory.get(day) or off[day],
            number,
            SOURCE,
        )
        for day in off.keys() | statutory.keys()
    ]
    rows += [CalendarRow(day, DayKind.MAKEUP, name, number, SOURCE) for day, name in makeup.items()]
    return sorted(rows, key=lambda row: row.day)


def seeded_years() -> tuple[int, ...]:
    """Return the years that can be seeded, earliest first."""
    library = _library()
    years = {day.year for day in library.holidays} & {day.year for day in library.workdays}
    return tuple(sorted(year for year in years if _statutory(year)))


def _library() -> ModuleType:
    """Return the library's tables, loaded when asked for: they would slow every start down."""
    return import_module("chinese_calendar.constants")


def _notice(year: int) -> tuple[dict[date, str], dict[date, str]]:
    """Return the days off and the make-up days of a year, each with the holiday's name."""
    library = _library()
    off = {day: _NAMES[name] for day, name in library.holidays.items() if day.year == year}
    makeup = {day: _NAMES[name] for day, name in library.workdays.items() if day.year == year}
    return off, makeup


def _statutory(year: int) -> dict[date, str]:
    """Return the statutory days of a year and their names."""
    festivals = _table("festivals.csv", year)
    if not festivals:
        return {}
    found: dict[date, str] = {}
    for rule in _read("statutory.csv"):
        until = rule["until_year"] or "9999"
        if not int(rule["from_year"]) <= year <= int(until):
            continue
        festival = rule["festival"]
        first = (
            date(year, *_FIXED[festival])
            if festival in _FIXED
            else date.fromisoformat(festivals[0][festival])
        ) + timedelta(days=int(rule["first_offset"]))
        for back in range(int(rule["days"])):
            day = first + timedelta(days=back)
            found[day] = "、".join(filter(None, (found.get(day), rule["name"])))
    return found


def _table(name: str, year: int) -> list[dict[str, str]]:
    """Return the rows of a shipped table that are about a year."""
    return [row for row in _read(name) if row["year"] == str(year)]


def _read(name: str) -> list[dict[str, str]]:
    """Return a shipped table."""
    with resources.data("calendar", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
