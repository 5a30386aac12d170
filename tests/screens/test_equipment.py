"""The equipment check at the keyboard: one item a press, interrupted, signed, compared."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from unittest.mock import AsyncMock

import pytest
from textual.pilot import Pilot

from dutyroom.app import DutyApp
from dutyroom.channel.messages import LineState
from dutyroom.desk.probing import Probing
from dutyroom.registers.equipment.reading import going_on, latest_sheet, open_faults
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.screens import equipment_behind
from dutyroom.screens.comparison import ComparisonScreen
from dutyroom.screens.equipment import EquipmentScreen
from dutyroom.screens.question import QuestionDialog
from dutyroom.screens.whole import WholeText
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.standard.judging.recorder import GAVE_WAY
from dutyroom.standard.probing import Reading, Said, title_of
from dutyroom.standard.probing import State as Probed
from dutyroom.widgets.check_list import CheckList
from tests.screens.driving import hold, press, ready, shows, type_text, until
from tests.screens.equipment_scene import checked, equip
from tests.screens.scene import NOW, Scene

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


def going(scene: Scene) -> Sheet | None:
    """Return the check that is going on."""
    with scene.store.read() as session:
        return going_on(session)


def entered(scene: Scene, item: str) -> int:
    """Return how often an item was entered in the check that is going on."""
    sheet = going(scene)
    return sum(each.item == item for each in sheet.entries) if sheet is not None else 0


async def begin(pilot: Pilot[int], scene: Scene) -> DutyApp:
    """Begin the check of the start."""
    app = await enter(pilot)
    await shows(pilot, "Duty telephone")
    await press(pilot, "f3")
    await dialog(pilot)
    await press(pilot, "f9")
    await until(pilot, lambda: going(scene) is not None, "a check")
    await shows(pilot, "0/30")
    return app


async def test_a_list_is_taken_over_and_the_check_begun_at_once(scene: Scene) -> None:
    """The first time, in one go."""
    scene.shift()
    async with scene.app().run_test(size=SIZE) as pilot:
        await enter(pilot)
        await shows(pilot, "no checklist yet")
        await press(pilot, "f3")
        await shows(pilot, "Take a checklist over?")
        await press(pilot, "f9")
        await shows(pilot, "Which check")
        await press(pilot, "f9")
        await shows(pilot, "0/30", "[ ]")
    sheet = going(scene)
    assert sheet is not None
    assert (sheet.row.kind, sheet.row.checker, sheet.row.shift) == (
        SheetKind.START, "张三", "shift-1",
    )  # fmt: skip


async def test_each_press_enters_one_item_and_moves_on(scene: Scene) -> None:
    """What is not in order asks for a note first; Esc enters nothing."""
    scene.shift()
    equip(scene)
    async with scene.app().run_test(size=SIZE) as pilot:
        app = await begin(pilot, scene)
        items = app.screen.query_one(CheckList)
        await press(pilot, "1")
        await until(pilot, lambda: items.cursor == 1)
        await press(pilot, "2")
        await dialog(pilot)
        await press(pilot, "f9")
        await shows(pilot, "Trouble is missing.")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, EquipmentScreen))
        await press(pilot, "4")
        await dialog(pilot)
        await type_text(pilot, "不显示")
        await press(pilot, "enter")
        await type_text(pilot, "手工登记")
        await press(pilot, "f9")
        await until(pilot, lambda: items.cursor == 2)
        await shows(pilot, "2/30", "Missing", "不显示")
    sheet = going(scene)
    assert sheet is not None
    found = [(e.item, e.state, e.note, e.workaround) for e in sheet.entries]
    assert found == [
        ("landline", State.OK, "", ""), ("caller_id", State.MISSING, "不显示", "手工登记"),
    ]  # fmt: skip


async def test_a_held_key_enters_one_item_and_says_why_no_more(scene: Scene) -> None:
    scene.shift()
    equip(scene)
    async with scene.app().run_test(size=SIZE) as pilot:
        await begin(pilot, scene)
        await hold(pilot, "1")
        await shows(pilot, "Too quick")
        sheet = going(scene)
        assert sheet is not None
        assert len(sheet.entries) == 1
        await press(pilot, "1")
        await shows(pilot, "2/30")


async def test_the_machine_ticks_nothing_and_its_evidence_is_kept(scene: Scene) -> None:
    """Probes answer beside the items; a person's word keeps what they said."""
    scene.shift()
    equip(scene)
    async with scene.app().run_test(size=SIZE) as pilot:
        app = await begin(pilot, scene)
        items = app.screen.query_one(CheckList)
        place = next(at for at, row in enumerate(items.rows) if row.id == "duty_machine")
        await until(
            pilot,
            lambda: (
                {r.probe for r in items.rows[place].readings if r.state != "running"}
                >= {"database", "clock"}
            ),
            "answers",
        )
        assert all(row.found is None for row in items.rows)
        items.cursor = place
        await shows(pilot, "Database", "Look:")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, WholeText), "all of it")
        await shows(pilot, *(title_of(each.probe) for each in items.rows[place].readings))
        await press(pilot, "escape", "1")
        await shows(pilot, "1/30")
    sheet = going(scene)
    assert sheet is not None
    said = {each.probe: each.state for each in sheet.found["duty_machine"].evidence}
    assert said["database"] == "ok"
    assert said["clock"] == "cannot_tell"


