"""The calendar's facts in any order, and whatever they hold."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.calendar import facts, reading
from dutyroom.registers.calendar.entry import joined
from dutyroom.registers.calendar.register import CALENDAR
from dutyroom.registers.ledger import Ledger
from dutyroom.standard.calendar import CalendarRow, DayKind
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from tests.registers.calendar.calendar_kit import NOW, PLACE, calendar_of, noted
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)
from tests.thorough import examples

LATER = NOW + timedelta(days=1)


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, CALENDAR) == []


ROWS = st.lists(
    st.builds(
        CalendarRow,
        st.dates(date(2027, 1, 1), date(2027, 2, 20)),
        st.sampled_from([DayKind.STATUTORY, DayKind.ADJACENT, DayKind.EVENT]),
        st.sampled_from(["元旦", "春节"]),
        st.sampled_from(["", "一号"]),
    ),
    max_size=12,
    unique_by=lambda row: (row.day, row.name if row.kind is DayKind.EVENT else ""),
)


@given(ROWS)
def test_joined_entries_are_the_rows(rows: list[CalendarRow]) -> None:
    made = joined(rows)
    assert sorted(row for one in made for row in _sortable(one.rows())) == sorted(_sortable(rows))


def _sortable(rows: object) -> list[tuple[date, str, str, str]]:
    return [(row.day, row.kind, row.name, row.document) for row in rows]  # type: ignore[attr-defined]


@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ROWS, data=st.data())
def test_a_withdrawal_may_arrive_before_its_entry(
    store: Store, rows: list[CalendarRow], data: st.DataObject
) -> None:
    ledger = Ledger(store, FrozenClock(NOW), (CALENDAR,))
    made = [noted(each, position=place) for place, each in enumerate(joined(rows))]
    gone = [facts.withdrawn(one.subject, LATER, PLACE, actor="x", why="") for one in made]
    ledger.record(*(data.draw(disordered([*made, *gone])) if made else []))
    with store.read() as session:
        found = {row.id: row for row in reading.entries(session, 2027)}
    assert all(found[one.subject].withdrawn_at == LATER for one in made)
    assert calendar_of(store, 2027).rows == ()


FACTS = st.builds(
    Fact,
    kind=st.sampled_from(
        [facts.NOTED, facts.WITHDRAWN, facts.ASSUMED, facts.UNASSUMED, "calendar.x"]
    ),
    subject=st.sampled_from(["2027", "a", "", "99999", "²"]),
    occurred_at=st.just(NOW),
    place=st.just(PLACE),
    body=st.dictionaries(
        st.sampled_from(["first", "last", "kind", "position", "corrects"]),
        BODY_VALUES | st.sampled_from(["2027-01-01", "9999-12-31", "0001-01-01", "statutory"]),
    ),
    texts=st.dictionaries(st.sampled_from(["name", "document", "why"]), HOSTILE_TEXTS),
    id=st.uuids(),
)


@settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=st.lists(FACTS, max_size=8))
def test_no_facts_fail_and_a_rebuild_gives_the_same(store: Store, sent: list[Fact]) -> None:
    ledger = Ledger(store, FrozenClock(NOW), (CALENDAR,))
    ledger.record(*sent)
    before = rows_of(store, CALENDAR)
    with store.read() as session:
        reading.entries(session, 2027)
        reading.calendar(session, 2026, 2027)
    ledger.rebuild()
    assert rows_of(store, CALENDAR) == before
