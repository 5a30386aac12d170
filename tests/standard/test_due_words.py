"""When something is due, as people type it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.standard.clocks import local
from dutyroom.standard.due_words import due_at

NOW = datetime(2026, 11, 23, 2, 30, 15, tzinfo=UTC)  # 10:30 in Beijing


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("17:30", "2026-11-23 17:30"),
        ("9：05", "2026-11-24 09:05"),
        ("10:30", "2026-11-24 10:30"),
        ("11-25 09:00", "2026-11-25 09:00"),
        ("2027/1/2 08:00", "2027-01-02 08:00"),
        ("+90", "2026-11-23 12:00"),
        ("2h", "2026-11-23 12:30"),
        ("3天", "2026-11-26 10:30"),
        ("＋30分钟", "2026-11-23 11:00"),
    ],
)
def test_it_is_understood(typed: str, meant: str) -> None:
    found = due_at(typed, NOW)
    assert found is not None
    assert f"{local(found):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize(
    "typed", ["", "90", "25:00", "13-40 09:00", "02-30 09:00", "明天", "0000-01-01 09:00"]
)
def test_what_names_no_time_is_not_guessed(typed: str) -> None:
    assert due_at(typed, NOW) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20))
def test_no_text_makes_it_fail(typed: str) -> None:
    found = due_at(typed, NOW)
    assert found is None or found.tzinfo is not None


def test_a_time_of_day_lies_ahead() -> None:
    found = due_at("10:31", NOW)
    assert found is not None
    assert timedelta(0) < found - NOW <= timedelta(days=1)
