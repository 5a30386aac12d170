"""A contact is put in, changed and taken out at the desk, with the checks of an import."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.hashing import Hasher
from dutyroom.registers.contacts import changing, reading, typed
from dutyroom.registers.contacts.book import Contact, Kind
from dutyroom.registers.contacts.history import history
from dutyroom.registers.contacts.typist import ContactRefused, Typist
from dutyroom.registers.contacts.who import who
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place
from tests.registers.at_once import at_once
from tests.registers.contacts.demo_book import NOW

BY = Typist("王五", "0480")
PERSON = {"unit": "石桥镇人民政府", "name": "钱七", "post": "主任", "mobile": "13800003333"}


@pytest.fixture
def door(store: Store) -> Access:
    """The door of a desk whose book is empty."""
    clock = FrozenClock(NOW)
    return Access(store, Ledger(store, clock), clock, Place("unit"), Hasher())


def held(door: Access, contact: str) -> Contact:
    """Return a contact."""
    with door.store.read() as session:
        found = reading.get(session, contact)
    assert found is not None
    return found


def everything(door: Access) -> list[str]:
    """Return the book, each contact in a line."""
    with door.store.read() as session:
        return [each.label() for each in reading.everything(session)]


def rebuilt_is_the_same(door: Access) -> None:
    """The journal alone gives the same book."""
    with door.store.read() as session:
        before = reading.everything(session)
    door.ledger.rebuild()
    with door.store.read() as session:
        assert reading.everything(session) == before


def behind(door: Access, number: str) -> str:
    """Return who is behind a number."""
    with door.store.read() as session:
        found = who(session, number, "0480")
    return found.label() if found is not None else ""


def test_a_person_is_put_in_with_their_unit_and_found_at_once(door: Access) -> None:
    """By number, name and initials; what speaks of the unit goes to the unit."""
    made = typed.put_in(door, {**PERSON, "duty": "2210101"}, BY)
    assert everything(door) == ["石桥镇人民政府", "石桥镇人民政府 钱七 主任"]
    assert behind(door, "13800003333") == "石桥镇人民政府 钱七 主任"
    assert behind(door, "04802210101") == "石桥镇人民政府"
    with door.store.read() as session:
        assert [each.id for each in reading.search(session, "qq")] == [made]
        (change,) = history(session, made)
    assert (change.by, change.at) == ("王五", NOW)


def test_what_is_learnt_of_somebody_known_is_added_to_what_the_book_holds(door: Access) -> None:
    """A number comes to the others, each once; nothing that stands there is taken away."""
    made = typed.put_in(door, PERSON, BY)
    assert typed.put_in(door, {**PERSON, "mobile": "13900004444、138 0000 3333"}, BY) == made
    person = held(door, made)
    assert person.fields["mobile"] == "13800003333、13900004444"
    with pytest.raises(ContactRefused):
        typed.put_in(door, PERSON, BY)
    assert everything(door) == ["石桥镇人民政府", "石桥镇人民政府 钱七 主任"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"mobile": "一三八"}, "Mobile"),
        ({"unit": ""}, "unit"),
        ({"verified_on": "2026-13-40"}, "Last verified"),
        ({"mobile": "1.38E+10"}, "1.38E+10"),
        ({"note": "说" * 501}, "Note"),
    ],
)
def test_what_an_import_would_refuse_is_refused_with_the_field(
    door: Access, said: dict[str, str], told: str
) -> None:
    """Put in or changed; nothing is recorded."""
    with pytest.raises(ContactRefused, match=told.replace("+", r"\+")):
        typed.put_in(door, {**PERSON, **said}, BY)
    assert everything(door) == []
    person = held(door, typed.put_in(door, PERSON, BY))
    with pytest.raises(ContactRefused, match=told.replace("+", r"\+")):
        changing.change(door, person, {**PERSON, **said}, BY)
    assert held(door, person.id) == person


def test_a_change_takes_away_moves_and_stays_readable(door: Access) -> None:
    """An emptied field is gone, the old number leads nowhere; the history has both."""
    person = held(door, typed.put_in(door, PERSON, BY))
    said = {"unit": "清河镇人民政府", "name": "钱七", "mobile": "13900004444"}
    changing.change(door, person, said, BY)
    assert held(door, person.id).label() == "清河镇人民政府 钱七"
    assert behind(door, "13800003333") == ""
    assert behind(door, "13900004444") == "清河镇人民政府 钱七"
    with door.store.read() as session:
        newest = history(session, person.id)[0]
    assert set(newest.fields) == {
        ("unit", "", "清河镇人民政府"),
        ("post", "主任", ""),
        ("mobile", "13800003333", "13900004444"),
    }
    rebuilt_is_the_same(door)


def test_of_two_who_change_the_same_contact_the_second_looks_again(door: Access) -> None:
    """Nothing is overwritten unseen; nor is one made that bears another's name."""
    person = held(door, typed.put_in(door, PERSON, BY))
    changing.change(door, person, {**PERSON, "post": "书记"}, BY)
    with pytest.raises(ContactRefused):
        changing.change(door, person, {**PERSON, "post": "镇长"}, BY)
    with pytest.raises(ContactRefused):
        changing.retire(door, person, "调走", BY)
    other = held(door, typed.put_in(door, {**PERSON, "name": "赵六"}, BY))
    with pytest.raises(ContactRefused, match="钱七"):
        changing.change(door, other, PERSON, BY)
    assert held(door, person.id).post == "书记"


