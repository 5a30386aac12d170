"""Imports: the preview, the errors, and what gets into the book."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.registers.contacts import reading
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.book import LONGEST, Contact, Kind
from dutyroom.registers.contacts.changes import Preview
from dutyroom.registers.contacts.columns import find_header
from dutyroom.registers.contacts.preview import preview
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.sheets import staging
from dutyroom.registers.sheets.headings import HeaderMissing
from dutyroom.registers.sheets.merging import Merged
from dutyroom.registers.sheets.outcome import State
from dutyroom.store import journal
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.contacts.demo_book import AREA, NOW, load
from tests.thorough import examples

AREAS = AreaCodes.load()
HEADER = ["单位", "姓名", "职务", "值班电话", "办公电话", "手机", "核对日期"]


def look(rows: Sequence[Sequence[str]], existing: Sequence[Contact] = ()) -> Preview:
    """Preview rows below the usual heading."""
    return preview([HEADER, *rows], existing, AREAS, area_code=AREA)


def contents(store: Store) -> list[Contact]:
    """Return the whole book."""
    with store.read() as session:
        return reading.everything(session)


def test_the_demo_unit_is_read_without_an_error(book: Store) -> None:
    found = contents(book)
    assert len(found) == 46
    person = next(contact for contact in found if contact.name == "曾国强")
    assert person.unit == "云岭区人民政府办公室"
    assert person.post == "副主任、带班领导"
    assert person.verified_on is not None
    town = next(contact for contact in found if contact.name == "清河镇人民政府")
    assert town.unit == "云岭区人民政府办公室"
    assert [number.label for number in town.numbers] == ["duty", "fax"]


def test_importing_again_changes_nothing(store: Store) -> None:
    rows = [HEADER, ["甲局", "张三", "局长", "0480-2990001", "", "13800001111", "2026年11月2日"]]
    assert load(store, rows) == 2
    assert load(store, rows) == 0
    rows[1][5] = "138 0000 1111"  # the same number, written otherwise
    assert load(store, rows) == 0


def test_a_change_is_told_field_by_field(store: Store) -> None:
    load(store, [HEADER, ["甲局", "张三", "科员", "", "2990001", "13800001111", ""]])
    found = look([["甲局", "张三", "科长", "", "", "13900002222", ""]], contents(store))
    change = next(one for one in found.changes if one.kind is Kind.PERSON)
    assert change.state is State.CHANGED
    assert [(one.field, one.old, one.new) for one in change.fields] == [
        ("post", "科员", "科长"),
        ("mobile", "13800001111", "13900002222"),
    ]
    load(store, [HEADER, ["甲局", "张三", "科长", "", "", "13900002222", ""]])
    (person,) = (one for one in contents(store) if one.kind is Kind.PERSON)
    assert person.fields["office"] == "2990001"  # an empty cell takes nothing away
    assert {number.written for number in person.numbers} == {"2990001", "13900002222"}
    with store.read() as session:
        last = list(journal.entries(session, subject=person.id))[-1].fact
    assert last.texts["old.post"] == "科员"


def test_absence_retires_nobody(book: Store) -> None:
    load(book, [HEADER, ["甲局", "张三", "", "", "", "", ""]])
    assert len(contents(book)) == 48


def test_merged_cells_leave_people_with_the_unit_above(store: Store) -> None:
    load(
        store,
        [
            ["云岭区值班通讯录", "", "", "", "", "", ""],
            [],
            HEADER,
            ["甲局", "张三", "局长", "2990001", "", "", ""],
            ["", "李四", "科长", "", "", "", ""],
            ["乙局", "王五", "局长", "2990002", "", "", ""],
        ],
    )
    people = {one.name: one.unit for one in contents(store) if one.kind is Kind.PERSON}
    assert people == {"张三": "甲局", "李四": "甲局", "王五": "乙局"}
    units = {one.name: one.numbers[0].written for one in contents(store) if one.numbers}
    assert units == {"甲局": "2990001", "乙局": "2990002"}


@pytest.mark.parametrize(
    ("unit", "people"), [("乙局", ("甲局", "乙局")), ("乙" * (LONGEST + 1), ("甲局",))]
)
def test_nobody_goes_to_the_unit_before_one_whose_row_is_refused(
    unit: str, people: tuple[str, ...]
) -> None:
    """A blank unit means the one above, whatever else is wrong in its row."""
    rows = [
        HEADER,
        ["甲局", "张三", "", "", "", "", ""],
        [unit, "李四", "", "不是号码", "", "", ""],
        ["", "王五", "", "", "", "", ""],
    ]
    seen = preview(rows, [], AREAS)
    found = [change for change in seen.changes if change.kind is Kind.PERSON]
    assert tuple(change.unit for change in found) == people


def test_merged_cells_are_named_unless_they_speak_of_one_unit() -> None:
    rows = [
        HEADER,
        ["甲局", "张三", "局长", "2990001", "", "", ""],
        ["", "李四", "", "", "", "", ""],
        ["乙局", "王五", "", "", "", "", ""],
    ]
    unit, post, duty = Merged(1, 0, 2, 0), Merged(1, 2, 2, 2), Merged(1, 3, 2, 3)
    two_units = Merged(1, 3, 3, 3)
    seen = preview(rows, [], AREAS, merged=[unit, post, duty])
    assert [(one.first, one.last, one.headings) for one in seen.untaken] == [(2, 3, (HEADER[2],))]
    seen = preview(rows, [], AREAS, merged=[two_units])
    assert [(one.last, one.text) for one in seen.untaken] == [(4, "2990001")]


def test_each_bad_row_is_told_and_the_good_ones_go_in() -> None:
    found = look(
        [
            ["", "没单位", "", "", "", "", ""],
            ["甲局", "张三", "", "", "不是号码", "", ""],
            ["甲局", "李四", "", "", "", "1.38E+10", ""],
            ["甲局", "王五", "", "", "", "", "2026-13-40"],
            ["甲局", "赵六", "", "", "", "13800001111", ""],
            ["甲局", "赵六", "科长", "", "", "", ""],
            ["甲局", "赵六", "局长", "", "", "", ""],
            ["x" * 501, "", "", "", "", "", ""],
        ]
    )
    assert [(error.row, error.field) for error in found.errors] == [
        (2, "unit"),
        (3, "office"),
        (4, "mobile"),
        (5, "verified_on"),
        (8, "post"),
        (9, "unit"),
    ]
    assert {change.name for change in found.changes} == {"甲局", "赵六"}


def test_a_row_names_all_that_is_wrong_with_it() -> None:
    found = look([["", "甲", "", "", "坏、也坏", "1.38E+10", "2026-13-40"]])
    (error,) = found.errors
    assert [one.field for one in error.each()] == ["office", "mobile", "verified_on", "unit"]
    for said in ("“坏”", "“也坏”", "1.38E+10", "2026-13-40", "name the unit"):
        assert said in error.sentence()


def test_five_thousand_bad_rows_are_told_one_by_one() -> None:
    found = look([["甲局", f"人{number}", "", "", "坏", "", ""] for number in range(5000)])
    assert len(found.errors) == 5000
    assert found.errors[-1].row == 5001
    assert not found.changes


def test_wrong_headings_are_refused_with_the_right_ones() -> None:
    with pytest.raises(HeaderMissing, match="Unit"):
        find_header([["甲", "乙"], ["1", "2"]])
    with pytest.raises(HeaderMissing):
        find_header([])


@pytest.mark.parametrize(
    "heading",
    [
        ["单 位", "姓名", "手机号码"],
        ["Department", "Full Name", "Mobile"],
        ["部门名称*", "联系人：", "移动电话"],
        ["序号", "所属单位", "姓名（必填）", "手机"],
    ],
)
def test_headings_are_known_in_many_words(heading: list[str]) -> None:
    fields = find_header([["通讯录"], heading]).fields.values()
    assert {"unit", "mobile"} <= set(fields)


def test_a_short_name_means_its_unit(store: Store) -> None:
    load(store, [["单位", "简称"], ["云岭区应急管理局", "应急局"]])
    load(store, [["单位", "姓名"], ["应急局", "张三"]])
    assert [one.name for one in contents(store)] == ["云岭区应急管理局", "张三"]


def test_an_import_cut_off_before_the_seal_never_happened(store: Store, ledger: Ledger) -> None:
    facts = prepared(3)
    staging.stage(store, facts, NOW)
    with store.write() as session:
        session.connection().exec_driver_sql("UPDATE contact_import SET sealed = 0")
    assert list(staging.resume(store, ledger, NOW)) == []
    assert staging.waiting(store)  # another process may still be staging
    assert list(staging.resume(store, ledger, NOW + timedelta(hours=2))) == []
    assert not staging.waiting(store)
    assert contents(store) == []


def test_an_import_cut_off_after_the_seal_is_finished(store: Store, ledger: Ledger) -> None:
    facts = prepared(30)
    next(staging.carry_out(store, ledger, facts, NOW))  # then the process dies
    assert 0 < len(contents(store)) < 30
    ledger.record(*facts[:20])  # and had written more than it knew
    list(staging.resume(store, ledger, NOW))
    assert len(contents(store)) == 30
    assert not staging.waiting(store)
    with store.read() as session:
        assert len(list(journal.entries(session))) == 30


def prepared(count: int) -> list[Fact]:
    """Return the facts of an import of some units."""
    found = look([[f"单位{number:02}", "", "", "", "", "", ""] for number in range(count)])
    return found.facts(NOW, Place("yunling"), actor="李建国", source="test")


def test_the_book_is_rebuilt_from_the_journal(book: Store) -> None:
    before = contents(book)
    Ledger(book, FrozenClock(NOW)).rebuild()
    assert contents(book) == before


CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["甲局", "乙局", "张三", "李四", "13800001111", "1.38E+10", "=1+1", "坏\x00", ""]
    ),
)
GRID = st.lists(st.lists(CELL, max_size=8), max_size=8)


@given(GRID)
def test_no_grid_makes_a_preview_fail(grid: list[list[str]]) -> None:
    found = look(grid)
    assert all(error.row >= 2 for error in found.errors)
    for fact in found.facts(NOW, Place("yunling"), actor="x", source="y"):
        assert Fact.from_json(fact.to_json()) == fact


@given(GRID)
def test_any_heading_is_read_or_refused(grid: list[list[str]]) -> None:
    with suppress(HeaderMissing):
        assert preview(grid, [], AREAS) is not None


@settings(max_examples=examples(200))
@given(GRID)
def test_what_was_imported_is_unchanged_when_imported_again(grid: list[list[str]]) -> None:
    first = look(grid)
    names = {change.contact: change.name for change in first.changes}
    book = [
        Contact(
            change.contact,
            change.kind,
            change.name,
            change.unit_id,
            names.get(change.unit_id, ""),
            {one.field: one.new for one in change.fields},
        )
        for change in first.changes
    ]
    assert look(grid, book).count(State.UNCHANGED) == len(first.changes)
