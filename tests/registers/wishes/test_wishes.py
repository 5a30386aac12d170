"""The register of wishes: its acts, whose they are, its rows, and what the roster makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.registers.accounts import opening
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.noting import Noted
from dutyroom.registers.people import facts as people
from dutyroom.registers.roster.judging import faults_of
from dutyroom.registers.roster.setting import setting
from dutyroom.registers.wishes import acts, facts, reading
from dutyroom.registers.wishes.errors import WishRefused
from dutyroom.registers.wishes.facts import Wish
from dutyroom.registers.wishes.granting import granted
from dutyroom.registers.wishes.kinds import WishFilter, WishState
from dutyroom.registers.wishes.reading import WishRow
from dutyroom.registers.wishes.register import WISHES
from dutyroom.registers.wishes.rules import enterable
from dutyroom.standard.roster.faults import FaultKind
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.accounts import account_kit
from tests.registers.projection_kit import (
    BODY_VALUES,
    HOSTILE_TEXTS,
    disordered,
    migrated_differences,
    rows_of,
)
from tests.registers.roster import roster_kit
from tests.registers.roster.roster_kit import (
    FIRST,
    LAST,
    LEADERS,
    NOW,
    OFFICERS,
    PLANNING,
    Room,
    put,
)

TODAY = date(2026, 11, 20)
PLACE = Place("yunling")
TENTH = date(2026, 12, 10)
AGAINST = Wish("o1", "单明", False, TENTH, TENTH, reason="家长会")
FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def room(store: Store) -> Room:
    """A room with seven officers and three leaders, in November."""
    return roster_kit.room(store)


def ask(room: Room, wish: Wish, sitting: str = "") -> str:
    """Enter a wish."""
    return acts.ask(room.access, wish, PLANNING, actor=wish.name, sitting=sitting)


def withdraw(room: Room, wish: str, why: str = "改期", sitting: str = "") -> None:
    """Withdraw a wish."""
    acts.withdraw(room.access, wish, why, PLANNING, actor="覃小梅", sitting=sitting)


def listed(room: Room, which: WishFilter, query: str = "") -> list[WishRow]:
    """Return the wishes of a filter, in December."""
    with room.access.store.read() as session:
        return reading.listed(session, which, (FIRST, LAST), TODAY, query=query)


def states(room: Room, today: date = TODAY) -> dict[str, WishState]:
    """Return how every wish stands."""
    rows = listed(room, WishFilter.ALL)
    with room.access.store.read() as session:
        return {each.id: each.state for each in granted(session, rows, today)}


def test_a_wish_is_asked_found_and_withdrawn_and_stays_readable(room: Room) -> None:
    wish = ask(room, AGAINST)
    late = ask(room, Wish("o2", "韦东", True, date(2027, 1, 4), date(2027, 1, 8), ("night",), True))
    assert [row.id for row in listed(room, WishFilter.MONTH)] == [wish]
    assert [row.id for row in listed(room, WishFilter.STANDING)] == [wish, late]
    assert [row.id for row in listed(room, WishFilter.ALL)] == [late, wish]
    assert [row.id for row in listed(room, WishFilter.ALL, "单 家长")] == [wish]
    with room.access.store.read() as session:
        assert reading.counts(session, (FIRST, LAST), TODAY) == {"month": 1, "standing": 2}
        (request,) = reading.requests(session, date(2027, 1, 8), date(2027, 1, 9), 3.0)
    assert (request.wanted, request.shifts, request.weight) == (True, frozenset({"night"}), 3.0)
    with pytest.raises(WishRefused, match="Say why"):
        withdraw(room, wish, " ")
    withdraw(room, wish)
    (row,) = listed(room, WishFilter.WITHDRAWN)
    assert (row.id, row.reason, row.withdrawn_by, row.withdrawn_why) == (
        wish, "家长会", "覃小梅", "改期",
    )  # fmt: skip
    assert listed(room, WishFilter.MONTH) == []
    for gone, what in ((wish, "already"), ("nobody", "no such")):
        with pytest.raises(WishRefused, match=what):
            withdraw(room, gone)
    ask(room, AGAINST)  # it may be wished again
    room.go_to(datetime(2027, 1, 9, 1, tzinfo=UTC))  # past the hour at which a duty day begins
    with pytest.raises(WishRefused, match="are over"):
        withdraw(room, late)
    with room.access.store.read() as session:
        after = date(2027, 1, 9)
        assert reading.listed(session, WishFilter.STANDING, (FIRST, LAST), after) == []
        assert reading.counts(session, (FIRST, LAST), after) == {"month": 1, "standing": 0}


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (replace(AGAINST, first=TODAY - timedelta(days=1)), "2026-11-19 is over"),
        (replace(AGAINST, last=TENTH - timedelta(days=1)), "before the first"),
        (replace(AGAINST, last=TENTH + timedelta(days=31)), "at most 31 days"),
        (replace(AGAINST, first=date(2062, 1, 1), last=date(2062, 1, 1)), "a year ahead"),
        (replace(AGAINST, person="nobody"), "not in the register"),
        (replace(AGAINST, person="gone"), "老陈 is not rostered"),
        (replace(AGAINST, person="early"), "小许 is not rostered"),
        (replace(AGAINST, person="head"), "韦振华 is not rostered on"),
        (replace(AGAINST, shifts=("leader",)), "单明 is not rostered in these shifts: 带班"),
        (replace(AGAINST, shifts=("day", "evening")), "in these shifts: evening"),
    ],
)
def test_what_nobody_can_wish_is_refused(room: Room, wish: Wish, why: str) -> None:
    for key, name, more in (
        ("gone", "老陈", {"roles": "officer"}),
        ("early", "小许", {"roles": "officer", "active_from": "2027-01-01"}),
        ("head", "韦振华", {"roles": "head-of-unit"}),
    ):
        fields = {"name": name, **more}
        room.access.ledger.record(people.added(key, NOW, PLACE, actor="李建国", fields=fields))
    gone = room.access.person("gone")
    room.access.ledger.record(people.retired(gone, NOW, PLACE, actor="李建国", why="调离"))
    with pytest.raises(WishRefused, match=why):
        ask(room, wish)
    assert listed(room, WishFilter.ALL) == []


def test_wishes_of_one_person_do_not_contradict_each_other(room: Room) -> None:
    """What stands is named; more or stronger of the same may be added, the same again not."""
    nights = ("night",)
    ask(room, replace(AGAINST, last=TENTH + timedelta(days=5), shifts=nights))
    after = TENTH + timedelta(days=3)
    for wish, why in (
        (
            replace(AGAINST, first=after, last=after, wanted=True),
            "the opposite for 2026-12-10 - 12-15",
        ),
        (replace(AGAINST, first=after, last=after, shifts=nights), "wished that already"),
    ):
        with pytest.raises(WishRefused, match=why):
            ask(room, wish)
    for wish in (
        replace(AGAINST, wanted=True, shifts=("day",)),  # other shifts
        replace(AGAINST, first=after, last=after),  # every shift of a day
        replace(AGAINST, first=after, last=after, shifts=nights, strong=True),
        replace(AGAINST, person="o2", wanted=True),  # somebody else
    ):
        ask(room, wish)
    assert len(listed(room, WishFilter.ALL)) == 5


def test_nobody_wishes_more_than_half_a_month_away(room: Room) -> None:
    """Every night of a month may be; wishes for duty do not count, nor does another month."""
    half = replace(AGAINST, first=FIRST, last=date(2026, 12, 15))
    ask(room, half)
    with pytest.raises(WishRefused, match="32 shifts of 2026-12; at most 31"):
        ask(room, replace(half, first=date(2026, 12, 20), last=date(2026, 12, 20)))
    evening = replace(half, first=date(2026, 12, 20), last=date(2026, 12, 20), shifts=("night",))
    ask(room, evening)
    ask(room, replace(evening, wanted=True, shifts=("day",)))
    ask(room, replace(evening, strong=True))  # of the same shift
    with pytest.raises(WishRefused, match="at most 31"):
        ask(room, replace(half, first=LAST, last=date(2027, 1, 5), shifts=("day",)))
    ask(room, replace(half, first=date(2027, 1, 1), last=date(2027, 1, 5)))
    ask(room, replace(half, person="o2", last=LAST, shifts=("night",)))
    with pytest.raises(WishRefused, match="16 shifts of 2026-12; at most 15"):
        ask(room, Wish("l0", "曾国强", False, FIRST, date(2026, 12, 16)))
    assert len(listed(room, WishFilter.ALL)) == 6


def test_everybody_wishes_for_themselves_and_whoever_rosters_for_all(store: Store) -> None:
    made = roster_kit.room(store)
    staff = account_kit.desk(store, made.clock, "unit")
    officer, admin = staff.officer_session(), staff.admin_session()
    leader = opening.open_session(staff.access, staff.leader.id, account_kit.PASSWORD).id
    own = replace(AGAINST, person=staff.officer.id, name=staff.officer.name)
    with store.read() as session:
        theirs, of_all = (enterable(session, who, TODAY, "单明") for who in (officer, leader))
    assert [one.id for one in theirs.people] == [theirs.own] == [staff.officer.id]
    assert (len(of_all.people), of_all.own) == (len(OFFICERS) + len(LEADERS) + 2, staff.leader.id)
    wish = ask(made, own, officer)
    for sitting in (officer, ""):
        with pytest.raises(WishRefused, match="their own wishes"):
            ask(made, AGAINST, sitting)
    of_other = ask(made, AGAINST, leader)
    with pytest.raises(WishRefused, match="their own wishes"):
        withdraw(made, of_other, sitting=officer)
    withdraw(made, of_other, sitting=admin)
    withdraw(made, wish, sitting=officer)
    assert len(listed(made, WishFilter.WITHDRAWN)) == 2


def test_a_roster_is_judged_by_the_wishes_of_its_days_and_tells_which_are_met(room: Room) -> None:
    ids = {
        "against": ask(room, replace(AGAINST, shifts=("night",))),
        "for": ask(room, Wish("o2", "韦东", True, TENTH, TENTH + timedelta(days=1))),
        "spared": ask(room, replace(AGAINST, person="o3", strong=True)),
        "beyond": ask(room, Wish("o4", "李军", False, LAST, date(2027, 1, 2))),
        "later": ask(room, replace(AGAINST, first=date(2027, 1, 5), last=date(2027, 1, 5))),
    }
    roster = room.filled()
    for slot, person in (("day", "o0"), ("night", "o1")):
        roster = put(roster, f"{TENTH}/{slot}", person)
    following = TENTH + timedelta(days=1)
    for slot in (f"{following}/day", f"{following}/night", f"{LAST}/day", f"{LAST}/night"):
        roster = put(roster, slot, "o5")
    with room.access.store.read() as session:
        judged = setting(session, FIRST, LAST, PLANNING)
    assert [each.weight for each in judged.requests] == [1.0, 1.0, 3.0, 1.0]  # not the later one
    version = room.publish(roster)
    with room.access.store.read() as session:
        told = [
            each for each in faults_of(session, roster, PLANNING) if each.kind is FaultKind.WISH
        ]
    assert [(each.people, each.slots, each.blocking) for each in told] == [
        (("o1",), (f"{TENTH}/night",), False)
    ]
    assert version.number == 1  # no reason was asked for
    found = states(room)
    assert {name: found[key].value for name, key in ids.items()} == {
        "against": "unmet", "for": "unmet", "spared": "met",
        "beyond": "waiting",  # half of its days are not published
        "later": "waiting",
    }  # fmt: skip
    later = states(room, date(2027, 2, 1))
    assert [later[ids[name]].value for name in ("beyond", "later")] == ["met", "over"]
    withdraw(room, ids["against"])
    assert states(room)[ids["against"]] is WishState.WITHDRAWN


def life(wish: str) -> list[Fact]:
    """Return the facts of a wish in order, written twice, the clock set back between them."""
    before = Noted(NOW - timedelta(hours=9), PLACE, "李军")
    return [
        facts.asked(wish, Noted(NOW, PLACE, "单明"), AGAINST),
        facts.withdrawn(wish, before, revision=1, why="改期"),
        facts.withdrawn(wish, Noted(NOW, PLACE, "黄丽"), revision=2, why="重复"),
    ]


@FEW
@given(data=st.data())
def test_the_same_facts_make_the_same_row_in_any_order(room: Room, data: st.DataObject) -> None:
    wish = facts.new_id()
    Ledger(room.access.store, room.clock).record(*data.draw(disordered(life(wish))))
    with room.access.store.read() as session:
        found = reading.get(session, wish)
    assert found is not None
    assert (found.withdrawn_by, found.withdrawn_why, found.asked_by) == ("李军", "改期", "单明")


@FEW
@given(
    kind=st.sampled_from(facts.KINDS),
    body=st.dictionaries(
        st.sampled_from(["person", "wanted", "first", "last", "shifts", "strong", "revision"]),
        BODY_VALUES | st.sampled_from(["0001-01-01", "9999-12-31", "2026-12-10"]),
    ),
    texts=st.dictionaries(st.sampled_from(["name", "reason", "why"]), HOSTILE_TEXTS),
)
def test_no_fact_makes_it_fail(
    room: Room, kind: str, body: dict[str, object], texts: dict[str, str]
) -> None:
    wish = facts.new_id()
    room.access.ledger.record(Fact(kind, wish, NOW, PLACE, body=body, texts=texts))  # type: ignore[arg-type]
    room.access.ledger.record(*life(wish))
    states(room)
    with room.access.store.read() as session:
        setting(session, FIRST, LAST, PLANNING)
    before = rows_of(room.access.store, WISHES)
    room.access.ledger.rebuild()
    assert rows_of(room.access.store, WISHES) == before


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, WISHES) == []
