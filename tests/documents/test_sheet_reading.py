"""Spreadsheets from elsewhere: encodings, delimiters, formulas, bombs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom import i18n
from dutyroom.desk import day_import
from dutyroom.documents.errors import SheetUnreadable
from dutyroom.documents.sheet import MOST_BYTES, MOST_ROWS
from dutyroom.documents.sheet_reading import parse_sheet, read_sheet
from dutyroom.documents.table import Column, write_csv_bytes, write_xlsx
from dutyroom.registers.sheets.merging import Merged
from dutyroom.store.engine import Store
from tests.thorough import examples

LIST = "单位,姓名,手机\r\n甲局,张三,13800001111\r\n"
ROWS = (("单位", "姓名", "手机"), ("甲局", "张三", "13800001111"))


def workbook(rows: Sequence[Sequence[str | float | bool]]) -> bytes:
    """Return an XLSX file of some rows."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rezipped(content: bytes, name: str, data: bytes) -> bytes:
    """Return an archive with one member replaced or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_every_encoding_in_use(encoding: str) -> None:
    assert parse_sheet(LIST.encode(encoding)).rows == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = LIST.replace(",", delimiter)
    assert parse_sheet(text.encode()).rows == ROWS


def test_quoted_cells_may_hold_delimiters_and_line_ends() -> None:
    sheet = parse_sheet('单位,备注\r\n"甲,局","一\n二"\r\n'.encode())
    assert sheet.rows[1] == ("甲,局", "一\n二")


def test_numbers_of_a_workbook_keep_their_digits() -> None:
    rows: list[list[str | float | bool]] = [
        ["单位", "手机", "电话"],
        ["甲局", 13800001111, 57188001234.0],
        ["乙局", 1.5, True],
    ]
    assert parse_sheet(workbook(rows)).rows == (
        ("单位", "手机", "电话"),
        ("甲局", "13800001111", "57188001234"),
        ("乙局", "1.5", "TRUE"),
    )


def test_a_formula_without_its_result_is_a_problem_and_no_empty_cell() -> None:
    sheet = parse_sheet(workbook([["单位", "手机"], ["甲局", "=1+1"]]))
    assert list(sheet.problems) == [(1, 1)]
    assert "formula" in sheet.problems[1, 1]


def test_merged_cells_leave_the_others_empty() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["单位", "姓名"], ["甲局", "张三"], [None, "李四"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    stream = io.BytesIO()
    book.save(stream)
    read = parse_sheet(stream.getvalue())
    assert read.rows[2] == ("", "李四")
    assert read.merged == (Merged(1, 0, 2, 0),)


def test_merged_days_are_named_before_a_calendar_is_imported(tmp_path: Path, store: Store) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["日期", "类型", "名称", "文号"])
    sheet.append(["2027-05-01", "法定", "劳动节", "国办发明电〔2026〕7号"])
    sheet.append(["2027-05-02", "放假", "劳动节", None])
    sheet.merge_cells("D2:D3")
    book.save(tmp_path / "days.xlsx")
    with store.read() as session:
        (lost,) = day_import.compare(session, tmp_path / "days.xlsx").untaken
    assert (lost.first, lost.last, lost.headings) == (2, 3, ("文号",))


def test_a_sheet_that_lies_about_its_size_is_read_whole() -> None:
    content = workbook([["单位", "姓名"], ["甲局", "张三"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:B2"' in xml
    lying = rezipped(content, "xl/worksheets/sheet1.xml", xml.replace(b'"A1:B2"', b'"A1:A1"'))
    assert parse_sheet(lying).rows[1] == ("甲局", "张三")


def test_a_zip_bomb_is_not_opened() -> None:
    bomb = rezipped(workbook([["单位"]]), "xl/media/x.bin", b"\0" * (200 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    with pytest.raises(SheetUnreadable, match="unpacks"):
        parse_sheet(bomb)


def test_a_quotation_mark_that_never_ends_is_told_in_the_users_language() -> None:
    i18n.use("zh")
    with pytest.raises(SheetUnreadable, match=r"单元格超过 131072 个字符.*缺少引号") as caught:
        parse_sheet(b'name,post\n"' + b"line\n" * 30_000)
    assert "field" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_entities_are_refused(encoding: str) -> None:
    xml = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'.encode(encoding)
    padded = b" " * 65_530 + xml  # over the border between two chunks
    for data in (xml, padded):
        with pytest.raises(SheetUnreadable):
            parse_sheet(rezipped(workbook([["单位"]]), "xl/worksheets/sheet1.xml", data))


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,  # an old XLS, or a protected file
        b"PK\x03\x04" + b"\0" * 100,
        workbook([["单位"]])[:-200],
        b"\xff\xd8\xff\xe0" + b"\x00\x10JFIF",
        b"\x00\x00\x01\x00",
        b"x" * (MOST_BYTES + 1),
        rezipped(workbook([["a"]]), "xl/workbook.xml", b"<no/>"),
        rezipped(workbook([["a"]]), "xl/worksheets/sheet1.xml", b"<worksheet><"),
        rezipped(workbook([["a"]]), "[Content_Types].xml", b""),
    ],
)
def test_other_files_are_refused_in_a_plain_sentence(content: bytes) -> None:
    with pytest.raises(SheetUnreadable) as caught:
        parse_sheet(content)
    assert str(caught.value).endswith(".")


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SheetUnreadable, match="cannot be read"):
        read_sheet(tmp_path / "none.csv")
    with pytest.raises(SheetUnreadable):
        read_sheet(tmp_path)


def test_rows_beyond_the_limit_are_counted_as_more() -> None:
    sheet = parse_sheet(b"a,b\n" * (MOST_ROWS + 5))
    assert len(sheet.rows) == MOST_ROWS
    assert sheet.more


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for data in (content, b"PK\x03\x04" + content, b"\xef\xbb\xbf" + content):
        try:
            assert isinstance(parse_sheet(data).rows, tuple)
        except SheetUnreadable as error:
            assert str(error)  # noqa: PT017 - either way is right


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]), max_size=12
).filter(lambda text: not set(text) & set("\ufe0e\ufe0f\u034f\u115f\u1160\u3164\uffa0"))
CELLS = st.one_of(
    TEXT, st.sampled_from(["=1+1", "'=1", "+86 571", "-", "@x", "＝甲", "0571", "1e5"])
)
TABLE = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6)
COLUMNS = [Column("a", "甲"), Column("b", "乙"), Column("c", "丙")]


@given(TABLE)
def test_what_was_written_as_csv_is_read_as_it_was(table: list[tuple[str, str, str]]) -> None:
    stream = io.BytesIO()
    assert write_csv_bytes(stream, COLUMNS, table) == len(table)
    assert list(parse_sheet(stream.getvalue()).rows[1:]) == table


@settings(max_examples=examples(20), deadline=None)
@given(TABLE)
def test_what_was_written_as_xlsx_is_read_as_it_was(table: list[tuple[str, str, str]]) -> None:
    stream = io.BytesIO()
    assert write_xlsx(stream, COLUMNS, table, title="表") == len(table)
    sheet = parse_sheet(stream.getvalue())
    assert list(sheet.rows[1:]) == table
    assert not sheet.problems