async def test_a_check_goes_on_where_it_was_left(scene: Scene) -> None:
    """Another console finds it, with the cursor on the first item that is left."""
    scene.shift()
    equip(scene)
    async with scene.app().run_test(size=SIZE) as pilot:
        await begin(pilot, scene)
        await press(pilot, "1")
        await shows(pilot, "1/30")
    async with scene.app().run_test(size=SIZE) as pilot:
        app = await enter(pilot)
        await shows(pilot, "1/30")
        assert app.screen.query_one(CheckList).cursor == 1
        await press(pilot, "f9")
        assert isinstance(app.screen, EquipmentScreen)  # items are left: no signature
        await press(pilot, "f3")
        await dialog(pilot)
        await press(pilot, "end")
        await type_text(pilot, "和李")
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, EquipmentScreen))
        await press(pilot, "1")
        await shows(pilot, "2/30", "张三和李")
        await press(pilot, "x")
        await dialog(pilot)
        await type_text(pilot, "警报")
        await press(pilot, "f9")
        await until(pilot, lambda: going(scene) is None)
        await shows(pilot, "No check is signed yet.")


async def test_a_whole_check_is_signed_and_compared(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Start with a fault, end without: the ticket stays; the machine is contradicted in words."""
    runs = []

    async def readings(self: Probing) -> AsyncIterator[Reading]:
        runs.append(self)
        said = Said("There was no answer within {limit:.0f} s.", {"limit": 3})
        yield Reading("printer", Probed.FAULTY, said, None, NOW, 0.5)

    monkeypatch.setattr(Probing, "readings", readings)
    scene.shift()
    equip(scene)
    checked(scene, bad="copier")
    async with scene.app().run_test(size=SIZE) as pilot:
        app = await enter(pilot)
        await shows(pilot, "1 open fault", "Last: start of the shift")
        proven = Reading("recorder:1", Probed.OK, Said("Heard."), None, NOW, 9.0)
        app.screen._probes.take(proven)  # type: ignore[attr-defined] # as of the check before
        await press(pilot, "f3")
        await dialog(pilot)
        await press(pilot, "f9")
        await shows(pilot, "0/13")
        run = app.screen.query_one(CheckList)
        await until(pilot, lambda: any(row.readings for row in run.rows), "what the probe says")
        told = [each for row in run.rows for each in row.readings if each.probe == proven.probe]
        assert proven not in told  # what one check proved proves nothing in the next
        cut_off = Reading("sound:1", Probed.CANCELLED, GAVE_WAY, None, NOW, 0.0)
        app.screen._probes.take(cut_off)  # type: ignore[attr-defined] # as of a call
        for call in ("c1", ""):
            scene.keeper.news.put_nowait(LineState("1", "ok", "ok", "idle", call))
            await until(
                pilot,
                lambda call=call: (
                    "1" in app.standing.lines and app.standing.lines["1"].call == call
                ),  # type: ignore[misc]
            )
        await until(pilot, lambda: len(runs) == 2, "what gave way is probed again")
        for _item in range(13):
            await press(pilot, "1")
        await shows(pilot, "13/13")
        proof = Reading("recorder:1", Probed.FAULTY, Said("Silence."), None, scene.clock.now(), 9.0)
        for said in (proof, replace(proof, evidence=Said("Hum."))):
            monkeypatch.setattr(equipment_behind, "proven", AsyncMock(return_value=said))
            await press(pilot, "r")  # after the entry
            items = app.screen.query_one(CheckList)
            items.cursor = next(at for at, row in enumerate(items.rows) if row.id == "recorder")
            await shows(pilot, said.evidence.text if said.evidence is not None else "")
            if said is proof:
                await press(pilot, "1")  # entered anew: the machine says something else now
                await until(pilot, lambda: entered(scene, "recorder") == 2)
        kept = going(scene)
        assert kept is not None
        (taken,) = kept.row.taken  # the last one, on disk at once
        assert (taken.by, taken.evidence.words) == ("张三", "Hum.")
        await press(pilot, "f9")
        await shows(
            pilot, "Sign this check?", "Printer: you found it in order, the machine", "Hum."
        )
        await press(pilot, "f9")
        for asked in ("1 Recorder", "2 Printer"):  # each contradiction has its own
            await shows(pilot, f"Reason {asked} is missing.")
            await type_text(pilot, "另有备份")
            await press(pilot, "f9")
        await shows(pilot, "Last: end of the shift")
        await press(pilot, "c")
        await until(pilot, lambda: isinstance(app.screen, ComparisonScreen))
        await shows(pilot, "1 items differ.", "<> Copier")
    with scene.store.read() as session:
        assert [fault.item for fault in open_faults(session)] == ["copier"]
        signed = latest_sheet(session, SheetKind.END)
    assert signed is not None
    assert set(signed.states.values()) == {State.OK}
    entry = signed.found["recorder"]
    assert entry.evidence[0].words == "Silence."  # as the machine said at the entry
    assert entry.known[0].words == "Hum."  # as it said last
