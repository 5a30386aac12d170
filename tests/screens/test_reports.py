"""The daily report at the keyboard in 80×24: written, challenged, signed, approved, sent."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.reports import reading
from dutyroom.store.facts import Place
from tests.registers.accounts.account_kit import CHEAP
from tests.registers.reports.report_kit import urgent_matter
from tests.screens.driving import press, ready, shows, type_text
from tests.screens.scene import Scene

NATIONAL_DAY = datetime(2026, 10, 1, 8, 40, 12, tzinfo=UTC)


async def test_a_zero_report_is_challenged_signed_approved_and_sent(scene: Scene) -> None:
    scene.clock = FrozenClock(NATIONAL_DAY)
    scene.ledger = Ledger(scene.store, scene.clock)
    scene.shift("黄丽", "曾国强")
    urgent_matter(Access(scene.store, scene.ledger, scene.clock, Place("unit"), CHEAP))
    scene.clock.advance(60)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await app.action_command("reports")
        await shows(pilot, "[1 Not sent yet 1]", "2026-10-01", "to write", "国庆节")
        await press(pilot, "n")
        await shows(
            pilot, "Daily report 2026-10-01", "1 matters, 1 of them urgent", "清河镇道路塌陷"
        )
        await press(pilot, "shift+tab", "right", "f9")
        await shows(pilot, "to sign", "zero report")
        await press(pilot, "f9")
        await shows(pilot, "ZERO REPORT")
        await press(pilot, "f9")
        await shows(pilot, "In spite of the rule?", "urgent matter 2026-0001")
        await type_text(pilot, "已另行专报")
        await press(pilot, "f9")
        await shows(pilot, "to approve", "Zero report all the same 已另行专报")
        await press(pilot, "f4", "f9")
        await shows(pilot, "Who decides")
        await type_text(pilot, "曾国强")
        await press(pilot, "f9")
        await shows(pilot, "to send", "曾国强 (in person, attested by 黄丽)")
        await press(pilot, "enter", "tab", "tab")
        await type_text(pilot, "区政府值班室")
        await press(pilot, "f9")
        await shows(pilot, "No daily report is owed here.")
        await press(pilot, "2")
        await shows(pilot, "office network > 区政府值班室")
        await press(pilot, "r", "tab")
        await type_text(pilot, "王科")
        await press(pilot, "f9")
        await shows(pilot, "区政府值班室 王科")
    with scene.store.read() as session:
        (row,) = reading.of_day(session, date(2026, 10, 1))
    assert (row.zero, row.author, row.in_spite) == (True, "黄丽", "已另行专报")


async def test_a_report_of_a_unit_is_noted_on_the_board(scene: Scene) -> None:
    scene.shift("黄丽", "曾国强")
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await app.action_command("reports")
        await shows(pilot, "No daily report is owed here.")
        await press(pilot, "b", "n")
        await shows(pilot, "New unit on the board")
        await type_text(pilot, "清河镇")
        await press(pilot, "f9")
        await shows(pilot, "[1 Awaited: 2026-11-23 1]", "awaited", "清河镇")
        await press(pilot, "enter")
        await shows(pilot, "No unit here.")
        await press(pilot, "2")
        await shows(pilot, "received", "11-23 10:30", "黄丽")
        await press(pilot, "x")
        await type_text(pilot, "记错")
        await press(pilot, "f9", "minus")
        await shows(pilot, "2026-11-22", "No unit here.")
        await press(pilot, "plus")
        await shows(pilot, "Awaited: 2026-11-23 1", "awaited")
