"""Who sits at the desk, when a line was down, and what was typed and not signed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.documents.reachability import told
from dutyroom.registers import drafts
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.lines import facts as lines
from dutyroom.registers.lines.facts import Part
from dutyroom.registers.lines.reachability import of_lines, reachability
from dutyroom.registers.lines.register import outages
from dutyroom.registers.shifts import facts as shifts
from dutyroom.registers.shifts.register import on_duty
from dutyroom.standard.clocks import month_bounds
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.thorough import examples

NOVEMBER = month_bounds(2026, 11)
_NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
_DESK, _LINE = Place("unit"), Place("unit", "1")


def _at(minutes: float) -> datetime:
    """Return a time so many minutes later."""
    return _NOW + timedelta(minutes=minutes)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """A ledger over an empty database."""
    return Ledger(store, FrozenClock(_NOW))


def test_whoever_sat_down_last_is_on_duty(store: Store, ledger: Ledger) -> None:
    ledger.record(
        shifts.begun("a", _at(0), _DESK, officer="李四", leader="赵六", phone="13800138000"),
        shifts.begun("b", _at(60), _DESK, officer="王五"),
        shifts.ended("b", _at(90), _DESK, actor="王五"),
    )
    with store.read() as session:
        duty = [on_duty(session, _at(minutes)) for minutes in (-1, 0, 60, 90)]
    assert [shift.officer if shift else None for shift in duty] == [None, "李四", "王五", None]
    first = duty[1]
    assert first is not None
    assert (first.leader, first.phone) == ("赵六", "13800138000")


def test_seats_are_kept_apart(store: Store, ledger: Ledger) -> None:
    for seat, officer in (("1", "李四"), ("2", "王五")):
        ledger.record(shifts.begun(seat, _at(0), Place("unit", "", seat), officer=officer))
    with store.read() as session:
        found = [on_duty(session, _at(1), seat=seat) for seat in ("1", "2", "3")]
    assert [shift.officer if shift else None for shift in found] == ["李四", "王五", None]


def test_facts_of_a_shift_may_come_twice_and_the_end_first(store: Store, ledger: Ledger) -> None:
    ledger.record(
        shifts.ended("a", _at(30), _DESK, actor="李四"),
        shifts.begun("a", _at(0), _DESK, officer="李四"),
        shifts.begun("a", _at(5), _DESK, officer="王五"),
        shifts.ended("a", _at(40), _DESK, actor="王五"),
    )
    with store.read() as session:
        shift = on_duty(session, _at(10))
    assert shift is not None
    assert (shift.officer, shift.begun_at, shift.ended_at) == ("李四", _at(0), _at(30))


def test_a_line_that_was_down_for_a_tenth_of_the_month_was_up_for_the_rest(
    store: Store, ledger: Ledger
) -> None:
    start = datetime(2026, 10, 31, 16, tzinfo=UTC)  # November begins in Beijing
    ledger.record(
        lines.lost(start - timedelta(days=1), _LINE, what=Part.BOX, reason="unplugged"),
        lines.lost(start + timedelta(days=1), _LINE, what=Part.KEEPER),
        lines.found(start + timedelta(days=2), _LINE, what=Part.BOX),
        lines.found(start + timedelta(days=3), _LINE, what=Part.KEEPER),
        lines.lost(start + timedelta(days=5), _LINE, what=Part.SOUND),
    )
    with store.read() as session:
        month, other = of_lines(
            session, {"1": True, "2": True}, *NOVEMBER, datetime(2027, 1, 1, tzinfo=UTC)
        )
        before = reachability(session, "1", *month_bounds(2026, 9), _NOW)
    assert (month.seconds, month.down, month.outages) == (30 * 86_400, 3 * 86_400, 2)
    assert month.share == pytest.approx(0.9)
    assert other.share == 1.0
    assert (before.seconds, before.outages) == (0.0, 0)
    assert told([month, other, before]) == [
        "Line 1: reachable 90.00 % of the time; 2 outages, 3.0 days in all.",
        "Line 2: reachable 100.00 % of the time.",
        "Line 1: nothing was recorded in this time.",
    ]


def test_a_line_without_a_box_is_not_reached_while_nothing_is_heard(
    store: Store, ledger: Ledger
) -> None:
    ledger.record(lines.lost(_at(0), _LINE, what=Part.SOUND))
    with store.read() as session:
        deaf, boxed = (
            reachability(session, "1", *NOVEMBER, _at(60), boxed=boxed) for boxed in (False, True)
        )
    assert (deaf.share, deaf.outages) == (0.0, 1)
    assert (boxed.share, boxed.outages) == (1.0, 0)


def test_a_month_counts_from_the_first_entry_of_the_journal(store: Store, ledger: Ledger) -> None:
    """Nobody knows how the line stood before: it is not called reachable then."""
    ledger.record(lines.lost(_at(0), _LINE, what=Part.BOX), lines.found(_at(30), _LINE, what="box"))
    with store.read() as session:
        found = reachability(session, "1", *NOVEMBER, _at(60))
    assert (found.seconds, found.down, found.share) == (3600.0, 1800.0, 0.5)


_FACTS = st.builds(
    lambda lost, what, minutes: (lines.lost if lost else lines.found)(
        _at(minutes), _LINE, what=what
    ),
    lost=st.booleans(),
    what=st.sampled_from(Part),
    minutes=st.integers(-60, 60),
)


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=st.lists(_FACTS, max_size=10))
def test_a_line_takes_any_facts_and_no_part_is_lost_twice_at_once(
    store: Store, ledger: Ledger, sent: list[Fact]
) -> None:
    ledger.record(*sent)
    with store.read() as session:
        found = outages(session, _at(-(10**6)), _at(10**6), "1")
        month = reachability(session, "1", *NOVEMBER, _at(60))
    still = [row.what for row in found if row.found_at is None]
    assert len(still) == len(set(still))
    assert all(row.found_at is None or row.found_at >= row.lost_at for row in found)
    assert 0.0 <= month.share <= 1.0


def test_a_draft_is_replaced_by_the_next_and_forgotten_when_signed(store: Store) -> None:
    with store.write() as session:
        drafts.save(session, "write_up:c", "李四", {"content": "燃"}, _at(0))
        drafts.save(session, "write_up:c", "李四", {"content": "[燃]\x00\x1b"}, _at(1))
    with store.read() as session:
        draft = drafts.load(session, "write_up:c")
        assert drafts.load(session, "write_up:d") is None
    assert draft is not None
    assert (draft.author, draft.fields, draft.saved_at) == (
        "李四",
        {"content": "[燃]\x00\x1b"},
        _at(1),
    )
    with store.write() as session:
        drafts.discard(session, "write_up:c")
        assert drafts.load(session, "write_up:c") is None


def test_the_relief_finds_what_the_officer_before_has_begun(store: Store) -> None:
    with store.write() as session:
        drafts.save(session, "k", "李四", {"content": "甲"}, _at(0))
        drafts.save(session, "k", "王五", {"content": "乙"}, _at(1))
        drafts.save(session, "other", "王五", {}, _at(2))
        latest, own = drafts.load(session, "k"), drafts.load(session, "k", "李四")
        assert (latest and latest.author, own and own.author) == ("王五", "李四")
        assert drafts.keys(session) == ["other", "k"]
        drafts.discard(session, "k", "王五")
        assert drafts.keys(session, "k") == ["k"]
