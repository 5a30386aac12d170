"""Which part of the call log a stretch of time is, against looking at every call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from dutyroom.registers.calls.stretch import ends
from dutyroom.registers.calls.tables import Call
from dutyroom.standard.clocks import midnight, month_bounds
from dutyroom.store.engine import Store, open_store
from dutyroom.store.rows import table_of
from tests.thorough import examples

_FIRST = datetime(2025, 10, 1, tzinfo=UTC)
_CALLS = 300
_HOURS = 24 * 150

_moments = st.one_of(
    st.integers(0, _HOURS * 60).map(lambda minutes: _FIRST + timedelta(minutes=minutes)),
    st.integers(0, 160).map(lambda days: midnight((_FIRST + timedelta(days=days)).date())),
    st.sampled_from(
        [month_bounds(2025 + month // 12, month % 12 + 1)[0] for month in range(8, 16)]
    ),
)


def _began(number: int) -> datetime:
    """Return when a call began: in order but for those of a clock that was set back."""
    back = 60 * 24 * 40 if number % 23 == 0 else 0
    return _FIRST + timedelta(minutes=number * _HOURS * 60 // _CALLS - back)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a log of five months."""
    store = open_store(Path(tmp_path_factory.mktemp("stretch")) / "log.db", migrate=True)
    rows = [
        Call(
            ordinal=number,
            id=f"{number}",
            unit="u",
            year=2025,
            running=number,
            started_at=_began(number),
        ).model_dump()
        for number in range(1, _CALLS)
    ]
    with store.write() as session:
        session.connection().execute(insert(table_of(Call)), rows)
    yield store
    store.close()


@given(start=_moments, end=st.none() | _moments)
@settings(max_examples=examples(150), deadline=None)
def test_a_stretch_is_bounded_by_its_least_and_greatest_ordinal(
    log: Store, start: datetime, end: datetime | None
) -> None:
    inside = [
        number
        for number in range(1, _CALLS)
        if start <= _began(number) and (end is None or _began(number) < end)
    ]
    with log.read() as session:
        assert ends(session, start, end) == ((inside[0], inside[-1]) if inside else None)


def test_of_a_month_no_more_than_two_calls_are_looked_at(log: Store) -> None:
    told: list[str] = []
    with log.read() as session:
        driver = session.connection().connection.dbapi_connection
        assert driver is not None
        driver.set_trace_callback(told.append)
        ends(session, *month_bounds(2025, 12))
        driver.set_trace_callback(None)
        asked = next(each for each in told if "json_each" in each)
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}").all()
    assert sum("USING COVERING INDEX ix_calls_month" in row[3] for row in plan) == 2
    assert not any("TEMP B-TREE" in row[3] or "SCAN calls" in row[3] for row in plan)
