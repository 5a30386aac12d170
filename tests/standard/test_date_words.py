"""Words that name days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.standard.date_words import span

_TODAY = date(2026, 11, 23)
_DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("2026年11月23日", (2026, 11, 23), (2026, 11, 23)),
        ("2026/1/5", (2026, 1, 5), (2026, 1, 5)),
        ("2026-11", (2026, 11, 1), (2026, 11, 30)),
        ("2024年2月", (2024, 2, 1), (2024, 2, 29)),
        ("2026年", (2026, 1, 1), (2026, 12, 31)),
        ("11月23日", (2026, 11, 23), (2026, 11, 23)),
        ("12月1日", (2025, 12, 1), (2025, 12, 1)),
        ("2月29日", (2024, 2, 29), (2024, 2, 29)),
        ("11/23", (2026, 11, 23), (2026, 11, 23)),
        ("11-23", (2026, 11, 23), (2026, 11, 23)),
        ("11-24", (2025, 11, 24), (2025, 11, 24)),
        ("周一", (2026, 11, 23), (2026, 11, 23)),
        ("星期二", (2026, 11, 17), (2026, 11, 17)),
        ("礼拜天", (2026, 11, 22), (2026, 11, 22)),
        ("11月", (2026, 11, 1), (2026, 11, 30)),
        ("31日", (2026, 10, 31), (2026, 10, 31)),
        ("今天", (2026, 11, 23), (2026, 11, 23)),
        ("昨天", (2026, 11, 22), (2026, 11, 22)),
        ("上周", (2026, 11, 16), (2026, 11, 22)),
        ("上月", (2026, 10, 1), (2026, 10, 31)),
        ("去年", (2025, 1, 1), (2025, 12, 31)),
        ("Yesterday", (2026, 11, 22), (2026, 11, 22)),
    ],
)
def test_words(word: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert span(word, _TODAY) == (date(*first), date(*last))


@pytest.mark.parametrize("word", ["", "2026", "110", "2026-02-30", "2026-13", "2026-11-231", "日"])
def test_other_words_name_no_day(word: str) -> None:
    assert span(word, _TODAY) is None


@given(_DAYS)
def test_a_written_day_is_that_day(day: date) -> None:
    for word in (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}号"):
        assert span(word, _TODAY) == (day, day)


@given(_DAYS, st.integers(0, 364))
def test_without_a_year_the_latest_past_day_is_meant(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    named = span(f"{day.month}月{day.day}日", today)
    assert named == (day, day)


@given(st.text(max_size=12), _DAYS)
def test_any_word_is_answered_and_never_with_a_span_turned_round(word: str, today: date) -> None:
    found = span(word, today)
    assert found is None or found[0] <= found[1]
