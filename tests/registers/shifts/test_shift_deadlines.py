"""Which alarms the shifts raise, asked of the register as the keeper asks."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dutyroom.config import Duty, Settings
from dutyroom.registers.alarms.codes import MEANINGS, AlarmCode
from dutyroom.registers.shifts import deadlines, rostering, serving
from dutyroom.registers.shifts import facts as shift_facts
from dutyroom.registers.shifts.blockers import NamedLeader, Rostered
from dutyroom.registers.shifts.watch import Discrepancy
from dutyroom.standard.clocks import local
from dutyroom.store.engine import Store
from dutyroom.store.session import Session
from tests.registers.accounts.account_kit import NOW, PASSWORD, Desk
from tests.registers.shifts.shift_kit import officer_of, sign_on

SETTINGS = Settings(duty=Duty(presence=3600))


def _codes(desk: Desk) -> set[str]:
    """Return the codes of the alarms that are due now."""
    with desk.access.store.read() as session:
        return {c.code for c in deadlines.due(session, desk.clock.now(), SETTINGS)}


def test_every_discrepancy_is_an_alarm_with_its_words() -> None:
    assert all(AlarmCode(each.value) in MEANINGS for each in Discrepancy)


def test_a_desk_without_accounts_raises_none(store: Store) -> None:
    with store.read() as session:
        assert list(deadlines.due(session, NOW, SETTINGS)) == []


def test_a_shift_that_is_as_it_should_be_raises_none(desk: Desk) -> None:
    assert _codes(desk) == set()
    sign_on(desk, desk.officer)
    assert _codes(desk) == set()


def test_a_leader_who_says_nothing_and_a_missed_presence_are_raised(desk: Desk) -> None:
    leader = NamedLeader("曾国强", person=desk.leader.id)
    shift = sign_on(desk, desk.officer, leader=leader).shift
    desk.clock.advance(1800)
    assert _codes(desk) == {AlarmCode.LEADER_SILENT}
    serving.acknowledge(desk.access, shift, NamedLeader("曾国强", person=desk.leader.id))
    assert _codes(desk) == set()
    desk.clock.advance(1800 + 600)
    assert _codes(desk) == {AlarmCode.PRESENCE_MISSED}


def test_whoever_is_away_for_long_is_raised(desk: Desk) -> None:
    shift = sign_on(desk, desk.officer).shift
    serving.leave_post(desk.access, shift, reason="就餐", substitute="单明")
    desk.clock.advance(1800)
    assert AlarmCode.AWAY_TOO_LONG in _codes(desk)
    serving.take_post_again(desk.access, shift)
    assert AlarmCode.AWAY_TOO_LONG not in _codes(desk)


def test_a_shift_that_was_typed_before_there_were_accounts_asks_for_no_presence(
    desk: Desk,
) -> None:
    desk.access.ledger.record(
        shift_facts.begun("s", desk.clock.now(), desk.access.place, officer="张三", leader="李四")
    )
    desk.clock.advance(5 * 3600)
    assert _codes(desk) == set()


def _roster(monkeypatch: pytest.MonkeyPatch, *planned: Rostered) -> None:
    """Have a roster of some slots."""

    def at(session: Session, moment: datetime) -> Rostered | None:
        return next((p for p in planned if p.start <= moment < p.end), None)

    def after(session: Session, moment: datetime) -> Rostered | None:
        return next((p for p in planned if p.start > moment), None)

    for module in (deadlines, rostering):
        monkeypatch.setattr(module, "rostered", at)
    monkeypatch.setattr(rostering, "next_rostered", after)


def _slots(desk: Desk) -> tuple[Rostered, Rostered]:
    """Return a slot that has just begun and the one after it, of the officer and of another."""
    start, end = desk.clock.now(), desk.clock.now() + timedelta(hours=8)
    first = Rostered("a", start, end, {desk.officer.id: "覃小梅"}, desk.leader.id, "曾国强")
    return first, Rostered("b", end, end + timedelta(hours=8), {desk.admin.id: "李建国"})


def test_nobody_signed_on_and_somebody_else_are_raised_by_the_roster(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _roster(monkeypatch, *_slots(desk))
    assert _codes(desk) == {AlarmCode.NOBODY_SIGNED_ON}
    sign_on(desk, desk.officer)
    assert _codes(desk) == set()
    desk.clock.advance(8 * 3600 - 1)
    assert AlarmCode.OTHER_OFFICER not in _codes(desk)
    desk.clock.advance(1)
    assert AlarmCode.OTHER_OFFICER in _codes(desk)


def test_a_second_officer_who_never_comes_is_missed_by_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = officer_of(desk, "单明")
    first, _after = _slots(desk)
    _roster(monkeypatch, replace(first, officers={**first.officers, second.id: "单明"}))
    shift = sign_on(desk, desk.officer).shift
    for hours in (0, 1, 4):
        desk.clock.advance(hours * 3600)
        with desk.access.store.read() as session:
            due = list(deadlines.due(session, desk.clock.now(), Settings()))
        said = [each.detail for each in due if each.code is AlarmCode.OFFICER_MISSING]
        assert said == [f"单明 {local(first.start):%m-%d %H:%M}"]
    declared = {"arrived_at": desk.clock.now(), "sober": True, "fit": True}
    serving.join(desk.access, shift, second.id, password=PASSWORD, **declared)  # type: ignore[arg-type]
    assert _codes(desk) - {AlarmCode.PRESENCE_MISSED} == set()
    serving.leave(desk.access, shift, second.id, actor="单明")
    assert AlarmCode.OFFICER_MISSING in _codes(desk)


def test_a_relief_is_asked_about_the_slot_that_comes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = _slots(desk)
    _roster(monkeypatch, first, second)
    with desk.access.store.read() as session:
        awaited = rostering.awaited
        assert awaited(session, first.start) == first
        assert awaited(session, first.start, "a") == second
        assert awaited(session, first.end - timedelta(minutes=59)) == second
        assert awaited(session, first.start - timedelta(minutes=20)) == first
        assert awaited(session, first.start - timedelta(hours=3)) is None
        assert awaited(session, second.end - timedelta(minutes=5)) == second


@pytest.mark.timed
def test_it_is_asked_within_a_few_milliseconds(desk: Desk) -> None:
    """The keeper asks on the thread that writes calls; generous for a busy machine."""
    sign_on(desk, desk.officer)
    with desk.access.store.read() as session:
        list(deadlines.due(session, desk.clock.now(), SETTINGS))
        taken = []
        for _turn in range(20):
            begun = time.perf_counter()
            list(deadlines.due(session, desk.clock.now(), SETTINGS))
            taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.005, taken
    print(f"{min(taken) * 1000:.2f} ms")  # noqa: T201 - measured when asked for


def test_a_desk_by_names_ends_when_the_roster_has_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock decides; whoever is named in the slot that runs came to that one, however late."""
    first, second = _slots(desk)
    _roster(monkeypatch, first, second)
    early, late = first.start - timedelta(minutes=10), first.end - timedelta(minutes=30)
    with desk.access.store.read() as session:
        ends = [
            rostering.hours(rostering.by_name(session, *asked)).end
            for asked in (
                (early, "生人"), (late, "生人"), (late, "覃小梅"), (late, "覃小梅", "a"),
                (early - timedelta(hours=3), "生人"),
            )
        ]  # fmt: skip
    assert ends == [first.end, second.end, first.end, second.end, None]
