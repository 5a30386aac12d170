"""People and accounts as lists show them: words for codes, and who is retired."""

from __future__ import annotations

import pytest

from dutyroom.desk.staffing import AccountLine
from dutyroom.registers.accounts.reading import Account
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.people import facts
from dutyroom.registers.people.editing import PersonRefused, changed
from dutyroom.registers.people.history import PersonChange
from dutyroom.registers.people.person import Person
from dutyroom.registers.people.preview import preview
from dutyroom.registers.sheets.outcome import State
from dutyroom.store.facts import Place
from dutyroom.widgets import account_list
from dutyroom.widgets.people_list import explained
from tests.screens.scene import NOW

BOTH = {
    "name": "单晓明",
    "roles": "leader、head-of-room",
    "holiday_trained": "2026-09-28、2026-01-30",
}


def test_entries_of_a_list_are_in_any_order() -> None:
    person = Person("p", "单晓明", BOTH)
    rows = [
        ("姓名", "角色", "节前培训"),
        ("单晓明", "带班领导、值班室负责人", "2026-01-30、2026-09-28"),
    ]
    (change,) = preview(rows, [person], AreaCodes.load()).changes
    assert (change.state, change.fields) == (State.UNCHANGED, ())
    said = {**BOTH, "roles": "leader、head-of-room"}
    with pytest.raises(PersonRefused, match="Nothing has been changed"):
        changed(person, said, [], NOW, Place("unit"), actor="x", why="y")


def test_what_was_changed_is_told_in_words() -> None:
    change = PersonChange(
        facts.CHANGED, NOW, "x", "", (("roles", "leader", "head-of-room"), ("pool", "", "no"))
    )
    told = explained(Person("p", "单晓明"), [change]).plain
    assert "leader on duty > head of the duty room; Fixed duty pool (empty) > no" in told
    assert "head-of-room" not in told


def test_an_account_says_that_its_holder_is_retired() -> None:
    account = Account("p", frozenset(), "s", None, "", False, "", "", 0, None, "")
    for retired_at, told in ((None, False), (NOW, True)):
        row = AccountLine("p", Person("p", "单晓明", retired_at=retired_at), account)
        assert ("retired" in account_list.explained(row).plain) is told
        assert ("retired in use" in account_list._state(row).plain) is told
