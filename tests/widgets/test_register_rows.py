"""Rows of registers as they are drawn: equipment, stock, the handover, what was declined."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from textual.content import Content

from dutyroom.config import Settings
from dutyroom.documents.compensation_statement import statement_paper
from dutyroom.documents.handover_words import margin_words
from dutyroom.registers.compensation.reading import Statement
from dutyroom.registers.equipment.stocks import stock_row
from dutyroom.screens import stock
from dutyroom.standard.equipment.items import Group, Item, Kind
from dutyroom.standard.equipment.stock import Batch
from dutyroom.standard.handover.values import Arrival, Decided, Decision, ItemKind, Walk
from dutyroom.standard.handover.values import Item as Handed
from dutyroom.standard.handover.walking import Standing
from dutyroom.standard.probing import Reading, Said, State
from dutyroom.standard.roster.compensation import Entry, EntryKind, Ledger, post
from dutyroom.widgets import (
    check_item,
    check_list,
    compensation_lists,
    equipment_lists,
    handover_head,
    handover_list,
)
from dutyroom.widgets.check_list import CheckLine, CheckList
from dutyroom.widgets.compensation_lists import BalanceList, CreditList, LedgerList
from dutyroom.widgets.declined import MarkedList
from dutyroom.widgets.equipment_lists import stock_stands
from dutyroom.widgets.handover_list import HandoverList, ItemRow, explained

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
HOST = SimpleNamespace(ascii=False, now=NOW)
TELEPHONE = Item("phone", Group.LINE, "固定值班电话", "Duty telephone", critical=True)


@pytest.mark.parametrize(("width", "grouped"), [(80, False), (120, True)])
def test_the_evidence_of_a_check_has_the_cells_that_nothing_else_needs(
    monkeypatch: pytest.MonkeyPatch, width: int, grouped: bool
) -> None:
    monkeypatch.setattr(check_list, "host_of", lambda _list: HOST)
    said = "A call has come; the check of this line gave way."
    reading = Reading("line", State.CANNOT_TELL, Said(said), None, NOW, 0.0)
    line = CheckLine(TELEPHONE, heads=True, readings=(reading,))
    listed = CheckList()
    listed.rows = [line]
    listed.fit(width)
    drawn = listed.draw_row(line)
    assert drawn.plain.endswith(said[:-1])  # the full stop is for the pane
    assert drawn.cell_length <= width
    assert (TELEPHONE.group.label in drawn.plain) is grouped


@pytest.mark.parametrize(
    ("expiries", "minimum", "words"),
    [
        ([date(2026, 11, 22)], 0, "some has expired"),
        ([date(2026, 12, 1)], 0, "expires soon"),
        ([date(2028, 12, 1)], 0, "enough"),
        ([date(2026, 12, 1)], 9, "below the minimum, expires soon"),
        ([date(2026, 12, 1), date(2026, 11, 22), None], 9,
         "below the minimum, some has expired, expires soon, expiry unknown"),
    ],
)  # fmt: skip
def test_all_that_is_to_be_said_of_stock_is_said(
    expiries: list[date | None], minimum: int, words: str
) -> None:
    """What has expired is not what soon will, and neither is hidden by a low quantity."""
    item = Item("water", Group.STOCK, "水", "Water", kind=Kind.EXPIRY, minimum=minimum)
    row = stock_row(item, [Batch(day, 4) for day in expiries], date(2026, 11, 23), 30)
    assert stock_stands(row, ascii_only=True).plain.split(" ", 1)[1].endswith(words)
    told = check_item.explained(CheckLine(item, stock=row), ascii_only=True).plain
    assert row.held_by_expiry in told
    assert (words in told) is (words != "enough")


@pytest.mark.parametrize("width", [80, 120])
def test_where_stock_is_kept_stands_in_the_panes_and_in_a_wide_list(
    monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr(equipment_lists, "host_of", lambda _list: HOST)
    item = Item("water", Group.STOCK, "水", "Water", kind=Kind.EXPIRY, place="值班室东柜")
    row = stock_row(item, None, date(2026, 11, 23), 30)
    listed = equipment_lists.StockList()
    listed.fit(width)
    drawn = listed.draw_row(row).plain
    assert ("值班室东柜" in drawn) is ("Kept at" in listed.draw_header().plain) is (width == 120)
    told = [stock.batches_told(row), check_item.explained(CheckLine(item), ascii_only=True)]
    assert all("Kept at: 值班室东柜" in each.plain for each in told)
    nowhere = replace(item, place="")
    told = [
        stock.batches_told(replace(row, item=nowhere)),
        check_item.explained(CheckLine(nowhere), ascii_only=True),
    ]
    assert not any("Kept at" in each.plain for each in told)


def test_what_is_overdue_says_so_and_of_what(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover_list, "host_of", lambda _list: HOST)
    late = NOW - timedelta(hours=2)
    item = Handed(ItemKind.FAULT, "f1", NOW - timedelta(days=1), "卡纸", due=late)
    row = ItemRow(item, Standing.EXPLAINED)
    assert "Overdue 卡纸" in HandoverList().draw_row(row).plain
    told = explained(row, Walk(), NOW).plain
    assert "Repair promised for 2026-11-23 08:30 (over by 2h 0m)" in told
    in_time = ItemRow(replace(item, due=NOW + timedelta(hours=2)), Standing.EXPLAINED)
    assert "Overdue" not in HandoverList().draw_row(in_time).plain
    assert "(in 2h 0m)" in explained(in_time, Walk(), NOW).plain


class Pending(MarkedList[ItemRow]):
    """A list whose rows are pending until they are done."""

    def pending(self, row: ItemRow) -> bool:
        return not row.item.done


def test_what_was_declined_is_marked_where_it_lives_until_it_is_over() -> None:
    item = Handed(ItemKind.CALL, "c1", NOW, "来电")
    row = ItemRow(item, Standing.EXPLAINED)
    done = ItemRow(replace(item, done=True), Standing.DONE)
    listed = Pending()
    assert listed.mark(row).plain == ""
    listed.declined = {row.id: "须由首接人办理"}
    assert listed.mark(row).plain == "Declined "
    assert listed.told(row, Content("来电")).plain.endswith("须由首接人办理")
    assert (listed.mark(done).plain, listed.told(done, Content("来电")).plain) == ("", "来电")


def test_a_relief_hours_early_is_told_in_hours() -> None:
    told = [margin_words(seconds) for seconds in (600, -900, 52200, -7200)]
    assert told == ["10 min early", "15 min late", "14h 30m early", "2h 0m late"]


@pytest.mark.parametrize(("leader_done", "words"), [(True, "F9 signs"), (False, "l: leader")])
def test_the_head_does_not_send_to_a_signature_that_is_refused(
    leader_done: bool, words: str
) -> None:
    item = Handed(ItemKind.NOTE, "n1", NOW, "便条", speaks=True)
    taken = Decided(Decision.ACCEPTED, item.digest, NOW)
    walk = Walk((item,), decided={item.key: taken}, arrival=Arrival("单明", NOW))
    assert words in handover_head._counts(walk, leader_done=leader_done).plain


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("kind", [LedgerList, CreditList])
def test_the_reason_of_a_ledger_has_the_cells_that_nothing_else_needs(
    width: int, kind: type[LedgerList | CreditList]
) -> None:
    listed = kind()
    listed.fit(width)
    assert listed.draw_header().cell_length == width


def test_a_balance_says_what_ends_first_long_before_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = SimpleNamespace(settings=Settings())
    host = SimpleNamespace(now=NOW, desk=desk)
    monkeypatch.setattr(compensation_lists, "host_of", lambda _list: host)
    credit = Entry("c", EntryKind.CREDIT, NOW.date(), 630, expires_on=date(2027, 5, 23))
    row = Statement("o0", "覃小梅", (), post(Ledger(), credit), 1)
    drawn = BalanceList().draw_row(row)
    assert drawn.plain.rstrip().endswith("10.5 h  2027-05-23")
    assert "Available 10.5 h" in compensation_lists.standing(row, date(2027, 5, 23)).plain
    assert "Available 0 h" in compensation_lists.standing(row, date(2027, 5, 24)).plain
    paper = statement_paper(row, unit="", now=datetime(2027, 5, 24, 2, tzinfo=UTC), pack="")
    assert ("Available", "0 h") in paper.pairs
    assert list(paper.tables[1].rows) == [("10.5 h", "2027-05-23 (ended)")]
