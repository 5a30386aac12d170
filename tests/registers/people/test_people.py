"""The register of people: what it holds, how it is searched, and what the roster gets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.people import facts, reading
from dutyroom.registers.people.person import FIELDS, Person, PersonRole
from dutyroom.registers.people.register import PEOPLE_REGISTER
from dutyroom.standard.roster.values import PostKind, Role
from dutyroom.store import journal
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from tests.registers.people.people_kit import HEADER, NOW, PLACE, STAFF, added, load
from tests.registers.projection_kit import BODY_VALUES, HOSTILE_TEXTS, disordered, rows_of
from tests.thorough import examples


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """The ledger of this test's own database."""
    return Ledger(store, FrozenClock(NOW))


@pytest.fixture
def staff(store: Store) -> Store:
    """A database with the officers and leaders of a small unit."""
    load(store, [HEADER, *STAFF])
    return store


def one(store: Store, person: str) -> Person:
    """Return somebody who must be there."""
    with store.read() as session:
        found = reading.get(session, person)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("覃", ["覃小梅"]),
        ("qxm", ["覃小梅"]),
        ("cgq", ["曾国强"]),
        ("zgq", ["曾国强"]),
        ("sm", ["单明"]),
        ("dm", ["单明"]),
        ("0000333", []),
        ("03333", ["单明"]),
        ("1380000", ["单明", "曾国强", "覃小梅"]),
        ("02", ["覃小梅"]),
        ("科", ["单明", "覃小梅"]),
        ("副科长 单", ["单明"]),
        ("", []),
        ("\x00%_'", []),
    ],
)
def test_people_are_found_by_name_initials_post_and_number(
    staff: Store, query: str, names: list[str]
) -> None:
    with staff.read() as session:
        assert sorted(person.name for person in reading.search(session, query)) == sorted(names)


def test_a_surname_read_otherwise_is_corrected(store: Store, ledger: Ledger) -> None:
    ledger.record(added("a", name="曾国强", reading="zeng guoqiang"))
    with store.read() as session:
        assert reading.search(session, "zgq")
        assert not reading.search(session, "cgq")


def test_what_the_roster_knows_of_somebody(staff: Store) -> None:
    with staff.read() as session:
        (person,) = reading.named(session, "覃小梅")
        leaders = reading.serving(session, date(2026, 11, 23), PersonRole.LEADER)
    rostered = person.rostered()
    assert rostered.roles == {Role.OFFICER}
    assert rostered.post is PostKind.PUBLIC_INSTITUTION
    assert rostered.training_until == date(2027, 6, 30)
    assert rostered.holiday_trained == (date(2026, 9, 28),)
    assert {leader.name for leader in leaders} == {"曾国强", "单明"}


def test_a_kind_of_post_that_nobody_stated_lets_nobody_serve() -> None:
    assert Person("a", "甲").rostered().post is PostKind.OTHER


def test_who_left_in_mid_roster_serves_no_more(store: Store, ledger: Ledger) -> None:
    ledger.record(
        added("a", name="甲", roles="officer", active_from="2026-01-01", active_until="2026-11-30")
    )
    with store.read() as session:
        days = [date(2025, 12, 31), date(2026, 11, 30), date(2026, 12, 1)]
        assert [len(reading.serving(session, day)) for day in days] == [0, 1, 0]


def test_a_change_keeps_what_was_before(store: Store, ledger: Ledger) -> None:
    ledger.record(added("a", name="甲", position="科员", mobile="1"))
    ledger.record(
        facts.changed(
            one(store, "a"), NOW, PLACE, actor="乙", new={"position": "科长", "mobile": ""}
        )
    )
    person = one(store, "a")
    assert (person.position, person.phone, person.revision) == ("科长", "", 1)
    with store.read() as session:
        last = list(journal.entries(session, subject="a"))[-1].fact
    assert (last.texts["old.position"], last.texts["position"]) == ("科员", "科长")