def test_nothing_is_put_in_twice_by_two_at_once(
    door: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The book is looked at once more in the writing transaction."""
    reads: list[Callable[..., object]] = []
    before = reading.everything

    def sooner(session: object) -> list[Contact]:
        found = before(session)  # type: ignore[arg-type] # handed on
        if not reads:
            reads.append(before)
            typed.put_in(door, PERSON, replace(BY, actor="赵六"))
        return found

    monkeypatch.setattr(reading, "everything", sooner)
    with pytest.raises(ContactRefused):
        typed.put_in(door, PERSON, BY)
    monkeypatch.undo()
    assert everything(door) == ["石桥镇人民政府", "石桥镇人民政府 钱七 主任"]


def test_of_two_who_add_to_the_same_contact_at_once_neither_takes_anything_from_the_other(
    door: Access,
) -> None:
    """The second looks again at what stands there by now, and then adds to that."""
    made = typed.put_in(door, PERSON, BY)
    numbers = ("13800001111", "13800002222")
    refused = at_once(
        door,
        *(
            lambda own, mobile=mobile: typed.put_in(own, {**PERSON, "mobile": mobile}, BY)
            for mobile in numbers
        ),
    )
    assert [type(each) for each in refused] == [ContactRefused]
    for mobile in numbers:
        with suppress(ContactRefused):  # the one who came first has nothing to add
            typed.put_in(door, {**PERSON, "mobile": mobile}, BY)
    assert {each.written for each in held(door, made).numbers} == {PERSON["mobile"], *numbers}


def test_two_who_move_somebody_to_one_new_unit_at_once_make_it_once(door: Access) -> None:
    people = [
        held(door, typed.put_in(door, {**PERSON, "name": name, "mobile": ""}, BY))
        for name in ("钱七", "孙八")
    ]
    refused = at_once(
        door,
        *(
            lambda own, person=person: changing.change(
                own, person, {**person.fields, "name": person.name, "unit": "应急管理局"}, BY
            )
            for person in people
        ),
    )
    assert [type(each) for each in refused] == [ContactRefused]
    assert everything(door).count("应急管理局") == 1


def test_who_is_taken_out_is_found_no_more_and_no_unit_goes_before_its_people(
    door: Access,
) -> None:
    """A reason is needed; then the same may be put in again."""
    person = held(door, typed.put_in(door, PERSON, BY))
    unit = held(door, person.unit_id)
    with pytest.raises(ContactRefused, match="1"):
        changing.retire(door, unit, "撤并", BY)
    with pytest.raises(ContactRefused):
        changing.retire(door, person, " ", BY)
    changing.retire(door, person, "调走", BY)
    assert behind(door, "13800003333") == ""
    with door.store.read() as session:
        assert history(session, person.id)[0].why == "调走"
    changing.retire(door, unit, "撤并", BY)
    assert everything(door) == []
    assert typed.put_in(door, PERSON, BY) != person.id
    rebuilt_is_the_same(door)


def test_who_was_taken_out_by_mistake_comes_back_with_their_numbers(door: Access) -> None:
    """Found last in the search of the console; never beside another of the same name."""
    person = held(door, typed.put_in(door, PERSON, BY))
    changing.retire(door, person, "调走", BY)
    retired = held(door, person.id)
    with door.store.read() as session:
        assert reading.search(session, "钱七") == []
        assert reading.search(session, "钱七", retired=True) == [retired]
    other = held(door, typed.put_in(door, PERSON, BY))
    with pytest.raises(ContactRefused, match="钱七"):
        changing.restore(door, retired, "还在", BY)
    changing.retire(door, other, "重复", BY)
    unit = held(door, person.unit_id)
    changing.retire(door, unit, "撤并", BY)
    with pytest.raises(ContactRefused, match="石桥镇"):
        changing.restore(door, retired, "还在", BY)
    changing.restore(door, held(door, unit.id), "误删", BY)
    changing.restore(door, retired, "还在", BY)
    assert held(door, person.id) == person
    assert behind(door, "13800003333") == "石桥镇人民政府 钱七 主任"
    with door.store.read() as session:
        assert history(session, person.id)[0].why == "还在"
    rebuilt_is_the_same(door)


def test_a_unit_changes_its_name_and_its_parent(door: Access) -> None:
    """Never to be above itself, and never to bear another's name."""
    typed.put_in(door, {"unit": "县政府", "short_name": "县府", "duty": "2210000"}, BY)
    unit = held(door, typed.put_in(door, {"unit": "石桥乡"}, BY))
    assert unit.kind is Kind.UNIT
    with pytest.raises(ContactRefused):
        changing.change(door, unit, {"name": "石桥乡"}, BY)
    with pytest.raises(ContactRefused):
        changing.change(door, unit, {"name": "石桥镇", "parent": "石桥镇"}, BY)
    with pytest.raises(ContactRefused, match="县政府"):
        changing.change(door, unit, {"name": "县政府"}, BY)
    changing.change(door, unit, {"name": "石桥镇", "parent": "县府"}, BY)
    assert held(door, unit.id).unit == "县政府"
