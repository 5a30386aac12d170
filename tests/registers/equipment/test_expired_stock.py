"""What has expired is neither taken in nor handed out without a word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dutyroom.config import Settings, Unit
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.equipment import stocking, stocks
from dutyroom.registers.equipment.acting import EquipmentRefused
from dutyroom.registers.equipment.deadlines import deadlines
from dutyroom.registers.equipment.stocks import StockRow
from dutyroom.screens import stock_asking
from dutyroom.standard.clocks import local_date
from tests.registers.equipment.equipment_kit import EquippedDesk


def row_of(desk: EquippedDesk, today: date) -> StockRow:
    """Return the batteries."""
    rows = desk.read(lambda s: stocks.in_stock(s, "unit", today, 30))
    return next(row for row in rows if row.id == "batteries")


def test_what_has_not_expired_goes_out_first_and_the_rest_only_where_it_is_said(
    desk: EquippedDesk,
) -> None:
    desk.adopt()
    today = local_date(desk.clock.now())
    for days, quantity in ((5, 4), (400, 6)):
        day = today + timedelta(days=days)
        desk.do(
            lambda s, day=day, n=quantity: stocking.receive(
                s, desk.act, "batteries", n, expires=day
            )  # type: ignore[misc]
        )
    assert not row_of(desk, today).expired
    desk.later(days=10)
    today = local_date(desk.clock.now())
    assert row_of(desk, today).expired
    desk.do(lambda s: stocking.issue(s, desk.act, "batteries", 5, whom="王五"))
    assert sorted(batch.quantity for batch in row_of(desk, today).batches) == [1, 4]
    with pytest.raises(EquipmentRefused, match="Only 1 "):
        desk.do(lambda s: stocking.issue(s, desk.act, "batteries", 2, whom="王五"))
    question = stock_asking.issuing(row_of(desk, today), today)
    said = {"quantity": "2", "past": "no", "whom": "王五", "why": ""}
    assert "Only 1 " in question.check(said)
    assert question.check(said | {"quantity": "1"}) == ""
    assert question.check(said | {"past": "yes"}) == ""
    desk.do(lambda s: stocking.issue(s, desk.act, "batteries", 2, whom="王五", expired=True))
    assert [batch.quantity for batch in row_of(desk, today).batches] == [3]


def test_what_has_expired_is_taken_in_only_where_it_is_said(desk: EquippedDesk) -> None:
    desk.adopt()
    today = local_date(desk.clock.now())
    past = today - timedelta(days=1)
    with pytest.raises(EquipmentRefused, match="expired already"):
        desk.do(lambda s: stocking.receive(s, desk.act, "batteries", 1, expires=past))
    question = stock_asking.receiving(row_of(desk, today), today)
    said = {"quantity": "1", "expires": past.isoformat(), "past": "no", "whom": "", "why": ""}
    assert past.isoformat() in question.check(said)
    assert question.check(said | {"past": "yes"}) == ""
    assert question.check(said | {"expires": today.isoformat()}) == ""
    desk.do(lambda s: stocking.receive(s, desk.act, "batteries", 1, expires=past, expired=True))


def test_too_little_that_expires_soon_raises_both_alarms(desk: EquippedDesk) -> None:
    desk.adopt()
    now = desk.clock.now()
    soon = local_date(now) + timedelta(days=9)
    desk.do(lambda s: stocking.receive(s, desk.act, "batteries", 1, expires=soon))
    settings = Settings(unit=Unit(code="unit"))
    raised = desk.read(lambda s: list(deadlines(s, now, settings)))
    both = {AlarmCode.STOCK_LOW, AlarmCode.STOCK_EXPIRING}
    assert {each.code for each in raised if each.about == "batteries"} == both
