"""A sheet of any register as page, spreadsheet and plain text."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
from pypdf import PdfReader

from dutyroom.documents.paper import Box, Column, Paper, Table, as_text
from dutyroom.documents.paper_page import as_pdf
from dutyroom.documents.paper_sheet import as_xlsx

HOSTILE = "=cmd|'/C calc'!A0 \x1b[31m#eval(read(\"/etc/passwd\")) *粗*"
PAPER = Paper(
    title="交接班记录",
    unit="滨江区值班室",
    printed_at=datetime(2026, 11, 23, 0, 31, tzinfo=UTC),
    number="第 2026-0012 号",
    mark="紧急",
    pairs=[("交班人", "张三"), ("接班人", "李四"), ("备注", HOSTILE)],
    tables=[
        Table(
            [Column("序号", 0.5), Column("事项", 4)],
            [["1", "河道水位上涨，每小时巡查一次\n已通知街道"], ["2", HOSTILE]],
            heading="待办事项",
        ),
        Table([Column("设备")], [], heading="故障", empty="无"),
    ],
    boxes=[Box("领导批示", "请抓紧", 2.0, signed=True)],
    signatures=[("交班人（签字）", "张三"), ("接班人（签字）", ""), ("带班领导（签字）", "")],
    notes=["日志末号 412，校验 9f8e7d6c"],
    landscape=True,
)


def text_of(pdf: bytes) -> str:
    texts = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return "".join("".join(texts).replace("\u200b", "").split())  # where a long run may break


def test_a_page_holds_every_part_and_runs_nothing() -> None:
    text = text_of(as_pdf(PAPER))
    for words in (
        "交接班记录",
        "第2026-0012号",
        "紧急",
        "每小时巡查一次",
        "故障",
        "无",
        "领导批示",
    ):
        assert words in text, words
    assert "eval(read(" in text  # shown, not run
    assert "root:" not in text


def test_a_long_table_goes_on_over_the_page_with_its_heading() -> None:
    rows = [[str(number), "值班电话答复群众咨询" * 6] for number in range(80)]
    table = Table([Column("序号", 0.5), Column("事项", 4)], rows)
    pages = PdfReader(io.BytesIO(as_pdf(replace(PAPER, tables=[table])))).pages
    assert len(pages) > 2
    assert "事项" in pages[1].extract_text()


def test_no_row_goes_on_over_the_page_unless_it_is_taller_than_one() -> None:
    """Who reads the second page sees whose line it is; a report of pages is cut off nowhere."""
    short = [[f"甲{number:02}", "长" * 260 + f"乙{number:02}"] for number in range(14)]
    table = Table([Column("序号", 1), Column("事项", 4)], short)
    pages = PdfReader(io.BytesIO(as_pdf(replace(PAPER, tables=[table])))).pages
    texts = ["".join(page.extract_text().replace("\u200b", "").split()) for page in pages]
    split = [
        n for n in range(14) if any((f"甲{n:02}长" in t) != (f"长乙{n:02}" in t) for t in texts)
    ]
    assert (len(texts) > 2, split) == (True, [])
    table = Table([Column("序号", 1), Column("事项", 4)], [["甲", "长" * 4000 + "完"]])
    assert "长完" in text_of(as_pdf(replace(PAPER, tables=[table])))


def test_signatures_never_stand_alone_on_a_page() -> None:
    """As many rows as fill the first page: the last ones go on with the signatures."""
    rows = [[f"第{number}行"] for number in range(33)]
    bare = replace(PAPER, tables=[Table([Column("序号")], rows)], boxes=[], notes=[], pairs=[])
    pages = PdfReader(io.BytesIO(as_pdf(replace(bare, landscape=False)))).pages
    texts = [page.extract_text() for page in pages]
    assert [text.count("行") for text in texts] == [31, 2]
    assert "签字" in texts[1]
    assert "序号" in texts[1]


def test_a_heading_never_ends_a_page() -> None:
    """As many rows as leave room for the heading of the next table, and for no line of it."""
    second = Table([Column("物资")], [["手电"], ["雨衣"]], heading="未销的故障单")
    for number in (33, 34):
        first = Table([Column("序号")], [[f"第{row}行"] for row in range(number)])
        bare = replace(PAPER, tables=[first, second], boxes=[], notes=[], pairs=[])
        pages = PdfReader(io.BytesIO(as_pdf(replace(bare, landscape=False, signatures=[])))).pages
        texts = [page.extract_text() for page in pages]
        at = next(text for text in texts if "未销的故障单" in text)
        assert "手电" in at, number


def test_a_spreadsheet_holds_texts_and_no_formula() -> None:
    hostile = replace(PAPER, unit="云\x1b[2J岭\ud800", notes=["甲\ufffe\uffff乙"])
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(hostile))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    values = [str(cell.value) for cell in cells]
    assert any("河道水位上涨" in value for value in values)
    assert not any("\x1b" in value for value in values)
    assert "甲乙" in values  # no XML may hold what stood between


def test_plain_text_says_the_same() -> None:
    text = as_text(PAPER)
    for words in (
        "第 2026-0012 号",
        "序号: 1",
        "== 故障 ==",
        "无",
        "[领导批示]",
        "接班人（签字）: ",
    ):
        assert words in text, words
    assert "\x1b" not in text
