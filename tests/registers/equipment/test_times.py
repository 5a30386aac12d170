"""When a fault was noticed and what was done about it; when what is counted expires."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.documents.fault_ledger import fault_ledger
from dutyroom.registers.equipment import checking, stocking, stocks, ticketing
from dutyroom.registers.equipment.acting import EquipmentRefused
from dutyroom.registers.equipment.facts import Check
from dutyroom.registers.equipment.fault_facts import Told
from dutyroom.registers.equipment.faults import histories, steps
from dutyroom.registers.equipment.reading import open_faults
from dutyroom.registers.equipment.stocks import StockRow
from dutyroom.screens import fault_asking, stock_asking
from dutyroom.screens.fault_words import explained
from dutyroom.standard.clocks import local
from dutyroom.standard.equipment.items import State
from dutyroom.store.session import Session
from dutyroom.widgets import check_item
from dutyroom.widgets.check_list import CheckLine
from tests.registers.equipment.equipment_kit import EquippedDesk


def stock(session: Session) -> list[StockRow]:
    """Return the stock."""
    return stocks.in_stock(session, "unit", date(2026, 11, 24), 30)


def test_a_fault_is_noticed_before_it_is_noted(desk: EquippedDesk) -> None:
    """Never later; what was done about it lies between that moment and the present."""
    desk.adopt()
    now = desk.clock.now()
    noticed, reported = now - timedelta(hours=3), now - timedelta(hours=2)

    def open_at(at: datetime) -> None:
        desk.do(
            lambda s: ticketing.open_by_hand(s, desk.act, "fax", State.FAULTY, "卡纸", noticed=at)
        )

    with pytest.raises(EquipmentRefused, match="future"):
        open_at(now + timedelta(minutes=1))
    open_at(noticed)
    (fault,) = desk.read(open_faults)
    assert (fault.noticed_at, fault.opened_at) == (noticed, now)
    wrong = fault_asking.reporting(fault, desk.clock).check
    for typed, word in (
        ("soon", "such as"),
        ("11-22 8:00", "noticed at"),
        ("2027-1-1 8:00", "future"),
    ):
        assert word in wrong({"when": typed, "days": "0"})
    typed = f"{local(reported):%m-%d %H:%M}"
    assert wrong({"when": typed, "days": "0"}) == ""
    assert fault_asking.when({"when": typed}, now) == reported.replace(second=0, microsecond=0)
    assert fault_asking.when({"when": f"{local(now):%m-%d %H:%M}"}, now) is None
    later = FrozenClock(now)
    repaired = fault_asking.repairing(fault, later).check
    later.advance(1800)  # the form lay open for as long as the repair took
    assert repaired({"when": f"{local(later.now()):%m-%d %H:%M}"}) == ""
    for at in (noticed - timedelta(minutes=2), now + timedelta(minutes=2)):
        told = Told("", "维修站", happened=at)
        with pytest.raises(EquipmentRefused, match=r"noticed at|future"):
            desk.do(lambda s, told=told: ticketing.report(s, desk.act, fault.id, told))  # type: ignore[misc]
    desk.do(
        lambda s: ticketing.report(s, desk.act, fault.id, Told("", "维修站", happened=reported))
    )
    desk.do(lambda s: ticketing.repair(s, desk.act, fault.id, Told("换件", "维修站")))
    (fault,) = desk.read(open_faults)
    assert (fault.reported_at, fault.repaired_at) == (reported, now)
    course = desk.read(lambda s: steps(s, fault.id))
    assert [each.before for each in course] == [noticed, reported, None]
    (history,) = desk.read(histories)
    assert (history.record.repaired, history.record.waiting) == (0, 1)
    desk.later(hours=5)  # until somebody saw that it works: the repair itself took three
    desk.do(lambda s: ticketing.verify(s, desk.act, fault.id, works=True))
    (history,) = desk.read(histories)
    assert (history.record.repaired, history.record.waiting) == (1, 0)
    assert history.record.mean == timedelta(hours=3)


def test_a_fault_of_a_check_was_noticed_when_it_was_entered(desk: EquippedDesk) -> None:
    """Not when the check is signed."""
    desk.adopt()
    sheet = desk.complete(bad={"landline": State.FAULTY})
    (fault,) = desk.read(open_faults)
    assert fault.noticed_at == desk.sheet(sheet).found["landline"].at < desk.clock.now()


def test_a_ticket_has_one_beginning_wherever_it_is_read(desk: EquippedDesk) -> None:
    """When it was noticed: beside the item, in the ticket's course, on paper; to the minute."""
    desk.adopt()
    desk.later(seconds=49)
    sheet = desk.begin()
    desk.look(sheet, Check("fax", State.FAULTY, "卡纸"))  # at 51 seconds
    for item in desk.sheet(sheet).left:
        desk.do(lambda s, key=item.key: checking.look(s, desk.act, sheet, Check(key, State.OK)))  # type: ignore[misc]
    desk.later(seconds=20)  # a minute later by the clock on the wall, 20 seconds in truth
    desk.do(lambda s: checking.sign(s, desk.act, sheet))
    (fault,) = desk.read(open_faults)
    course = desk.read(lambda s: steps(s, fault.id))
    noticed, noted = "2026-11-26 08:30", "(noted 2026-11-26 08:31)"
    line = CheckLine(desk.sheet(sheet).item("fax"), fault=fault)
    assert f"noticed {noticed}" in check_item.explained(line, ascii_only=True).plain
    assert f"{noticed} {noted}" in explained(fault, course, None).plain
    ledger = fault_ledger([fault], [], {fault.id: course}, unit="", printed_at=desk.clock.now())
    assert ledger.tables[0].rows[0][3].split("\n") == [noticed, "覃小梅", noted]