def test_a_retired_person_stays_readable_and_may_come_back(store: Store, ledger: Ledger) -> None:
    ledger.record(added("a", name="甲"))
    ledger.record(facts.retired(one(store, "a"), NOW, PLACE, actor="乙", why="调离"))
    gone = one(store, "a")
    assert (gone.retired_at, gone.retired_why) == (NOW, "调离")
    assert not gone.active(NOW.date())
    with store.read() as session:
        assert reading.everybody(session) == []
        assert reading.everybody(session, retired=True) == [gone]
    ledger.record(facts.restored(gone, NOW, PLACE, actor="乙", why="返回"))
    assert one(store, "a").retired_at is None


def test_a_clock_that_is_set_back_does_not_bring_old_fields_back(
    store: Store, ledger: Ledger
) -> None:
    ledger.record(added("a", name="甲", position="科员"))
    earlier = NOW - timedelta(days=400)
    ledger.record(
        facts.changed(one(store, "a"), earlier, PLACE, actor="乙", new={"position": "科长"})
    )
    assert one(store, "a").position == "科长"


def life() -> list[Fact]:
    """Return the facts of somebody's years in the register, in order."""
    made = [added(facts.new_id(), name="甲", position="科员", mobile="13800001111")]
    person = Person(made[0].subject, "甲", made[0].texts)
    for revision, new in enumerate(({"position": "科长"}, {"name": "甲甲"}, {"mobile": ""})):
        now = Person(person.id, "甲", {}, revision=revision)
        at = NOW - timedelta(days=revision)  # the clock runs backwards: it decides nothing
        made.append(facts.changed(now, at, PLACE, actor="乙", new=new))
    last = Person(person.id, "甲", {}, revision=3)
    made.append(facts.retired(last, NOW, PLACE, actor="乙", why="退休"))
    return made


@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_the_same_facts_make_the_same_row_in_any_order(
    store: Store, ledger: Ledger, data: st.DataObject
) -> None:
    sent = life()
    ledger.record(*data.draw(disordered(sent)))
    person = one(store, sent[0].subject)
    assert (person.name, person.position, person.phone) == ("甲甲", "科长", "")
    assert (person.revision, person.retired_why) == (4, "退休")


FACTS = st.builds(
    Fact,
    kind=st.sampled_from(["people.added", "people.changed", "people.retired", "people.restored"])
    | st.just("people.unheard_of"),
    subject=st.sampled_from(["a", "b", ""]),
    occurred_at=st.just(NOW),
    place=st.just(PLACE),
    body=st.dictionaries(st.just("revision"), BODY_VALUES),
    texts=st.dictionaries(st.sampled_from([*FIELDS, "initials", "why"]), HOSTILE_TEXTS),
    id=st.uuids(),
)


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sent=st.lists(FACTS, max_size=8))
def test_no_facts_fail_and_a_rebuild_change_nothing(store: Store, sent: list[Fact]) -> None:
    ledger = Ledger(store, FrozenClock(NOW), (PEOPLE_REGISTER,))
    ledger.record(*sent)
    before = rows_of(store, PEOPLE_REGISTER)
    with store.read() as session:  # whatever the rows hold can be read
        for person in reading.everybody(session, retired=True):
            assert person.rostered().part > 0
            assert person.responsible().id == person.id
    ledger.rebuild()
    assert rows_of(store, PEOPLE_REGISTER) == before


def test_the_roll_is_rebuilt_from_the_journal(staff: Store) -> None:
    before = rows_of(staff, PEOPLE_REGISTER)
    assert len(before["people"]) == 3
    Ledger(staff, FrozenClock(NOW)).rebuild()
    assert rows_of(staff, PEOPLE_REGISTER) == before


def test_a_purged_person_has_no_name_left_but_a_row(store: Store, ledger: Ledger) -> None:
    sent = added("a", name="甲", mobile="13800001111")
    ledger.record(sent)
    with store.write() as session:
        journal.purge(session, sent.id, reason="离职", actor="x", place=PLACE, at=NOW)
    ledger.rebuild()
    assert one(store, "a") == Person("a", "")
