"""Who is behind a number, in the demo unit's address book."""

from __future__ import annotations

import pytest

from dutyroom.registers.contacts import lookup, reading
from dutyroom.registers.contacts.book import Kind
from dutyroom.registers.contacts.who import who
from dutyroom.store.engine import Store
from tests.registers.contacts.demo_book import AREA, load

HEADER = ["单位", "姓名", "办公电话", "手机"]
STRANGERS = [
    "13812345678",
    "0571-2310101",
    "23101",
    "01",
    "",
    None,
    "P",
    "+",
    "a@b",
    "\0",
    "\ud800",
]
NOBODY = ["%", "_", "'", "", "   ", "100%", "\0", "a" * 5000, "\ud800", "٣"]


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ("0480-2310101", "清河镇人民政府"),
        ("2310101", "清河镇人民政府"),
        ("+86 480 2310101", "清河镇人民政府"),
        ("19900001202", "清河镇人民政府 覃小梅 值班员"),
        ("0 199 0000 1202", "清河镇人民政府 覃小梅 值班员"),
        ("806", "云岭区应急管理局 仇丽华 值班员"),
    ],
)
def test_a_number_is_known_however_it_is_sent(book: Store, number: str, label: str) -> None:
    with book.read() as session:
        contact = who(session, number, AREA)
    assert contact is not None
    assert contact.label() == label
    assert contact.sure


def test_a_number_that_people_share_is_their_unit(book: Store) -> None:
    with book.read() as session:
        contact = who(session, "0480-2210110", AREA)
    assert contact is not None
    assert contact.kind is Kind.UNIT
    assert contact.name == "云岭区人民政府办公室"
    assert contact.shared


@pytest.mark.parametrize(
    "number",
    ["13812345678", "", None, "P", "0571-2310101", "23101", "01", "\x00", "\ud800", "+", "sip:a@b"],
)
def test_a_stranger_stays_one(book: Store, number: str | None) -> None:
    with book.read() as session:
        assert who(session, number, AREA) is None


def test_a_number_known_only_by_its_end_is_not_sure(store: Store) -> None:
    load(store, [HEADER, ["市水利局", "", "0571-88001234", ""]])
    with store.read() as session:
        contact = who(session, "88001234")
    assert contact is not None
    assert contact.name == "市水利局"
    assert not contact.sure


def test_a_number_of_two_units_is_not_sure(store: Store) -> None:
    load(store, [HEADER, ["甲局", "", "0480-2990001", ""], ["乙局", "", "0480-2990001", ""]])
    with store.read() as session:
        contact = who(session, "04802990001", AREA)
    assert contact is not None
    assert contact.shared
    assert not contact.sure


def test_many_numbers_are_named_as_single_ones_are(book: Store) -> None:
    numbers = ["04802310101", "19900001202", "04802210110", "806", "13812345678"]
    with book.read() as session:
        many = lookup.behind(session, numbers, AREA)
        single = {number: who(session, number, AREA) for number in numbers}
    assert many == {number: contact for number, contact in single.items() if contact is not None}


def test_a_word_gives_the_numbers_behind_it(book: Store) -> None:
    with book.read() as session:
        assert "19900001202" in lookup.numbers_of(session, "覃小梅")
        assert "19900001202" in lookup.numbers_of(session, "qxm")
        assert lookup.numbers_of(session, "无此人") == set()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("zgq", "曾国强"),
        ("应急 值班", "仇丽华"),
        ("1202", "覃小梅"),
        ("0480-2310101", "清河镇人民政府"),
        ("清", "清河镇人民政府"),
        ("区应急局", "云岭区应急管理局"),
    ],
)
def test_search_finds_by_name_initials_post_and_number(book: Store, query: str, first: str) -> None:
    with book.read() as session:
        assert first in [contact.name for contact in reading.search(session, query)]


@pytest.mark.parametrize(
    "query", ["%", "_", "'", "", "   ", "100%", "\x00", "a" * 5000, "\ud800", "٣"]
)
def test_search_takes_every_text_literally(book: Store, query: str) -> None:
    with book.read() as session:
        assert reading.search(session, query) == []
