"""When an alarm is due, and what is recorded of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom import config
from dutyroom.clock import FrozenClock
from dutyroom.registers.alarms import facts
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.reading import AlarmRow, open_alarms
from dutyroom.registers.alarms.register import AlarmState
from dutyroom.registers.alarms.rules import (
    Condition,
    LineHealth,
    OpenCall,
    Seen,
    changes,
    due_since,
    evaluate,
)
from dutyroom.registers.calls import facts as calls
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.calls.owing import owing
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place
from tests.thorough import examples

_NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
_LIMITS = config.Alarms(unanswered=15, write_up=600, call_back=300)
_WELL = Seen(_NOW, lines=(LineHealth("1"),))


def _codes(seen: Seen) -> set[AlarmCode]:
    """Return the codes that are due."""
    return {condition.code for condition in evaluate(seen, _LIMITS)}


def test_when_all_is_well_nothing_is_due() -> None:
    assert _codes(_WELL) == set()
    assert _codes(replace(_WELL, backed_up_at=_NOW - timedelta(hours=30), disk_hours=25)) == set()


@pytest.mark.parametrize(
    ("owed", "limit", "code"),
    [
        ("answer", 15, AlarmCode.CALL_UNANSWERED),
        ("write_up", 600, AlarmCode.CALL_NOT_WRITTEN_UP),
        ("call_back", 300, AlarmCode.CALL_NOT_CALLED_BACK),
    ],
)
def test_a_call_is_due_from_its_limit_on(owed: str, limit: int, code: AlarmCode) -> None:
    for seconds, due in ((limit - 1, set()), (limit, {code}), (-60, set())):
        call = OpenCall("c", "1", owed, _NOW - timedelta(seconds=seconds))
        assert _codes(replace(_WELL, calls=(call,))) == due


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        (replace(_WELL, lines=(LineHealth("1", box=False),)), AlarmCode.LINE_LOST),
        (replace(_WELL, lines=(LineHealth("1", answers=False),)), AlarmCode.BOX_SILENT),
        (replace(_WELL, lines=(LineHealth("1", sound=False),)), AlarmCode.SOUND_LOST),
        (replace(_WELL, lines=(LineHealth("1", recorder=False),)), AlarmCode.RECORDER_FAILED),
        (replace(_WELL, lines=(LineHealth("1", drift=-121.0),)), AlarmCode.CLOCK_DRIFT),
        (replace(_WELL, disk_hours=23.9), AlarmCode.DISK_LOW),
        (replace(_WELL, spooled=1), AlarmCode.SPOOL_WAITING),
        (replace(_WELL, database=False), AlarmCode.DATABASE_TROUBLE),
        (replace(_WELL, damaged=True), AlarmCode.DATABASE_TROUBLE),
        (replace(_WELL, backed_up_at=_NOW - timedelta(hours=36)), AlarmCode.BACKUP_LATE),
        (replace(_WELL, testing=True), AlarmCode.ALARM_TEST),
    ],
)
def test_each_trouble_has_its_alarm(seen: Seen, code: AlarmCode) -> None:
    assert _codes(seen) == {code}


def test_a_lost_box_is_not_said_twice() -> None:
    seen = replace(_WELL, lines=(LineHealth("1", box=False, answers=False),))
    assert _codes(seen) == {AlarmCode.LINE_LOST}


_CONDITIONS = st.frozensets(
    st.builds(
        Condition,
        code=st.sampled_from(AlarmCode),
        line=st.sampled_from(["", "1"]),
        about=st.sampled_from(["", "call"]),
    ),
    max_size=5,
)


def _known(store: Store) -> list[AlarmRow]:
    """Return the alarms that are not closed."""
    with store.read() as session:
        return open_alarms(session)


@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moments=st.lists(_CONDITIONS, min_size=1, max_size=4))
def test_the_register_follows_what_is_wrong(
    store: Store, moments: list[frozenset[Condition]]
) -> None:
    ledger = Ledger(store, FrozenClock(_NOW))
    for due in moments:
        ledger.record(*changes(due, _known(store), _NOW, "unit"))
        active = {
            Condition(AlarmCode(row.code), row.line, row.about)
            for row in _known(store)
            if row.active
        }
        assert active == due
        assert changes(due, _known(store), _NOW, "unit") == []


def test_a_loose_plug_makes_one_line_and_not_a_hundred(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(_NOW))
    lost = {Condition(AlarmCode.LINE_LOST, "1")}
    for _ in range(5):
        ledger.record(*changes(lost, _known(store), _NOW, "unit"))
        ledger.record(*changes(set(), _known(store), _NOW, "unit"))
    (row,) = _known(store)
    assert (row.times, row.state) == (5, AlarmState.CLEARED)


def test_a_shelf_whose_time_has_come_is_emptied(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(_NOW))
    lost = {Condition(AlarmCode.LINE_LOST, "1")}
    ledger.record(*changes(lost, _known(store), _NOW, "unit"))
    alarm = _known(store)[0].id
    until = _NOW + timedelta(hours=1)
    place = Place("unit", "1")
    ledger.record(facts.shelved(alarm, _NOW, place, actor="李四", reason="检修", until=until))
    assert changes(lost, _known(store), until - timedelta(seconds=1), "unit") == []
    ledger.record(*changes(lost, _known(store), until, "unit"))
    (row,) = _known(store)
    assert (row.state, row.sounds) == (AlarmState.UNACKNOWLEDGED, True)


def test_what_somebody_else_watches_is_left_alone(store: Store) -> None:
    ledger = Ledger(store, FrozenClock(_NOW))
    ledger.record(facts.raised("a", _NOW, Place("unit"), code=AlarmCode.KEEPER_DOWN))
    assert changes(set(), _known(store), _NOW, "unit", [AlarmCode.LINE_LOST]) == []


def test_the_calls_that_somebody_still_has_to_see_to(store: Store) -> None:
    ledger, place = Ledger(store, FrozenClock(_NOW)), Place("unit", "1")
    ended = _NOW + timedelta(seconds=50)
    ledger.record(calls.begun("ringing", _NOW, place, direction="in"))
    for call, outcome in (("missed", Outcome.MISSED), ("over", Outcome.ANSWERED)):
        ledger.record(
            calls.begun(call, _NOW, place, direction="in"),
            calls.numbered(call, _NOW, place, number="057188886666"),
            calls.ended(call, ended, place, outcome=outcome, by=KnownBy.HOOK, seconds=None),
        )
    ledger.record(
        calls.begun("talking", _NOW, place, direction="in"),
        calls.answered("talking", _NOW, place, by=KnownBy.HOOK, seconds=1.0),
    )
    expected = [
        (OpenCall("missed", "1", "call_back", ended), 300),
        (OpenCall("over", "1", "write_up", ended), 600),
        (OpenCall("ringing", "1", "answer", _NOW), 15),
    ]
    with store.read() as session:
        late = owing(session, due_since(_NOW + timedelta(days=1), _LIMITS))
        assert sorted(late, key=lambda call: call.id) == [owed for owed, _limit in expected]
        for owed, limit in expected:  # each from the moment on at which its alarm is due
            due = owed.since + timedelta(seconds=limit)
            assert owed in owing(session, due_since(due, _LIMITS))
            assert owed not in owing(session, due_since(due - timedelta(seconds=1), _LIMITS))