def test_what_a_count_finds_over_the_book_has_an_expiry_or_is_unknown(desk: EquippedDesk) -> None:
    """What is kept by its expiry never becomes a batch without one unsaid."""
    desk.adopt()
    act, expires = desk.act, date(2028, 1, 1)
    desk.do(lambda s: stocking.receive(s, act, "batteries", 4, expires=expires))
    with pytest.raises(EquipmentRefused, match="what is over expires"):
        desk.do(lambda s: stocking.count(s, act, "batteries", 6))
    (row,) = [r for r in desk.read(stock) if r.id == "batteries"]
    wrong = stock_asking.counting(row).check
    assert "say when" in wrong({"quantity": "6", "expires": "", "why": ""})
    for said in ({"quantity": "6", "expires": "？"}, {"quantity": "3", "expires": ""}):
        assert wrong({**said, "why": ""}) == ""
    desk.do(lambda s: stocking.count(s, act, "batteries", 6, expires=date(2029, 1, 1)))
    desk.do(lambda s: stocking.count(s, act, "batteries", 7, unknown=True))
    (row,) = [r for r in desk.read(stock) if r.id == "batteries"]
    assert [(b.expires, b.quantity) for b in row.batches] == [
        (expires, 4), (date(2029, 1, 1), 2), (None, 1),
    ]  # fmt: skip
    assert row.undated


def test_a_promise_is_never_wiped(desk: EquippedDesk) -> None:
    """Reported again without a word of when, it stays promised for the day it was."""
    desk.adopt()
    desk.complete(bad={"copier": State.FAULTY})
    (fault,) = desk.read(open_faults)
    day = desk.clock.now() + timedelta(days=2)
    for told in (Told("", "维修站", "电话", day), Told("", "总公司", "电话", None)):
        desk.do(lambda s, told=told: ticketing.report(s, desk.act, fault.id, told))  # type: ignore[misc]
    (fault,) = desk.read(open_faults)
    assert (fault.reported_to, fault.due_at) == ("总公司", day)
