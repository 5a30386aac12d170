"""Compensatory leave: packs, what a shift earns, and a ledger that never runs dry unseen."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dutyroom import resources
from dutyroom.standard.calendar import DayKind
from dutyroom.standard.roster.compensation import (
    CompensationPack,
    Entry,
    EntryKind,
    Ledger,
    LedgerRefused,
    PackError,
    earned,
    folded,
    post,
    read_pack,
)
from dutyroom.standard.roster.compensation.earning import months_later
from dutyroom.standard.roster.values import Role
from tests.standard.roster.scenes import CALENDAR, at
from tests.thorough import examples

DAY: Final = date(2026, 3, 4)
EXAMPLE: Final = resources.data("compensation", "example.toml").read_text(encoding="utf-8")
BLANK: Final = resources.data("compensation", "blank.toml").read_text(encoding="utf-8")


def _pack(text: str = EXAMPLE) -> CompensationPack:
    return read_pack(text)


def test_the_shipped_example_says_that_it_is_one_and_where_it_is_from() -> None:
    pack = _pack()
    assert pack.example
    assert "示例" in pack.name
    assert (pack.issuer, pack.document, pack.dated) != ("", "", None)
    blank = _pack(BLANK)
    assert not blank.example
    assert (blank.issuer, set(blank.credit.values())) == ("", {0.0})


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("statutory = 2.0", "", "statutory"),
        ("statutory = 2.0", "statutory = -1", "0"),
        ("day_minutes = 480", "day_minutes = 0", "0"),
        ("[credit]", "[[credit", "TOML"),
        ('"12:00"], ["13:30"', '"14:00"], ["13:30"', "hours"),
        ('roles = ["officer"]', 'roles = ["driver"]', "driver"),
        ('roles = ["officer"]', "roles = 3", "wrong"),
    ],
)
def test_a_wrong_pack_is_a_plain_sentence(old: str, new: str, word: str) -> None:
    with pytest.raises(PackError, match=word):
        _pack(EXAMPLE.replace(old, new))


def test_a_night_before_a_working_day_counts_only_outside_working_hours() -> None:
    # Wednesday 17:30 to Thursday 08:30: until 18:00 is working time, from 08:30 on again.
    found = earned(at(DAY, 17.5), at(DAY, 32.5), Role.OFFICER, CALENDAR, _pack())
    assert found.outside == {DayKind.WORKDAY: (6 + 8.5) * 60}
    assert found.minutes == 420  # half of 14.5 h, rounded down to half hours
    assert found.expires_on == date(2026, 9, 5)
    assert "示例办发" in found.pack


def test_a_day_around_midnight_of_a_holiday_is_split_by_the_clock() -> None:
    # 28 hours from 30 September 2026, a working day, into National Day.
    found = earned(at(date(2026, 9, 30), 18), at(date(2026, 9, 30), 32), Role.OFFICER, CALENDAR,
                   _pack())  # fmt: skip
    assert found.outside == {DayKind.WORKDAY: 360.0, DayKind.STATUTORY: 480.0}
    assert found.minutes == 180 + 960


def test_a_make_up_saturday_is_a_working_day_and_a_leader_earns_nothing_here() -> None:
    saturday = date(2026, 2, 14)
    inside = earned(at(saturday, 8.5), at(saturday, 12), Role.OFFICER, CALENDAR, _pack())
    assert (inside.outside, inside.minutes) == ({}, 0)
    rest = at(date(2026, 3, 7), 8), at(date(2026, 3, 7), 20)
    assert earned(*rest, Role.LEADER, CALENDAR, _pack()).minutes == 0
    assert earned(*rest, Role.OFFICER, CALENDAR, _pack()).minutes == 720


@settings(max_examples=examples(60))
@given(st.integers(0, 600), st.integers(1, 80))
def test_minutes_are_counted_as_by_hand(start: int, length: int) -> None:
    begins = at(date(2026, 2, 10), start / 2)
    found = earned(begins, begins + timedelta(minutes=30 * length), Role.OFFICER, CALENDAR, _pack())
    halves = [begins + timedelta(minutes=30 * n) for n in range(length)]
    assert sum(found.outside.values()) == 30 * sum(_outside(half) for half in halves)


def _outside(half: datetime) -> bool:
    hour = half.hour + half.minute / 60
    working = CALENDAR.day(half.date()).kind in {DayKind.WORKDAY, DayKind.MAKEUP}
    return not (working and (8.5 <= hour < 12 or 13.5 <= hour < 18))


def test_months_end_with_the_month() -> None:
    assert months_later(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert months_later(date(2026, 12, 15), 12) == date(2027, 12, 15)


def _line(key: str, kind: EntryKind, minutes: int = 0, **rest: object) -> Entry:
    values: dict[str, object] = {"on": DAY, "by": "王主任", "reason": "更正"} | rest
    return Entry(key, kind, minutes=minutes, **values)  # type: ignore[arg-type]  # a test's short form


def test_what_ends_first_is_taken_first_and_what_is_set_aside_does_not_end() -> None:
    soon, later = DAY + timedelta(days=5), DAY + timedelta(days=50)
    ledger = folded(
        [
            _line("a", EntryKind.CREDIT, 300, expires_on=later),
            _line("b", EntryKind.CREDIT, 200, expires_on=soon),
            _line("x", EntryKind.APPLY, 150),
        ]
    )
    assert {lot.credit: lot.left for lot in ledger.lots.values()} == {"a": 300, "b": 50}
    assert [lot.credit for lot in ledger.expiring(DAY, 7)] == ["b"]
    after = soon + timedelta(days=1)
    (over,) = ledger.expired(after)
    ledger = post(ledger, _line("e", EntryKind.EXPIRE, over.left, ref="b", on=after))
    ledger = post(ledger, _line("y", EntryKind.APPROVE, ref="x", on=after))
    ledger = post(ledger, _line("t", EntryKind.TAKE, ref="x", on=after))
    assert (ledger.available, ledger.pending, ledger.balance) == (300, 0, 300)


def test_nothing_is_owed_without_an_advance() -> None:
    ledger = folded([_line("a", EntryKind.CREDIT, 100)])
    with pytest.raises(LedgerRefused, match="50"):
        post(ledger, _line("x", EntryKind.APPLY, 150))
    ledger = post(ledger, _line("v", EntryKind.ADVANCE, 60))
    ledger = post(ledger, _line("x", EntryKind.APPLY, 150))
    assert (ledger.available, ledger.balance) == (-50, 100)
    assert post(ledger, _line("c", EntryKind.CREDIT, 80)).available == 30
    with pytest.raises(LedgerRefused):
        post(ledger, _line("r", EntryKind.REVERSAL, ref="v"))


def test_what_was_owed_for_a_rejected_application_is_simply_no_longer_owed() -> None:
    ledger = folded([_line("v", EntryKind.ADVANCE, 60), _line("x", EntryKind.APPLY, 60)])
    ledger = post(ledger, _line("n", EntryKind.REJECT, ref="x"))
    assert (ledger.owed, dict(ledger.lots)) == (0, {})


@pytest.mark.parametrize("kind", [EntryKind.ADVANCE, EntryKind.REVERSAL])
def test_a_decision_takes_a_reason(kind: EntryKind) -> None:
    ledger = folded([_line("a", EntryKind.CREDIT, 100)])
    minutes = 10 if kind is EntryKind.ADVANCE else 0
    for lacking in ({"reason": ""}, {"by": " "}):
        with pytest.raises(LedgerRefused, match="reason"):
            post(ledger, _line("r", kind, minutes, ref="a", **lacking))


def test_what_has_ended_is_not_available_before_anybody_notes_that() -> None:
    last = DAY + timedelta(days=5)
    ending = _line("a", EntryKind.CREDIT, 540, expires_on=last)
    ledger = folded([ending, _line("b", EntryKind.CREDIT, 60)])
    assert ledger.available_on(last) == 600
    assert (ledger.available_on(last + timedelta(days=1)), ledger.available) == (60, 600)


class Bookkeeping(RuleBasedStateMachine):
    """Any line at any time: the balance is always what the lines add up to."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger()
        self.keys = count()
        self.on = DAY
        self.sum = 0
        self.amount: dict[str, int] = {}
        self.advanced = 0

    def _post(self, kind: EntryKind, minutes: int = 0, **rest: object) -> str | None:
        entry = _line(f"{next(self.keys)}", kind, minutes, on=self.on, **rest)
        try:
            self.ledger = post(self.ledger, entry)
        except LedgerRefused:
            return None
        return entry.id

    @rule(minutes=st.integers(1, 900), days=st.none() | st.integers(0, 60))
    def credit(self, minutes: int, days: int | None) -> None:
        ends = None if days is None else self.on + timedelta(days=days)
        key = self._post(EntryKind.CREDIT, minutes, expires_on=ends)
        assert key
        self.sum += minutes
        self.amount[key] = minutes

    @rule(minutes=st.integers(1, 300))
    def advance(self, minutes: int) -> None:
        key = self._post(EntryKind.ADVANCE, minutes)
        assert key
        self.advanced += minutes

    @rule(minutes=st.integers(1, 700))
    def apply(self, minutes: int) -> None:
        key = self._post(EntryKind.APPLY, minutes)
        if key:
            self.amount[key] = minutes

    @rule(data=st.data(), kind=st.sampled_from(["approve", "reject", "take"]))
    def decide(self, data: st.DataObject, kind: str) -> None:
        ref = data.draw(st.sampled_from(sorted({*self.ledger.applications, "none"})))
        key = self._post(EntryKind(kind), ref=ref)
        if key and kind == "take":
            self.sum -= self.amount[ref]
            self.amount[key] = self.amount[ref]

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.on += timedelta(days=days)
        for lot in self.ledger.expired(self.on):
            key = self._post(EntryKind.EXPIRE, lot.left, ref=lot.credit)
            assert key
            self.sum -= lot.left
            self.amount[key] = lot.left

    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        ref = data.draw(st.sampled_from(sorted({*self.ledger.entries, "none"})))
        if not self._post(EntryKind.REVERSAL, ref=ref):
            return
        wrong = self.ledger.entries[ref]
        if wrong.kind is EntryKind.ADVANCE:
            self.advanced -= wrong.minutes
        else:
            self.sum += -self.amount[ref] if wrong.kind is EntryKind.CREDIT else self.amount[ref]

    @invariant()
    def the_balance_is_what_the_lines_add_up_to(self) -> None:
        assert self.ledger.balance == self.sum

    @invariant()
    def nothing_is_below_zero_but_by_an_advance(self) -> None:
        assert 0 <= self.ledger.owed <= self.advanced
        assert self.ledger.available >= -self.advanced
        assert all(lot.left >= 0 for lot in self.ledger.lots.values())

    @invariant()
    def the_lines_alone_lead_there_again(self) -> None:
        assert folded(self.ledger.entries.values()) == self.ledger


Bookkeeping.TestCase.settings = settings(
    max_examples=examples(60), stateful_step_count=20, deadline=None
)
TestBookkeeping = Bookkeeping.TestCase
