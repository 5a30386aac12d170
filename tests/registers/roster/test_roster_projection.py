"""The rows of published rosters: total, the same after a rebuild, as the migration makes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.roster import facts, on_duty, reading
from dutyroom.registers.roster.register import ROSTER
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    migrated_differences,
    rows_of,
)
from tests.registers.roster.roster_kit import NOW, Room, put
from tests.thorough import examples

NOWHERE = Place("yunling")
DAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
SHIFTS = [{"name": "day", "label": "白班", "role": "officer", "rest": 60, "night": False}, 7]
SLOTS = [
    ["", 0, "2026-11-23", "2026-11-23T00:30+00:00", 540, 1],
    ["x", 0, "2026-11-23", "2026-11-23T00:30+00:00", 540, 1],
    ["x", 0, "2026-11-24", "9999-11-23T00:30+00:00", 540, 1],
    ["y", 1, "2026-11-24", "2026-11-24T00:30+00:00", 540, 1],
    ["z", 9, "2026-13-24", "soon", -1, 10**30],
    "slot",
]
FACTS = st.builds(
    Fact,
    kind=st.sampled_from([facts.PUBLISHED, "roster.unheard_of"]),
    subject=st.sampled_from(["a", "b", ""]),
    occurred_at=st.integers(-99, 99).map(lambda hours: DAY + timedelta(hours=hours)),
    place=st.just(NOWHERE),
    body=st.dictionaries(
        st.sampled_from(["first", "last", "number", "since", "until", "source"]),
        BODY_VALUES | st.just("2026-11-23"),
    ).flatmap(
        lambda plain: st.fixed_dictionaries(
            {
                "shifts": st.lists(st.sampled_from(SHIFTS), max_size=2),
                "slots": st.lists(st.sampled_from(SLOTS), max_size=5),
                "people": st.lists(st.sampled_from(["o0", 3, None]), max_size=3),
                "assignments": st.lists(
                    st.sampled_from([[0, 0, True], [1, 2, False], [0, 9, True], "x", [True]]),
                    max_size=4,
                ),
            }
        ).map(lambda more: {**more, **plain})
    ),
    texts=st.dictionaries(
        st.sampled_from(["name.0", "why", "waived"]),
        HOSTILE_TEXTS | st.just('[["rest", "w", "r"], 7, ["x"]]') | st.just("{}"),
    ),
    id=st.uuids(),
)


@settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=st.lists(FACTS, max_size=8))
def test_no_facts_fail_and_a_rebuild_gives_the_same(store: Store, sent: list[Fact]) -> None:
    ledger = Ledger(store, FrozenClock(NOW), (ROSTER,))
    ledger.record(*sent)
    before = rows_of(store, ROSTER)
    with store.read() as session:
        for each in reading.versions(session):
            reading.roster_of(session, each.id)
            reading.waivers(session, each.id)
        reading.in_force(session, DAY.date(), DAY.date())
        on_duty.rostered(session, DAY)
        on_duty.next_rostered(session, DAY - timedelta(days=2))
    ledger.rebuild()
    assert rows_of(store, ROSTER) == before


def test_what_was_published_is_the_same_after_a_rebuild(room: Room) -> None:
    roster = room.filled()
    room.publish(roster)
    before = rows_of(room.access.store, ROSTER)
    room.publish(put(roster, "2026-12-10/night", "o6"), "换人")
    room.publish(put(roster, "2026-12-10/night"), "无人", source="swap")
    now = rows_of(room.access.store, ROSTER)
    for table, rows in before.items():
        assert all(row in now[table] for row in rows)
    room.access.ledger.rebuild()
    assert rows_of(room.access.store, ROSTER) == now


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, ROSTER) == []
