"""Fault tickets, stock and checklist at the keyboard."""

from __future__ import annotations

from textual.pilot import Pilot

from dutyroom.app import DutyApp
from dutyroom.registers.equipment.reading import in_force, open_faults
from dutyroom.registers.equipment.stocks import batches, room
from dutyroom.screens.equipment import EquipmentScreen
from dutyroom.screens.question import QuestionDialog
from dutyroom.screens.stock import StockScreen
from dutyroom.screens.whole import WholeText
from dutyroom.widgets.equipment_lists import ItemList
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.equipment_scene import checked, equip, stocked
from tests.screens.scene import Scene

SIZE = (80, 24)


async def enter(pilot: Pilot[int], *keys: str) -> DutyApp:
    """Go to the equipment."""
    app = await ready(pilot)
    await press(pilot, "room:equipment")
    await until(pilot, lambda: isinstance(app.screen, EquipmentScreen), "the equipment")
    await press(pilot, *keys)
    return app


async def dialog(pilot: Pilot[int]) -> None:
    """Wait for a question."""
    await until(pilot, lambda: isinstance(pilot.app.screen, QuestionDialog), "a question")


async def test_a_ticket_from_report_to_verification(scene: Scene) -> None:
    scene.shift()
    equip(scene)
    checked(scene, bad="fax")
    async with scene.app().run_test(size=SIZE) as pilot:
        app = await enter(pilot, "t")
        await shows(pilot, "no workaround", "卡纸")
        steps = [
            ("w", ("到文印室收发",), "not reported"),
            ("f3", ("维修站",), "reported"),
            ("f4", (), "to be verified"),
        ]
        for key, texts, state in steps:
            await press(pilot, key)
            await dialog(pilot)
            for text in texts:
                await type_text(pilot, text)
            await press(pilot, "f9")
            await shows(pilot, state)
        await press(pilot, "f9")
        await dialog(pilot)
        await press(pilot, "f9")
        await shows(pilot, "Does it work? is missing.")
        await press(pilot, "down", "f9")
        await shows(pilot, "1 faults, 1 repaired and verified", "closed")
        assert "维修站" in screen_text(app)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, WholeText), "all of it")
        await shows(pilot, "到文印室收发", "1 repaired")
        await press(pilot, "escape", "f3")
        await shows(pilot, "1 faults")
    with scene.store.read() as session:
        assert open_faults(session) == []


async def test_stock_moves_and_the_room_is_verified(scene: Scene) -> None:
    scene.shift()
    equip(scene)
    stocked(scene)
    async with scene.app().run_test(size=SIZE, notifications=True) as pilot:
        app = await enter(pilot, "s")
        await shows(pilot, "12 pcs", "nothing noted yet", "not verified within a year")
        items = app.screen.query_one("StockList")
        rows = [row.id for row in items.rows]  # type: ignore[attr-defined]
        items.cursor = rows.index("batteries")  # type: ignore[attr-defined]
        await press(pilot, "x")
        await shows(pilot, "Nothing of it has expired.")
        assert isinstance(app.screen, StockScreen)
        await press(pilot, "f3")
        await dialog(pilot)
        await type_text(pilot, "4")
        await press(pilot, "f9")
        await shows(pilot, "Expires on is missing.")
        await type_text(pilot, "2026-13-01")
        await press(pilot, "f9")
        await shows(pilot, "not a date")
        await press(pilot, *("backspace",) * 10)
        await type_text(pilot, "2026-12-01")
        await press(pilot, "f9")
        await shows(pilot, "16 pcs", "expires soon")
        await press(pilot, "f4")
        await dialog(pilot)
        await type_text(pilot, "99")
        await press(pilot, "enter")
        await type_text(pilot, "王五")
        await press(pilot, "f9")
        await shows(pilot, "Usable: 16 pcs.", "There are only 16.")
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, StockScreen), "the stock")
        await press(pilot, "v")
        await dialog(pilot)
        await type_text(pilot, "36.5")
        await press(pilot, "tab", "down", "tab")
        await type_text(pilot, "一号柜")
        await press(pilot, "f9")
        await shows(pilot, "36.5 m²", "shared with guards or drivers", "kept at: 一号柜")
    with scene.store.read() as session:
        held = batches(session, "unit", "batteries")
        seen = room(session, "unit")
    assert sorted(batch.quantity for batch in held) == [4, 12]
    assert seen is not None
    assert seen.area == 36.5


async def test_the_list_is_changed_at_the_screen(scene: Scene) -> None:
    """Each change is a version; what moves stays under the cursor; what is new is offered."""
    scene.shift()
    equip(scene, without=("emergency_power",))
    async with scene.app().run_test(size=SIZE) as pilot:
        app = await enter(pilot)
        await shows(pilot, "Duty telephone")
        await press(pilot, "e")
        await shows(pilot, "Version 1")
        await press(pilot, "j")
        await shows(pilot, "Version 2")
        await press(pilot, "f3")
        await dialog(pilot)
        await press(pilot, "end")
        await type_text(pilot, " 2")
        await press(pilot, "f9")
        await shows(pilot, "Version 3", "Duty telephone 2")
        await press(pilot, "x")
        await dialog(pilot)
        await type_text(pilot, "撤")
        await press(pilot, "f9")
        await shows(pilot, "Version 4", "item retired  Duty telephone 2: 撤")
        assert app.screen.query_one(ItemList).cursor == 1  # where it was, not back at the top
        await press(pilot, "b")
        await dialog(pilot)
        await press(pilot, "f9")
        await shows(pilot, "Version 5", "item taken back")
        await press(pilot, "end")
        await shows(pilot, "Not taken in", "New with the program", "Emergency power")
        await press(pilot, "a")
        await shows(pilot, "Version 6", "item added  Emergency power")
        await press(pilot, "h")
        await shows(pilot, "the item: Duty telephone > Duty telephone 2 ")
    with scene.store.read() as session:
        current = in_force(session)
    assert current is not None
    assert [item.key for item in current.items][:3] == ["caller_id", "recorder", "landline"]
    assert "box" in current.by_key["landline"].probes
    assert "emergency_power" in current.by_key
