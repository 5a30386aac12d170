"""Imports of people: the preview, the errors, and what gets into the register."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.clock import FrozenClock
from dutyroom.documents import import_report
from dutyroom.documents.sheet_reading import parse_sheet
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.people import reading
from dutyroom.registers.people.changes import Preview
from dutyroom.registers.people.person import Person
from dutyroom.registers.people.preview import preview
from dutyroom.registers.sheets import staging
from dutyroom.registers.sheets.headings import HeaderMissing
from dutyroom.registers.sheets.outcome import State, count
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from tests.registers.people.people_kit import HEADER, NOW, PLACE, STAFF, load
from tests.thorough import examples

AREAS = AreaCodes.load()


def look(rows: Sequence[Sequence[str]], existing: Sequence[Person] = ()) -> Preview:
    """Preview rows below the usual heading."""
    return preview([HEADER, *rows], existing, AREAS)


def contents(store: Store) -> list[Person]:
    """Return everybody."""
    with store.read() as session:
        return reading.everybody(session)


def test_importing_again_changes_nothing(store: Store) -> None:
    assert load(store, [HEADER, *STAFF]) == 3
    assert load(store, [HEADER, *STAFF]) == 0
    again = [[*row[:6], f"{row[6][:3]} {row[6][3:7]} {row[6][7:]}", *row[7:]] for row in STAFF]
    assert load(store, [HEADER, *again]) == 0


def test_a_change_is_told_field_by_field_and_an_empty_cell_takes_nothing(store: Store) -> None:
    load(store, [HEADER, *STAFF])
    found = look([["覃小梅", "02", "值班员", "公务员", "", "", "", "", ""]], contents(store))
    (change,) = found.changes
    assert change.state is State.CHANGED
    assert [(one.field, one.old, one.new) for one in change.fields] == [
        ("post_kind", "public-institution", "civil-servant")
    ]
    (told,) = import_report.lines(found, limit=1)
    assert told == ("~ 覃小梅: Kind of post staff of a public institution -> civil servant")


def test_two_people_of_one_name_are_told_apart_by_their_number(store: Store) -> None:
    load(store, [HEADER[:2], ["张伟", "1"], ["张伟", "2"]])
    assert len(contents(store)) == 2
    found = preview([["姓名", "职务"], ["张伟", "科长"]], contents(store), AREAS)
    assert [error.row for error in found.errors] == [2]
    assert "2" in found.errors[0].reason
    renamed = look([["张玮", "2", "", "", "", "", "", "", ""]], contents(store))
    assert [(one.field, one.new) for one in renamed.changes[0].fields] == [("name", "张玮")]


def test_one_person_in_two_rows_is_an_error_in_the_second(store: Store) -> None:
    load(store, [HEADER[:2], ["张伟", "1"]])
    rows = [["张伟", ""], ["张伟", "1"], ["李四", ""], ["李四", "9"], ["王五", "9"]]
    found = preview([HEADER[:2], *rows], contents(store), AREAS)
    assert [error.row for error in found.errors] == [3, 5]
    assert [change.name for change in found.changes] == ["张伟", "李四", "王五"]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (["甲", "", "厨师", "", "", "", "", "", ""], "roles"),
        (["甲", "", "", "总统", "", "", "", "", ""], "post_kind"),
        (["甲", "", "", "", "", "偶尔", "", "", ""], "engagement"),
        (["甲", "", "", "", "", "", "1.38E+10", "", ""], "mobile"),
        (["甲", "", "", "", "", "", "", "2026-13-40", ""], "trained_until"),
        (["甲", "", "", "", "", "", "", "", "2026-09-28、某天"], "holiday_trained"),
        (["", "", "值班员", "", "", "", "", "", ""], "name"),
        (["x" * 501, "", "", "", "", "", "", "", ""], "name"),
    ],
)
def test_a_bad_row_is_left_out_with_one_plain_sentence(row: list[str], field: str) -> None:
    found = look([row, ["乙", "", "值班员", "", "", "", "", "", ""]])
    (error,) = found.errors
    assert (error.row, error.field) == (2, field)
    assert "Row 2" in error.sentence()
    assert "\n" not in error.sentence()
    assert [change.name for change in found.changes] == ["乙"]


def test_a_row_names_all_that_is_wrong_with_it_in_one_sentence() -> None:
    found = look(
        [
            ["", "", "厨师、司机、值班员", "总统", "", "", "坏、1.38E+10", "", "某天、昨天"],
            ["甲", "1", "值班员", "", "", "", "", "", ""],
            ["甲", "1", "厨师", "", "", "", "", "", ""],
        ]
    )
    first, again = found.errors
    assert [one.field for one in first.each()] == [
        "roles",
        "post_kind",
        "mobile",
        "holiday_trained",
        "name",
    ]
    for said in ("厨师", "司机", "总统", "坏", "1.38E+10", "某天", "昨天", "fill in the name"):
        assert said in first.sentence()
    assert first.sentence().count("Row 2") == 1
    assert [one.field for one in again.each()] == ["roles", "name"]
    told = import_report.as_json(found, imported=False)["errors"]
    assert isinstance(told, list)
    assert len(told) == 7
    assert [change.rows for change in found.changes] == [(3,)]


def test_five_thousand_bad_rows_are_told_one_by_one_and_nothing_is_written(store: Store) -> None:
    rows = [[f"人{number}", "", "厨师", "", "", "", "坏", "", ""] for number in range(5000)]
    found = look(rows)
    assert len(found.errors) == 5000
    assert found.errors[-1].row == 5001
    assert not found.changes
    assert load(store, [HEADER, *rows]) == 0
    assert contents(store) == []


def test_five_thousand_rows_of_one_name_are_told_quickly() -> None:
    found = look([["张伟", "", "", "", "", "", "", "", ""]] * 5000)
    assert (len(found.errors), len(found.changes)) == (4999, 1)


def test_merged_cells_and_a_title_above_are_read(store: Store) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云岭区值班人员一览表"])
    sheet.merge_cells("A1:C1")
    sheet.append(["姓名", "角色", "职务"])
    sheet.append(["甲", "值班员", "科员"])
    sheet.append(["乙", "", ""])
    sheet.merge_cells("B3:B4")
    stream = io.BytesIO()
    book.save(stream)
    read = parse_sheet(stream.getvalue())
    assert load(store, read.rows) == 2
    seen = preview(read.rows, [], AREAS, merged=read.merged)
    assert [(one.first, one.last, one.headings, one.text) for one in seen.untaken] == [
        (3, 4, ("角色",), "值班员")
    ]
    (told,) = (line for line in import_report.lines(seen, limit=5) if "merged" in line)
    assert told.startswith("Rows 3–4, 角色: merged cells; “值班员” counts for the first")
    assert import_report.as_json(seen, imported=False)["merged"] == [
        {"first": 3, "last": 4, "columns": ["角色"], "text": "值班员"}
    ]
    people = {person.name: person for person in contents(store)}
    assert people["甲"].fields["roles"] == "officer"
    assert people["乙"].fields.get("roles", "") == ""  # nobody gets a post by merging
    assert people["乙"].position == ""


def test_wrong_headings_are_refused_with_the_right_ones(store: Store) -> None:
    for rows in ([["甲", "乙"], ["1", "2"]], [], [["工号", "手机"], ["1", "13800001111"]]):
        with pytest.raises(HeaderMissing, match="Staff number"):
            preview(rows, [], AREAS)


def test_an_import_cut_off_is_finished_or_never_happened(store: Store) -> None:
    rows = [[f"人{number:02}", "", "", "", "", "", "", "", ""] for number in range(30)]
    facts = look(rows).facts(NOW, PLACE, actor="x")
    ledger = Ledger(store, FrozenClock(NOW))
    next(staging.carry_out(store, ledger, facts, NOW))  # then the process dies
    assert 0 < len(contents(store)) < 30
    list(staging.resume(store, ledger, NOW))
    assert len(contents(store)) == 30


CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["张三", "李四", "值班员", "公务员", "13800001111", "1.38E+10", "=1+1", "0.5", ""]
    ),
)
GRID = st.lists(st.lists(CELL, max_size=9), max_size=8)


@given(GRID)
def test_no_grid_makes_a_preview_fail(grid: list[list[str]]) -> None:
    found = look(grid)
    assert all(error.row >= 2 for error in found.errors)
    assert len({error.row for error in found.errors}) == len(found.errors)
    for fact in found.facts(NOW, PLACE, actor="x"):
        assert Fact.from_json(fact.to_json()) == fact


@given(GRID)
def test_any_heading_is_read_or_refused(grid: list[list[str]]) -> None:
    with suppress(HeaderMissing):
        assert preview(grid, [], AREAS) is not None


@settings(max_examples=examples(100))
@given(GRID)
def test_what_was_imported_is_unchanged_when_imported_again(grid: list[list[str]]) -> None:
    first = look(grid)
    people = [
        Person(change.person.id, change.name, {one.field: one.new for one in change.fields})
        for change in first.changes
    ]
    again = look(grid, people)
    assert count(again, State.ADDED) == count(again, State.CHANGED) == 0
