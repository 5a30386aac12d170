"""The first receiver of a call is noted once (article 14)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar, cast

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.line.receivers import Receivers
from dutyroom.line.writer import RegisterWriter
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import KnownBy
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.shifts import course
from dutyroom.registers.shifts import facts as shifts
from dutyroom.standard.roster.responsibility import Responsible
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PLACE = Place("unit", "1")

ANSWERED = facts.answered("c", NOW, PLACE, by=KnownBy.HOOK, seconds=3.0)

Result = TypeVar("Result")


class _Registers:
    """Answers at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def ask(self, question: Callable[[Session], Result]) -> Future[Result]:
        future: Future[Result] = Future()
        with self._store.read() as session:
            future.set_result(question(session))
        return future


def test_a_clock_that_was_set_back_makes_nobody_else_the_receiver(store: Store) -> None:
    """The first receiver never changes: it is who sat there, not who did at that hour."""
    ledger, recorded = Ledger(store, FrozenClock(NOW)), list[Fact]()
    desk, early = Place("unit"), NOW - timedelta(hours=2)
    ledger.record(
        shifts.begun("s1", NOW - timedelta(hours=9), desk, officer="张三"),
        shifts.ended("s1", NOW, desk, actor="张三"),
        shifts.begun("s2", NOW, desk, officer="李四"),
        facts.begun("c", early, PLACE, direction="in"),
    )
    writer = cast("RegisterWriter", _Registers(store))
    Receivers(writer, FrozenClock(early), recorded.extend).note(ANSWERED, PLACE)
    assert [fact.actor for fact in recorded] == ["李四"]


@pytest.mark.parametrize(("taken_by", "noted"), [("", ["李四"]), ("张三", [])])
def test_whoever_took_the_call_before_is_its_receiver(
    store: Store, taken_by: str, noted: list[str]
) -> None:
    ledger, recorded = Ledger(store, FrozenClock(NOW)), list[Fact]()
    ledger.record(shifts.begun("s", NOW, Place("unit"), officer="李四"))
    ledger.record(facts.begun("c", NOW, PLACE, direction="in"))
    if taken_by:
        ledger.record(facts.taken("c", NOW, PLACE, actor=taken_by))
    writer = cast("RegisterWriter", _Registers(store))
    Receivers(writer, FrozenClock(NOW), recorded.extend).note(ANSWERED, PLACE)
    assert [(fact.kind, fact.actor) for fact in recorded] == [("call.taken", by) for by in noted]


def test_whoever_stands_in_receives_and_among_several_nobody_is_guessed(store: Store) -> None:
    """Article 14: what can never be changed is right, or it is asked at the console."""
    ledger, recorded, desk = Ledger(store, FrozenClock(NOW)), list[Fact](), Place("unit")
    receivers = Receivers(
        cast("RegisterWriter", _Registers(store)), FrozenClock(NOW), recorded.extend
    )
    ledger.record(
        shifts.begun("s", NOW, desk, officer="陆小燕"),
        course.post_left(
            "s", NOW, desk, actor="陆小燕", absence="a", reason="就医", substitute="李建国"
        ),
        facts.begun("c", NOW, PLACE, direction="in"),
    )
    receivers.note(ANSWERED, PLACE)
    assert [fact.actor for fact in recorded] == ["李建国"]
    second = Responsible("p", "单晓明")
    ledger.record(
        course.post_taken_again("s", NOW, desk, actor="陆小燕", absence="a"),
        shifts.officer_joined("s", NOW, desk, who=second, arrived_at=NOW),
        facts.begun("d", NOW, PLACE, direction="in"),
    )
    receivers.note(replace(ANSWERED, subject="d"), PLACE)
    assert len(recorded) == 1
    ledger.record(shifts.officer_left("s", NOW, desk, actor="陆小燕", person="p"))
    receivers.note(replace(ANSWERED, subject="d"), PLACE)
    assert [fact.actor for fact in recorded[1:]] == ["陆小燕"]


def test_of_a_call_that_perhaps_nobody_answered_nobody_is_the_receiver(store: Store) -> None:
    """It may only have knocked; the first receiver would stand for ever."""
    Ledger(store, FrozenClock(NOW)).record(shifts.begun("s1", NOW, Place("unit"), officer="张三"))
    recorded = list[Fact]()
    writer = cast("RegisterWriter", _Registers(store))
    heard = facts.answered("c", NOW, PLACE, by=KnownBy.NOTHING, seconds=None)
    Receivers(writer, FrozenClock(NOW), recorded.extend).note(heard, PLACE)
    assert recorded == []
