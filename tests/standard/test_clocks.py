"""Beijing time, months and covered time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.standard.clocks import (
    covered,
    day_after,
    local,
    local_date,
    midnight,
    minute,
    month_bounds,
)

_START = datetime(2026, 11, 1, tzinfo=UTC)
_MINUTES = st.integers(-60, 600)


def test_the_day_begins_at_midnight_in_beijing_whatever_the_machine_is_set_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    eve = datetime(2025, 12, 31, 16, 0, tzinfo=UTC)
    assert local_date(eve) == date(2026, 1, 1)
    assert local_date(eve - timedelta(microseconds=1)) == date(2025, 12, 31)
    assert midnight(date(2026, 1, 1)) == eve
    assert minute(eve) == "2026-01-01 00:00"


def test_the_ends_of_the_calendar_do_not_fail() -> None:
    assert local(datetime.max.replace(tzinfo=UTC)).year == 9999
    assert midnight(date.min).year == 1
    assert day_after(date.max) == date.max


def test_december_ends_with_the_year() -> None:
    assert month_bounds(2026, 12) == (midnight(date(2026, 12, 1)), midnight(date(2027, 1, 1)))


@given(st.lists(st.tuples(_MINUTES, _MINUTES), max_size=8))
def test_covered_time_is_counted_minute_by_minute(pairs: list[tuple[int, int]]) -> None:
    minutes = {minute for a, b in pairs for minute in range(a, b) if 0 <= minute < 480}
    moments = [(_START + timedelta(minutes=a), _START + timedelta(minutes=b)) for a, b in pairs]
    assert covered(moments, _START, _START + timedelta(minutes=480)) == 60 * len(minutes)
