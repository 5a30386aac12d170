"""The projector of shifts: total, and the same in any order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.shifts import course, facts, reading
from dutyroom.registers.shifts.facts import SignedOn, after
from dutyroom.registers.shifts.folded import KINDS
from dutyroom.registers.shifts.kinds import Answering, LeaderMode
from dutyroom.registers.shifts.register import SHIFTS, in_charge, on_duty
from dutyroom.standard.roster.responsibility import Responsible, snapshot
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)
from tests.thorough import examples

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PLACE = Place("yunling")


def at(minutes: float) -> datetime:
    """Return a time so many minutes later."""
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """The ledger of this test's own database."""
    return Ledger(store, FrozenClock(NOW))


def life(shift: str) -> list[Fact]:
    """Return the facts of a shift in order; the clock is set back in its middle."""
    who, led = Responsible("b", "乙", "科员", "139"), Responsible("m", "韦")
    signed = SignedOn("a", at(-12), "l", LeaderMode.ON_CALL, overrides={"role": "缺员"})
    taken = snapshot(
        shift, at(0), 1, head_of_unit=None, leader=None, head_of_room=None, officers=[who]
    )
    in_course = [
        facts.leader_acknowledged(shift, at(1), PLACE, actor="曾", mode=LeaderMode.AT_POST),
        facts.officer_joined(shift, at(2), PLACE, who=who, arrived_at=at(1)),
        facts.leader_named(shift, at(-600), PLACE, actor="甲", leader="韦", person="m"),
        facts.leader_acknowledged(shift, at(-599), PLACE, actor="韦", mode=LeaderMode.BY_PHONE),
        course.post_left(
            shift, at(-598), PLACE, actor="甲", absence="x", reason="就医", substitute="乙"
        ),
        course.post_taken_again(shift, at(-597), PLACE, actor="甲", absence="x"),
        facts.officer_left(shift, at(-596), PLACE, actor="乙", person="b"),
        course.corrected(
            shift, at(-595), PLACE, actor="x", name="officer", old="甲", new="假", why="误填"
        ),
        course.answers(shift, at(-594), PLACE, actor="甲", kind=Answering.MAIN, who=led),
    ]
    return [
        facts.begun(shift, at(0), PLACE, officer="甲", leader="曾", phone="138", signed=signed),
        course.responsible(PLACE, "甲", taken),
        *(after(fact, revision) for revision, fact in enumerate(in_course)),
        course.presence_missed(shift, at(70), PLACE, due_at=at(60)),
        facts.ended(shift, at(540), PLACE, actor="丙", relief="next"),
    ]


@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_the_same_facts_make_the_same_rows_in_any_order(
    store: Store, ledger: Ledger, data: st.DataObject
) -> None:
    shift = facts.new_id()
    ledger.record(*data.draw(disordered(life(shift))))
    with store.read() as session:
        known = reading.detail(session, shift)
    assert known is not None
    row = known.shift
    assert (row.officer, row.leader, row.leader_mode) == ("假", "韦", LeaderMode.BY_PHONE)
    assert (row.begun_at, row.ended_at, row.leader_acknowledged_at) == (at(0), at(540), at(-599))
    assert [(each.name, each.mode) for each in known.leaders] == [
        ("曾", LeaderMode.AT_POST),
        ("韦", LeaderMode.BY_PHONE),
    ]
    assert [each.left_at for each in known.officers] == [at(-596)]
    assert [(each.out_at, each.in_at) for each in known.absences] == [(at(-598), at(-597))]
    assert [(each.due_at, each.missed) for each in known.presence] == [(at(60), True)]
    assert known.overrides == {"role": "缺员"}
    assert [(each.name, each.since) for each in known.responsible] == [
        ("乙", None),
        ("韦", at(-594)),
    ]
    assert known.revision == 9


BODY_NAMES = [
    "revision", "officer_id", "leader_id", "person", "absence", "due_at", "mode", "people",
    "missing", "overrides", "arrived_at", "field", "fit", "version",
]  # fmt: skip
FACTS = st.builds(
    Fact,
    kind=st.sampled_from([*sorted(KINDS), "shift.unheard_of"]),
    subject=st.sampled_from(["a", "b", ""]),
    occurred_at=st.integers(-99, 99).map(at),
    place=st.just(PLACE),
    body=st.dictionaries(
        st.sampled_from(BODY_NAMES),
        BODY_VALUES | st.just([{"kind": "first", "person": 3}, 7, None]) | st.just("arrived_at"),
    ),
    texts=st.dictionaries(
        st.sampled_from(["officer", "leader", "0.name", "new", "reason"]), HOSTILE_TEXTS
    ),
    id=st.uuids(),
)


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=st.lists(FACTS, max_size=12))
def test_no_facts_fail_and_a_rebuild_gives_the_same(store: Store, sent: list[Fact]) -> None:
    ledger = Ledger(store, FrozenClock(NOW), (SHIFTS,))
    ledger.record(*sent)
    before = rows_of(store, SHIFTS)
    with store.read() as session:
        for shift in ("a", "b", ""):
            reading.detail(session, shift)
        reading.recent(session)
        reading.in_charge_everywhere(session)
        in_charge(session)
        on_duty(session, NOW)
    ledger.rebuild()
    assert rows_of(store, SHIFTS) == before


def test_who_answers_is_laid_down_once(store: Store, ledger: Ledger) -> None:
    ledger.record(*life("s"))
    other = Responsible("z", "后任")
    taken = snapshot(
        "s", at(9), 2, head_of_unit=other, leader=other, head_of_room=None, officers=[]
    )
    ledger.record(course.responsible(PLACE, "x", taken))
    with store.read() as session:
        known = reading.detail(session, "s")
    assert known is not None
    assert ([each.name for each in known.responsible], known.roster_version) == (["乙", "韦"], 1)


def test_shifts_are_paged_newest_first(store: Store, ledger: Ledger) -> None:
    for number in range(5):
        ledger.record(facts.begun(f"s{number}", at(number // 2), PLACE, officer="甲"))
    pages: list[str] = []
    last = None
    with store.read() as session:
        while page := reading.recent(session, limit=2, before=last):
            pages += [row.id for row in page]
            last = (page[-1].begun_at, page[-1].id)
    assert pages == ["s4", "s3", "s2", "s1", "s0"]


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, SHIFTS) == []
