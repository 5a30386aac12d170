"""A handover at the keyboard, at a desk without accounts and at one with them."""

from __future__ import annotations

from textual.widgets import Button, Input, OptionList

from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.notes import facts as notes
from dutyroom.registers.notes.facts import NoteKind
from dutyroom.screens.handover import HandoverScreen
from dutyroom.screens.handovers import SignedListScreen
from dutyroom.standard.equipment.items import SheetKind
from dutyroom.widgets.handover_list import HandoverList
from tests.screens.driving import hold, press, ready, screen_text, shows, type_text, until
from tests.screens.equipment_scene import checked, equip
from tests.screens.scene import LINE, NOW, Scene
from tests.screens.test_rooms import digit

HANDOVER_DIGIT = digit("handover")


async def test_a_whole_handover_by_name(scene: Scene) -> None:
    """Explain, relief, accept, leader, sign; the first look comes by itself."""
    scene.shift()
    scene.past("one", Outcome.MISSED)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "ctrl+w", HANDOVER_DIGIT)
        await until(pilot, lambda: isinstance(app.screen, HandoverScreen), "the handover")
        await shows(pilot, "To explain", "1 Prepare", "张三 > ?")
        await press(pilot, "f3")
        await shows(pilot, "Explain this item")
        await type_text(pilot, "八点前回复")
        await press(pilot, "f9")
        await shows(pilot, "To decide", "Explained 八点前回复")
        await press(pilot, "f4")
        await shows(pilot, "Who relieves")
        await type_text(pilot, "张三")
        await press(pilot, "f9")
        await shows(pilot, "somebody else than the officer", "Who relieves")
        await press(pilot, "ctrl+u")
        await type_text(pilot, "王五")
        await press(pilot, "f9")
        await shows(pilot, "张三 > 王五")
        await press(pilot, "a")
        await shows(pilot, "Taken over")
        await shows(pilot, "l: leader")
        await press(pilot, "l")
        await shows(pilot, "The leader on duty was told")
        await press(pilot, "f9")
        await shows(pilot, "Leader told by phone", "F9 signs")
        await press(pilot, "f9")
        await shows(pilot, "张三 hands over to 王五")
        app.screen.query_one("#leader", Input).value = "曾国强"
        scene.past("two", Outcome.MISSED)  # a call while they sign
        await press(pilot, "f9")
        await shows(pilot, "Decide on this item, then it is signed", "What was typed is kept")
        await press(pilot, "escape")
        await shows(pilot, "张三 hands over to 王五", "1 item is not decided yet")
        assert app.screen.query_one("#leader", Input).value == "曾国强"
        await press(pilot, "f9")
        await shows(pilot, "Decide on this item, then it is signed")
        await type_text(pilot, "问路")
        await press(pilot, "tab", "right", "f9")
        await until(pilot, lambda: isinstance(app.screen, SignedListScreen), "the first look")
        await shows(pilot, "You are on duty", "Taken over")
        await until(pilot, lambda: app.standing.shift and app.standing.shift.officer == "王五")
        assert app.standing.shift is not None
        assert app.standing.shift.leader == "曾国强"


async def test_a_held_key_accepts_nothing(scene: Scene) -> None:
    """Only the first press of a key counts: one decision, one item."""
    scene.shift()
    for call in ("one", "two", "three"):
        scene.past(call, Outcome.MISSED)
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await ready(pilot)
        await press(pilot, "ctrl+w", HANDOVER_DIGIT)
        await shows(pilot, "To explain")
        await press(pilot, "f4")
        await shows(pilot, "Who relieves")
        await type_text(pilot, "王五")
        await press(pilot, "f9")
        await shows(pilot, "张三 > 王五")
        await press(pilot, "d")
        await shows(pilot, "explains this item first")
        await press(pilot, "i")
        await shows(pilot, "Leader who agreed")
        await type_text(pilot, "突发疾病")
        app.screen.query_one("#leader", Input).value = "曾国强"
        await press(pilot, "tab", "tab", "right", "f9")
        await shows(pilot, "taken ill; 曾国强 agreed by phone")
        await press(pilot, "a")
        await shows(pilot, "Nobody explained this item")
        await type_text(pilot, "已看记录")
        await press(pilot, "f9")
        await until(pilot, lambda: screen_text(app).count("Taken over") == 1, "one accepted")
        await hold(pilot, "plus", down=True)
        await pilot.pause()
        assert isinstance(app.screen, HandoverScreen)
        assert screen_text(app).count("Taken over") == 1
        await shows(pilot, "Too quick: one press, one item.")


