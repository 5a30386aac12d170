"""The register of visitors: its acts, its rows, what it hands over and warns of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.config import Settings
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.handover.from_visitors import items
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.noting import Noted
from dutyroom.registers.shifts import facts as shifts
from dutyroom.registers.shifts.reading import in_charge_everywhere
from dutyroom.registers.visitors import acts, facts, reading
from dutyroom.registers.visitors.acts import VisitRefused
from dutyroom.registers.visitors.deadlines import due
from dutyroom.registers.visitors.facts import Visit
from dutyroom.registers.visitors.kinds import VisitFilter, VisitState
from dutyroom.registers.visitors.reading import VisitorRow
from dutyroom.registers.visitors.register import VISITORS
from dutyroom.standard.clocks import local_date
from dutyroom.standard.handover.values import ItemKind
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.accounts.account_kit import door
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)

NOW = datetime(2026, 11, 23, 8, 0, 30, tzinfo=UTC)
PLACE = Place("yunling")
LAN = Visit("兰雨", "清河镇", "送防汛预案", "应急办")
FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def access(store: Store) -> Access:
    """The door of a desk whose clock stands."""
    return door(store, FrozenClock(NOW))


def row(access: Access, visitor: str) -> VisitorRow:
    """Return a visit that must be there."""
    with access.store.read() as session:
        found = reading.get(session, visitor)
    assert found is not None
    return found


def ids(access: Access, which: VisitFilter, query: str = "") -> list[str]:
    """Return the names that a filter lists."""
    with access.store.read() as session:
        found = reading.listed(session, which, local_date(NOW), query=query)
    return [each.name for each in found]


def test_who_is_let_in_is_in_until_somebody_lets_them_out(access: Access) -> None:
    visitor = acts.let_in(access, LAN, NOW, actor="黄丽")
    assert row(access, visitor).inside
    with pytest.raises(VisitRefused, match="before they came"):
        acts.let_out(access, visitor, NOW - timedelta(minutes=2), actor="黄丽")
    acts.let_out(access, visitor, NOW.replace(second=0), actor="单明")  # typed to the minute
    gone = row(access, visitor)
    assert (gone.state, gone.left_at, gone.left_by) == (VisitState.LEFT, NOW, "单明")
    with pytest.raises(VisitRefused, match="not in"):
        acts.let_out(access, visitor, NOW, actor="黄丽")


def test_who_is_not_let_in_has_a_reason(access: Access) -> None:
    with pytest.raises(VisitRefused, match="why"):
        acts.refuse(access, LAN, NOW, " ", actor="黄丽")
    visitor = acts.refuse(access, LAN, NOW, "无证件", actor="黄丽")
    assert (row(access, visitor).state, row(access, visitor).refused_why) == ("refused", "无证件")
    with pytest.raises(VisitRefused, match="not in"):
        acts.let_out(access, visitor, NOW, actor="黄丽")


@pytest.mark.parametrize("visit", [Visit(" "), Visit("")])
def test_nobody_is_no_visitor(access: Access, visit: Visit) -> None:
    with pytest.raises(VisitRefused):
        acts.let_in(access, visit, NOW, actor="黄丽")
    with pytest.raises(VisitRefused, match="not come yet"):
        acts.let_in(access, LAN, NOW + timedelta(minutes=1), actor="黄丽")


def test_a_correction_shows_what_stood_there(access: Access) -> None:
    visitor = acts.let_in(access, LAN, NOW, actor="黄丽")

    def correct(name: str, new: str, why: str = "听错") -> None:
        acts.correct(access, visitor, name=name, new=new, why=why, actor="单明")

    correct("name", "蓝宇")
    acts.let_out(access, visitor, NOW, actor="黄丽")
    correct("left_at", "", "走的是另一位")
    with access.store.read() as session:
        known = reading.changes(session, [visitor])[visitor]
    assert [(each.field, each.old, each.new) for each in known] == [
        ("name", "兰雨", "蓝宇"),
        ("left_at", NOW.isoformat(), ""),
    ]
    assert row(access, visitor).inside
    earlier = NOW - timedelta(hours=1)
    for name, new in (
        ("left_at", NOW.isoformat()),  # they are in
        ("refused_why", "x"),
        ("state", "left"),
        ("name", " "),
        ("name", "蓝宇"),
        ("came_at", (NOW + timedelta(hours=1)).isoformat()),
    ):
        with pytest.raises(VisitRefused):
            correct(name, new)
    correct("came_at", earlier.isoformat())
    assert row(access, visitor).came_at == earlier


def test_of_two_who_change_a_visit_at_once_the_second_is_refused(access: Access) -> None:
    visitor = acts.let_in(access, LAN, NOW, actor="黄丽")

    def hurried(row: VisitorRow) -> Fact:
        acts.let_out(access, visitor, NOW, actor="单明")
        return facts.let_out(visitor, Noted(NOW, PLACE, "黄丽"), NOW, revision=row.revision + 1)

    with pytest.raises(VisitRefused, match="just changed"):
        acts._change(access, visitor, hurried)
    assert row(access, visitor).left_by == "单明"


def test_lists_hold_today_and_whoever_is_still_in(access: Access) -> None:
    acts.let_in(access, LAN, NOW - timedelta(days=2), actor="黄丽")
    acts.refuse(access, Visit("100%", "x_y"), NOW, "无预约", actor="黄丽")
    yesterday = acts.let_in(access, Visit("韦东"), NOW - timedelta(days=1), actor="黄丽")
    acts.let_out(access, yesterday, NOW - timedelta(days=1), actor="黄丽")
    assert ids(access, VisitFilter.TODAY) == ["100%", "兰雨"]
    assert ids(access, VisitFilter.INSIDE) == ["兰雨"]
    assert ids(access, VisitFilter.ALL) == ["100%", "韦东", "兰雨"]
    assert ids(access, VisitFilter.ALL, "清河 防汛") == ["兰雨"]
    assert ids(access, VisitFilter.ALL, "0%") == ids(access, VisitFilter.ALL, "x_y") == ["100%"]
    assert ids(access, VisitFilter.ALL, "_") == ["100%"]
    with access.store.read() as session:
        day = local_date(NOW)
        assert [each.name for each in reading.of_day(session, day)] == ["兰雨", "100%"]
        before = reading.of_day(session, day - timedelta(days=1))
        assert [each.name for each in before] == ["兰雨", "韦东"]
        assert reading.counts(session) == {"inside": 1}


def test_who_stays_long_is_told_and_handed_over(access: Access) -> None:
    """Whoever is in is an item to explain; who has gone or was refused is none."""
    access.ledger.record(shifts.begun("s", NOW, PLACE, officer="黄丽", leader="曾国强"))
    visitor = acts.let_in(access, LAN, NOW - timedelta(hours=4), actor="黄丽")
    acts.let_in(access, Visit("韦东"), NOW - timedelta(hours=3), actor="黄丽")
    acts.refuse(access, Visit("甲"), NOW, "无证件", actor="黄丽")
    never = Settings()
    never = Settings(secrecy=type(never.secrecy)(visit=0))
    with access.store.read() as session:
        (shift,) = in_charge_everywhere(session)
        found = list(items(session, shift, NOW))
        told = list(due(session, NOW, Settings()))
        assert list(due(session, NOW, never)) == []
    assert told == [Condition(AlarmCode.VISITOR_STILL_IN, about=visitor)]
    assert [(each.kind, each.subject == visitor) for each in found] == [
        (ItemKind.VISITOR, True),
        (ItemKind.VISITOR, False),
    ]
    assert not any(each.done or each.speaks for each in found)
    before = found[0].digest
    acts.correct(access, visitor, name="host", new="办公室", why="改", actor="黄丽")
    with access.store.read() as session:
        assert next(iter(items(session, shift, NOW))).digest != before


def test_a_visit_that_was_entered_by_mistake_is_void_and_stays_readable(access: Access) -> None:
    visitor = acts.let_in(access, LAN, NOW, actor="黄丽")
    with pytest.raises(VisitRefused, match="Say why"):
        acts.void(access, visitor, " ", actor="黄丽")
    acts.void(access, visitor, "重复登记", actor="黄丽")
    assert (row(access, visitor).state, row(access, visitor).inside) == (VisitState.VOID, False)
    assert ids(access, VisitFilter.INSIDE) == []
    assert ids(access, VisitFilter.ALL) == ["兰雨"]
    with access.store.read() as session:
        ((change,),) = reading.changes(session, [visitor]).values()
    assert (change.field, change.old, change.new, change.why) == (
        "state", "inside", "void", "重复登记",
    )  # fmt: skip
    with pytest.raises(VisitRefused, match="void already"):
        acts.void(access, visitor, "再作废", actor="黄丽")
    with pytest.raises(VisitRefused, match="not in"):
        acts.let_out(access, visitor, NOW, actor="黄丽")
    with pytest.raises(VisitRefused, match="cannot be changed"):
        acts.correct(access, visitor, name="host", new="办", why="误", actor="黄丽")


def life(visitor: str) -> list[Fact]:
    """Return the facts of a visit in order; the clock is set back in its middle."""

    def noted(hours: int) -> Noted:
        return Noted(NOW + timedelta(hours=hours), PLACE, "黄丽")

    def corrected(revision: int, hours: int, name: str, new: str) -> Fact:
        return facts.corrected(
            visitor, noted(hours), revision=revision, name=name, old="", new=new, why="误"
        )

    return [
        facts.let_in(visitor, noted(0), LAN, NOW),
        corrected(1, -9, "host", "办公室"),
        facts.let_out(visitor, noted(-8), NOW, revision=2),
        corrected(3, -7, "left_at", ""),
        corrected(4, -6, "state", "left"),
        facts.let_out(visitor, noted(-5), NOW + timedelta(hours=2), revision=5),
    ]


@FEW
@given(data=st.data())
def test_the_same_facts_make_the_same_rows_in_any_order(
    store: Store, access: Access, data: st.DataObject
) -> None:
    visitor = facts.new_id()
    Ledger(store, access.clock).record(*data.draw(disordered(life(visitor))))
    found = row(access, visitor)
    assert (found.state, found.host) == ("left", "办公室")
    assert found.left_at == NOW + timedelta(hours=2)


@FEW
@given(
    kind=st.sampled_from(facts.KINDS),
    body=st.dictionaries(st.sampled_from(["moment", "revision", "field"]), BODY_VALUES),
    texts=st.dictionaries(st.sampled_from(["name", "new", "why", "host"]), HOSTILE_TEXTS),
)
def test_no_fact_makes_it_fail(
    access: Access, kind: str, body: dict[str, object], texts: dict[str, str]
) -> None:
    visitor = facts.new_id()
    made = Fact(kind, visitor, NOW, PLACE, body=body, texts=texts)  # type: ignore[arg-type]
    access.ledger.record(made)
    access.ledger.record(*life(visitor))
    ids(access, VisitFilter.ALL)
    before = rows_of(access.store, VISITORS)
    access.ledger.rebuild()
    assert rows_of(access.store, VISITORS) == before


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, VISITORS) == []
