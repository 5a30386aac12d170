"""The rows of the month: a column for each shift, a weekly leader on every day of the week."""

from __future__ import annotations

from datetime import date

from dutyroom.config import Settings
from dutyroom.config.roster import Roster as Chosen
from dutyroom.registers.roster.planning import planning
from dutyroom.standard.roster.patterns import slots
from dutyroom.widgets.roster_month import day_rows, shifts
from tests.standard.roster.scenes import CALENDAR

FIRST, LAST = date(2026, 3, 4), date(2026, 3, 17)


def test_a_weekly_leader_stands_on_every_day_of_the_week() -> None:
    how = planning(Settings(roster=Chosen(pattern="day-night-week", leader_changes_on=5)))
    made = slots(how.pattern, FIRST, LAST, CALENDAR, how.rules)
    kinds = shifts(made)
    assert kinds == ("day", "night", "leader-week")
    rows = day_rows(FIRST, LAST, made, kinds)
    assert [row.day.isoformat() for row in rows][:2] == ["2026-03-04", "2026-03-05"]
    leaders = [row.slots[2] for row in rows]
    assert all(leaders)
    begins = [row.day for row in rows if 2 not in row.goes_on]
    assert begins == [FIRST, date(2026, 3, 6), date(2026, 3, 13)]
    assert {slot.day for slot in leaders if slot} == set(begins)


def test_hours_and_rests_are_the_units() -> None:
    how = planning(Settings(roster=Chosen(day_starts="09:00", night_starts="18:30")))
    first, last = date(2026, 3, 4), date(2026, 3, 4)
    day, night = sorted(
        (s for s in slots(how.pattern, first, last, CALENDAR, how.rules) if s.role == "officer"),
        key=lambda slot: slot.start,
    )
    assert (f"{day.start:%H:%M}", f"{day.end:%H:%M}", f"{night.end:%H:%M}") == (
        "09:00", "18:30", "09:00",
    )  # fmt: skip
    assert day.end == night.start
