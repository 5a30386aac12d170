"""The check sheet and the fault ledger on paper, as a page, a spreadsheet and text."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest
from pypdf import PdfReader

from dutyroom import i18n
from dutyroom.desk.papers import paper_bytes
from dutyroom.documents.paper import Paper, as_rows, as_text
from dutyroom.registers.equipment import checking, editing, stocking, ticketing
from dutyroom.registers.equipment.facts import Check
from dutyroom.registers.equipment.fault_facts import Told, fault_opened
from dutyroom.registers.equipment.reading import open_faults
from dutyroom.registers.equipment.said import Evidence
from dutyroom.screens.equipment_papers import read_check_sheet, read_fault_ledger
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.standard.probing import Said
from dutyroom.store.engine import Store
from tests.registers.equipment.equipment_kit import NOW, EquippedDesk


@pytest.fixture
def desk(store: Store) -> EquippedDesk:
    """A desk with two checks and a fault that is on its way."""
    i18n.use("zh")
    desk = EquippedDesk(store)
    desk.adopt("district")
    desk.complete(bad={"fax": State.FAULTY}, workaround="到文印室收发")
    desk.shift()
    desk.later(hours=8)
    desk.complete(SheetKind.END, bad={"copier": State.OUT_OF_USE})
    fax = next(fault for fault in desk.read(open_faults) if fault.item == "fax")
    told = Told("明天上门", "维修站", "电话", NOW + timedelta(days=1))
    desk.do(lambda s: ticketing.report(s, desk.act, fax.id, told))
    return desk


def check_sheet(desk: EquippedDesk) -> Paper:
    """Return the last check as paper."""
    from dutyroom.registers.equipment.reading import latest_sheet  # noqa: PLC0415

    sheet = desk.read(latest_sheet)
    assert sheet is not None
    paper = desk.read(lambda s: read_check_sheet(s, sheet.row.id, "云岭区总值班室", NOW))
    assert paper is not None
    return paper


def test_the_check_sheet_holds_what_was_found_and_what_differs(desk: EquippedDesk) -> None:
    text = as_text(check_sheet(desk))
    assert "设备检查表" in text
    for words in (
        "交班检查",
        "固定值班电话 *",
        "停用",
        "与接班检查不同之处",
        "到文印室收发",
        "维修站",
        "（密码签署）",
    ):
        assert words in text, words
    assert "未签字" not in text


def test_the_check_sheet_is_printed_with_the_list_that_it_was_made_with(desk: EquippedDesk) -> None:
    desk.do(lambda s: editing.retire(s, desk.act, "fax", why="拆除"))
    assert "传真机" in as_text(check_sheet(desk))


def test_a_check_that_is_not_signed_says_so(desk: EquippedDesk) -> None:
    sheet = desk.begin(SheetKind.END)
    desk.look(sheet, Check("fax", State.MISSING, "按错"))
    desk.look(sheet, Check("fax", State.OK))
    paper = desk.read(lambda s: read_check_sheet(s, sheet, "云岭区", NOW))
    assert paper is not None
    text = as_text(paper)
    assert "未签字" in text
    (fax,) = (row for row in paper.tables[0].rows if row[1].startswith("传真机"))
    assert "此前录入：缺失，16:31 覃小梅：按错" in fax[5]
    assert desk.read(lambda s: read_check_sheet(s, "nothing", "云岭区", NOW)) is None


@pytest.mark.parametrize("entered", [True, False])
def test_a_proof_that_no_entry_holds_stands_on_the_sheet_of_a_check_that_was_given_up(
    desk: EquippedDesk, entered: bool
) -> None:
    """Made beside an entry that knows nothing of it, or before its item was entered at all."""
    sheet = desk.begin()
    proof = Evidence("recorder:1", "ok", Said("Heard."))
    desk.do(lambda s: checking.take(s, desk.act, sheet, proof))
    if entered:
        desk.look(sheet, Check("recorder", State.OK))
    desk.do(lambda s: checking.drop(s, desk.act, sheet, why="警报"))
    paper = desk.read(lambda s: read_check_sheet(s, sheet, "云岭区", NOW))
    assert paper is not None
    (recorder,) = (row for row in paper.tables[0].rows if row[1].startswith("电话录音"))
    assert "另行验证，16:31 覃小梅：" in recorder[6]
    assert "Heard." in recorder[6]


def test_what_the_machine_said_stands_there_with_its_name_and_state(desk: EquippedDesk) -> None:
    sheet = desk.begin(SheetKind.END)
    evidence = {
        "network:extranet": (
            "faulty",
            Said("{host} gives no answer within {seconds:g} s.", {"host": "gw", "seconds": 4}),
        ),
        "new:1": ("odd", Said("?")),
    }
    desk.look(sheet, Check("pc_extranet", State.OK, evidence=evidence))
    heard = Evidence("recorder:1", "ok", Said("Recorded, played and heard."))
    desk.do(lambda s: checking.take(s, desk.act, sheet, heard))
    desk.do(lambda s: checking.drop(s, desk.act, sheet, why="警报"))
    paper = desk.read(lambda s: read_check_sheet(s, sheet, "云岭区", NOW))
    assert paper is not None
    text = as_text(paper)
    assert "网络 政务外网：故障，gw 在 4 秒内没有回应。" in text
    assert "警报" in text
    assert ("已检", "1") in paper.pairs
    (recorder,) = (row for row in paper.tables[0].rows if row[1].startswith("电话录音"))
    assert recorder[2:6] == ("", "", "", "")  # nobody has entered it
    assert "覃小梅" in recorder[6]
    assert "Recorded, played and heard." in recorder[6]


def test_a_past_sheet_has_the_tickets_as_they_stood_when_it_was_signed(desk: EquippedDesk) -> None:
    before = as_text(check_sheet(desk))
    fax = next(fault for fault in desk.read(open_faults) if fault.item == "fax")
    desk.later(hours=1)
    desk.do(lambda s: ticketing.bypass(s, desk.act, fax.id, "改用扫描件"))
    desk.do(lambda s: ticketing.repair(s, desk.act, fax.id, Told("换零件", "维修站")))
    desk.do(lambda s: ticketing.verify(s, desk.act, fax.id, works=True))
    copier = next(fault for fault in desk.read(open_faults) if fault.item == "copier")
    desk.do(lambda s: ticketing.close(s, desk.act, copier.id, why="误登"))
    after = as_text(check_sheet(desk))
    assert "到文印室收发" in after
    assert after == before


def test_a_past_sheet_has_the_stock_as_the_book_had_it_when_it_was_signed(
    desk: EquippedDesk,
) -> None:
    """Below the minimum and near its expiry are both said; what moves later changes nothing."""
    near, far = (local_date(desk.clock.now()) + timedelta(days=days) for days in (20, 400))
    for day, count in ((near, 2), (far, 1)):
        desk.do(lambda s, d=day, n=count: stocking.receive(s, desk.act, "batteries", n, expires=d))  # type: ignore[misc]
    desk.complete(SheetKind.END)
    before = as_text(check_sheet(desk))
    there = f"2（{near} 到期）、1（{far} 到期）"
    for words in ("账上应急物资", "3 节", there, "低于最低数量、临期", "尚未登记"):
        assert words in before, words
    assert there in str(as_rows(check_sheet(desk)))
    desk.later(minutes=1)
    desk.do(lambda s: stocking.receive(s, desk.act, "batteries", 40, expires=far))
    desk.do(lambda s: stocking.receive(s, desk.act, "torches", 4))
    assert as_text(check_sheet(desk)) == before
    desk.complete(SheetKind.END)
    assert "43 节" in as_text(check_sheet(desk))


def test_a_past_sheet_says_where_the_stock_was_kept_when_it_was_signed(desk: EquippedDesk) -> None:
    """As the list that the check was made with has it, on the page, in the spreadsheet, as text."""

    def keep(place: str) -> None:
        placed = replace(desk.checklist().by_key["batteries"], place=place)
        desk.do(lambda s: editing.change(s, desk.act, placed))

    keep("值班室东柜")
    desk.complete(SheetKind.END)
    paper = check_sheet(desk)
    before = as_text(paper)
    keep("二楼库房")
    assert as_text(check_sheet(desk)) == before
    (batteries,) = (row for row in paper.tables[-1].rows if row[1] == "值班室东柜")
    assert batteries[0] == "备用电池"
    pages = PdfReader(io.BytesIO(paper_bytes(paper, "pdf"))).pages
    book = openpyxl.load_workbook(io.BytesIO(paper_bytes(paper, "xlsx")))
    cells = {str(c.value) for row in book.worksheets[0].iter_rows() for c in row if c.value}
    for held in (before, "".join(page.extract_text() for page in pages), "".join(cells)):
        assert "存放位置" in held
        assert "值班室东柜" in held.replace("\n", "")
    desk.complete(SheetKind.END)
    assert "二楼库房" in as_text(check_sheet(desk))


def test_the_ledger_holds_every_ticket_and_the_mean_time(desk: EquippedDesk) -> None:
    fax = next(fault for fault in desk.read(open_faults) if fault.item == "fax")
    desk.later(hours=4)
    for words in ("零件未到", "零件已到"):
        desk.do(lambda s, words=words: ticketing.remind(s, desk.act, fax.id, Told(words, "维修站")))  # type: ignore[misc]
    desk.do(lambda s: ticketing.repair(s, desk.act, fax.id, Told("换零件", "维修站")))
    waiting = desk.read(lambda s: read_fault_ledger(s, "云岭区", NOW))
    assert [row[6] for row in waiting.tables[0].rows] == ["", "待验收"]
    assert ("传真机", "1", "0", "1", "") in waiting.tables[1].rows
    desk.do(lambda s: ticketing.verify(s, desk.act, fax.id, works=True))
    text = as_text(desk.read(lambda s: read_fault_ledger(s, "云岭区", NOW)))
    for words in ("故障台账", "换零件", "复印机", "12.0 小时", "零件未到", "零件已到", "电话"):
        assert words in text, words


def test_the_ledger_tells_a_verified_repair_from_a_ticket_that_was_only_closed(
    desk: EquippedDesk,
) -> None:
    """Who saw that it works and what they said stands there; the beginning stands once."""
    by_item = {fault.item: fault.id for fault in desk.read(open_faults)}
    fax, copier = by_item["fax"], by_item["copier"]
    desk.do(lambda s: ticketing.bypass(s, desk.act, copier, "到隔壁复印"))
    desk.later(hours=1)
    desk.do(lambda s: ticketing.repair(s, desk.act, fax, Told("换零件", "维修站")))
    desk.actor = "单明"
    desk.do(lambda s: ticketing.verify(s, desk.act, fax, works=True, words="试发两页清楚"))
    open_one, closed_one = desk.read(lambda s: read_fault_ledger(s, "云岭区", NOW)).tables[0].rows
    assert "验收销单\n单明\n试发两页清楚" in closed_one[6]
    assert "坏了" not in open_one[5]  # it stands beside, with the time
    desk.do(lambda s: ticketing.close(s, desk.act, copier, why="误登"))
    rows = desk.read(lambda s: read_fault_ledger(s, "云岭区", NOW)).tables[0].rows
    assert any("未修销单\n单明\n误登" in row[6] for row in rows)


def test_the_ledger_has_a_short_mean_time_in_minutes(desk: EquippedDesk) -> None:
    desk.do(lambda s: ticketing.open_by_hand(s, desk.act, "printer", State.FAULTY, "卡纸"))
    fault = next(each for each in desk.read(open_faults) if each.item == "printer")
    desk.later(minutes=3)
    desk.do(lambda s: ticketing.repair(s, desk.act, fault.id, Told("取纸", "自修")))
    desk.do(lambda s: ticketing.verify(s, desk.act, fault.id, works=True))
    figures = desk.read(lambda s: read_fault_ledger(s, "云岭区", NOW)).tables[1].rows
    assert ("打印机", "1", "1", "0", "3 分钟") in figures


def test_no_ticket_is_left_out_of_the_ledger(desk: EquippedDesk) -> None:
    at, (item, *_others) = desk.clock.now(), desk.checklist().items
    desk.ledger.record(*(
        fault_opened(f"ticket-{number}", at, desk.act.place, actor="覃小梅", item=item,
                     state=State.FAULTY, words="坏了")
        for number in range(501)
    ))  # fmt: skip
    ledger = desk.read(lambda s: read_fault_ledger(s, "云岭区", NOW))
    assert len(ledger.tables[0].rows) == 503


def test_pages_and_spreadsheets_are_made(desk: EquippedDesk) -> None:
    ledger = desk.read(lambda s: read_fault_ledger(s, "云岭区", NOW))
    for paper in (check_sheet(desk), ledger):
        pages = PdfReader(io.BytesIO(paper_bytes(paper, "pdf"))).pages
        assert "传真机" in "".join(page.extract_text() for page in pages)
        book = openpyxl.load_workbook(io.BytesIO(paper_bytes(paper, "xlsx")))
        cells = {str(c.value) for row in book.worksheets[0].iter_rows() for c in row if c.value}
        assert any("传真机" in cell for cell in cells)