async def test_nobody_waits_between_two_items(scene: Scene) -> None:
    """The next item can be accepted while the last is being recorded; none is left out."""
    scene.shift()
    for note in ("one", "two", "three"):
        scene.record(notes.left(note, NOW, LINE, actor="张三", kind=NoteKind.NOTE, text=note))
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+w", HANDOVER_DIGIT)
        await shows(pilot, "decide 3")
        await press(pilot, "f4")
        await shows(pilot, "Who relieves")
        await type_text(pilot, "王五")
        await press(pilot, "f9")
        await shows(pilot, "张三 > 王五")
        await press(pilot, "a", "plus", "a")
        await shows(pilot, "taken 3")


async def test_the_end_check_is_a_step_of_the_handover(scene: Scene) -> None:
    """The head says that it is missing, and one key asks for it."""
    scene.shift()
    equip(scene)
    checked(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "ctrl+w", HANDOVER_DIGIT)
        await shows(pilot, "4 Equipment")
        await press(pilot, "f4")
        await shows(pilot, "Who relieves")
        await type_text(pilot, "王五")
        await press(pilot, "f9")
        await shows(pilot, "End check due: e opens it")
        await press(pilot, "e")
        await shows(pilot, "Look at each item with your own eyes")
        kinds = app.screen.query_one("#kind", OptionList)
        assert kinds.highlighted == list(SheetKind).index(SheetKind.END)


async def test_the_relief_begins_at_the_top_and_asks_back(scene: Scene) -> None:
    """Wherever the explaining ended, the walk begins with the first item."""
    scene.shift()
    for call in ("one", "two"):
        scene.past(call, Outcome.MISSED)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "ctrl+w", HANDOVER_DIGIT)
        await shows(pilot, "To explain")
        listed = app.screen.query_one(HandoverList)
        await press(pilot, "down")
        await until(pilot, lambda: listed.cursor == 1, "the second item")
        await press(pilot, "f4")
        await shows(pilot, "Who relieves")
        await type_text(pilot, "王五")
        await press(pilot, "f9")
        await until(pilot, lambda: listed.cursor == 0, "the first item")
        await press(pilot, "k")
        await shows(pilot, "What you want to know")
        assert str(app.screen.query_one("#accept", Button).label) == "Ask back"


async def test_the_cursor_goes_on_to_what_is_next(scene: Scene) -> None:
    """After a step, and after the handover was left, the next that needs somebody is chosen."""
    scene.shift()
    for call in ("one", "two"):
        scene.past(call, Outcome.MISSED)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "ctrl+w", HANDOVER_DIGIT)
        await shows(pilot, "To explain")
        listed = app.screen.query_one(HandoverList)
        first = listed.chosen
        await press(pilot, "f3")
        await type_text(pilot, "说明")
        await press(pilot, "f9")
        await until(pilot, lambda: listed.chosen and first and listed.chosen.id != first.id, "next")
        await press(pilot, "escape", "ctrl+w", HANDOVER_DIGIT)
        await until(pilot, lambda: isinstance(app.screen, HandoverScreen), "the handover again")
        listed = app.screen.query_one(HandoverList)
        await until(pilot, lambda: listed.chosen and first and listed.chosen.id != first.id, "open")


async def test_a_note_and_a_state_go_into_the_handover_until_they_are_ended(scene: Scene) -> None:
    scene.shift()
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await press(pilot, "ctrl+w", HANDOVER_DIGIT)
        await shows(pilot, "Nothing is pending")
        await press(pilot, "n")
        await shows(pilot, "Leave a note")
        await type_text(pilot, "滨盛路封闭")
        app.screen.query_one("#kind", OptionList).highlighted = 1
        app.screen.query_one("#until", Input).value = "tomorrow-ish"
        await press(pilot, "f9")
        await shows(pilot, "Write a time such as")
        app.screen.query_one("#until", Input).value = "18:00"
        await press(pilot, "f9")
        await shows(pilot, "Interim", "滨盛路封闭", "18:00")
        await press(pilot, "x")
        await shows(pilot, "End this note?")
        await press(pilot, "f9")
        await shows(pilot, "Nothing is pending")


async def test_a_hostile_item_is_shown_and_obeyed_by_nobody(scene: Scene) -> None:
    scene.shift()
    scene.past("one", Outcome.MISSED, name="[/oops]\x1b]0;x\x07", number="110")
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+w", HANDOVER_DIGIT)
        await shows(pilot, "[/oops]")


async def test_in_chinese_nothing_is_left_in_english(scene: Scene) -> None:
    scene.shift()
    scene.past("one", Outcome.MISSED)
    async with scene.app(language="zh").run_test(size=(80, 24)) as pilot:
        from dutyroom import i18n  # noqa: PLC0415 - the language of this test alone

        i18n.use("zh")
        app = await ready(pilot)
        await press(pilot, "ctrl+w", HANDOVER_DIGIT)
        await shows(pilot, "待说明", "1 准备")
        text = "\n".join(screen_text(app).splitlines()[3:-1])
        assert not [word for word in text.split() if word.isascii() and word.isalpha()], text
