"""Days and times as they are typed at the desk."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.standard.clocks import local
from dutyroom.standard.typed_times import typed_day, typed_moment

NOW = datetime(2026, 12, 30, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("12-31", date(2026, 12, 31)),
        ("1-3", date(2027, 1, 3)),
        ("1月3日", date(2027, 1, 3)),
        ("2027年1月3日", date(2027, 1, 3)),
        ("明天", date(2026, 12, 31)),
        ("2-30", None),
        ("2026-13-01", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_without_a_year_is_the_nearest(text: str, day: date | None) -> None:
    assert typed_day(text, date(2026, 12, 30)) == day


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12-31 8:30", "2026-12-31 08:30"),
        ("12-31 8：30", "2026-12-31 08:30"),
        ("8:30", "2026-12-30 08:30"),
        ("1月3日 18时", "2027-01-03 18:00"),
        ("12-31", "2026-12-31 08:00"),
        ("12-31 24:00", ""),
        ("12-31 8:60", ""),
        ("x 8:30", ""),
        ("12-31 8:30 9:30", ""),
    ],
)
def test_a_moment_is_read_in_beijing_time(text: str, shown: str) -> None:
    at = typed_moment(text, NOW, default=time(8))
    assert (f"{local(at):%Y-%m-%d %H:%M}" if at else "") == shown


@given(st.text(max_size=20))
def test_nothing_typed_makes_it_fail(text: str) -> None:
    typed_moment(text, NOW)


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)), st.integers(0, 23), st.integers(0, 59))
def test_what_is_shown_is_read_back(day: date, hour: int, minute: int) -> None:
    read = typed_moment(f"{day} {hour:02}:{minute:02}", NOW)
    assert read is not None
    assert (read.date(), read.hour, read.minute) == (day, hour, minute)
