"""Whose first duty it is, and how stable the pool is (article 13)."""

from __future__ import annotations

from dutyroom.registers.people import facts as people
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import facts as shifts
from dutyroom.registers.shifts import serving
from dutyroom.registers.shifts.newcomers import Turnover, newcomers, turnover
from dutyroom.widgets.pool_words import pool_told
from dutyroom.widgets.shift_view import whole
from tests.registers.accounts.account_kit import Desk, add_person
from tests.registers.shifts.shift_kit import current, known, officer_of, sign_on

DAY = 86400.0


def added(desk: Desk, name: str, **fields: str) -> str:
    """Put an officer into the register; return the id."""
    key, held = people.new_id(), {"name": name, "roles": "officer", **fields}
    now, place = desk.clock.now(), desk.access.place
    desk.access.ledger.record(people.added(key, now, place, actor="x", fields=held))
    return key


def new(desk: Desk) -> frozenset[str]:
    """Return who never served."""
    with desk.access.store.read() as session:
        return newcomers(session)


def later(desk: Desk) -> Person:
    """Have the desk serve since yesterday; return an officer who came today."""
    assert new(desk) == frozenset()  # before the first shift nothing is known
    sign_on(desk, desk.officer)
    desk.clock.advance(DAY)
    return officer_of(desk, "单晓明")


def test_who_came_later_and_never_served_is_new(desk: Desk) -> None:
    """Whoever was there before the first shift on record may have served without it."""
    before = add_person(desk.access, "农秀", "officer")
    second = later(desk)
    old = added(desk, "韦东", appointed_on="2020-05-01")
    leader = add_person(desk.access, "曾强", "leader")
    assert new(desk) == {second.id}
    assert not {before.id, old, leader.id} & new(desk)


def test_the_shift_marks_a_first_duty_and_the_second_no_more(desk: Desk) -> None:
    second = later(desk)
    first = sign_on(desk, second).shift
    assert "单晓明  declared: no alcohol, fit for duty  first duty on record" in _said(desk, first)
    desk.clock.advance(DAY)
    sign_on(desk, desk.officer)
    desk.clock.advance(DAY)
    again = sign_on(desk, second).shift
    assert "first duty" not in _said(desk, again)
    assert "first duty on record" in _said(desk, first)  # as it was
    assert new(desk) == frozenset()


def test_who_stood_in_has_served(desk: Desk) -> None:
    second = later(desk)
    shift = current(desk)
    assert shift is not None
    serving.leave_post(
        desk.access, shift.id, reason="就医", substitute="单晓明", substitute_id=second.id
    )
    assert new(desk) == frozenset()


def test_the_pool_is_counted_over_a_year(desk: Desk) -> None:
    second = later(desk)
    added(desk, "韦东", pool="no", appointed_on="2020-05-01")
    added(desk, "农秀", appointed_on="2020-05-01", active_until="2026-11-24")
    sign_on(desk, second)
    desk.clock.advance(2 * DAY)
    now = desk.clock.now()
    with desk.access.store.read() as session:
        found = turnover(session, now)
    assert found == Turnover(officers=3, fixed=2, came=1, left=1, shifts=2, outside=0)
    words = [each.plain for each in pool_told(found)]
    assert words[0] == "Officers: 3, in the fixed pool: 2; came: 1, left: 1."


def _said(desk: Desk, shift: str) -> str:
    return whole(known(desk, shift), {}).plain


def test_who_is_not_of_the_pool_is_marked_with_the_shift(desk: Desk) -> None:
    shift = sign_on(desk, desk.officer).shift
    assert "pool" not in _said(desk, shift)
    now, place = desk.clock.now(), desk.access.place
    person = desk.access.person(desk.officer.id)
    change = people.changed(person, now, place, actor="x", new={"pool": "no"}, why="临时")
    desk.access.ledger.record(change)
    assert "outside the fixed pool" in _said(desk, shift)


def test_a_typed_name_is_that_of_whoever_bears_it(desk: Desk) -> None:
    """A desk without accounts keeps names: who is in the register is not said to be missing."""
    added(desk, "韦东", pool="no")
    place, told = desk.access.place, {}
    for shift, name in enumerate((desk.officer.name, "韦东", "外人")):
        desk.clock.advance(DAY)
        begun = shifts.begun(str(shift), desk.clock.now(), place, officer=name)
        desk.access.ledger.record(begun)
        told[name] = _said(desk, str(shift))
    assert "pool" not in told[desk.officer.name]
    assert "register" not in told[desk.officer.name]
    assert "outside the fixed pool" in told["韦东"]
    assert "not in the register" in told["外人"]
    with desk.access.store.read() as session:
        found = turnover(session, desk.clock.now())
    assert (found.shifts, found.outside) == (3, 2)
