"""Alarms: told, acknowledged one at a time, silenced, shelved."""

from __future__ import annotations

from dutyroom import i18n
from dutyroom.commands.presses import QUIET
from dutyroom.registers.alarms import facts, reading
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.reading import AlarmRow
from dutyroom.screens.alarms import AlarmsScreen
from dutyroom.screens.calendar import CalendarScreen
from dutyroom.screens.call import CallScreen
from dutyroom.screens.handover import HandoverScreen
from dutyroom.widgets.alarm_list import AlarmList
from tests.screens.driving import hold, press, ready, screen_text, shows, type_text, until
from tests.screens.scene import LINE, NOW, Scene


def alarms(scene: Scene) -> dict[str, AlarmRow]:
    """Return the alarms as the registers have them now."""
    with scene.store.read() as session:
        return {row.id: row for row in reading.open_alarms(session)}


def raise_three(scene: Scene) -> None:
    """Have three alarms."""
    for name, code in (
        ("a", AlarmCode.SOUND_LOST),
        ("b", AlarmCode.DISK_LOW),
        ("c", AlarmCode.CALL_NOT_WRITTEN_UP),
    ):
        scene.record(facts.raised(name, NOW, LINE, code=code, detail="[/x] \x1b[31m detail"))


async def test_each_alarm_says_what_happened_and_what_to_do(scene: Scene) -> None:
    """The most pressing first; the chosen one is explained."""
    scene.shift()
    raise_three(scene)
    app = scene.app()
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        await shows(pilot, "Alarms 3")
        await press(pilot, "f5")
        await shows(pilot, "No sound comes from the line", "What to do: Check the sound cable")
        await press(pilot, "down")
        await shows(pilot, "Make room on the disk.")


async def test_an_alarm_names_the_call_it_is_about(scene: Scene) -> None:
    """In the list and in the explanation; one key opens that call."""
    scene.shift()
    scene.past("first", number="057111112222")
    scene.past("second", number="057133334444")
    scene.record(
        facts.raised("a", NOW, LINE, code=AlarmCode.CALL_NOT_WRITTEN_UP, about="second"),
        facts.raised("b", NOW, LINE, code=AlarmCode.DISK_LOW),
        facts.raised("c", NOW, LINE, code=AlarmCode.CALL_NOT_WRITTEN_UP, about="gone"),
    )
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f5")
        await shows(pilot, "Call 00002 10:30 057133334444  A call is")
        await press(pilot, "down", "down")
        await shows(pilot, "not written up.  Call 00002 10:30 057133334444")
        await press(pilot, "o")
        await until(pilot, lambda: isinstance(app.screen, CallScreen))
        await shows(pilot, "057133334444")


async def test_the_footer_says_that_an_alarm_leads_further(scene: Scene) -> None:
    """And how one comes back from the shelf, where one lies there."""
    scene.shift()
    raise_three(scene)
    i18n.use("zh")
    app = scene.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "f5")
        await shows(pilot, "Enter 确认  z 搁置  o 查看  F5 告警  Esc 返回")
        await press(pilot, "z")
        await type_text(pilot, "缺件")
        await press(pilot, "f9")
        await shows(pilot, "u 取消搁置")


async def test_an_alarm_about_a_room_opens_that_room(scene: Scene) -> None:
    scene.shift()
    scene.record(facts.raised("a", NOW, LINE, code=AlarmCode.HOLIDAYS_MISSING))
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f5")
        await shows(pilot, "holidays")
        await press(pilot, "o")
        await until(pilot, lambda: isinstance(app.screen, CalendarScreen))


async def test_an_alarm_about_the_relief_names_the_shift_and_opens_the_handover(
    scene: Scene,
) -> None:
    scene.shift()
    scene.record(facts.raised("a", NOW, LINE, code=AlarmCode.RELIEF_LATE, about="shift-1"))
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f5")
        await shows(pilot, "张三 11-23 08:30")
        await press(pilot, "o")
        await until(pilot, lambda: isinstance(app.screen, HandoverScreen))


async def test_a_held_key_acknowledges_one(scene: Scene) -> None:
    """Twenty repetitions of one key tick one alarm; a fresh press ticks the next."""
    scene.shift()
    raise_three(scene)
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f5")
        await until(pilot, lambda: isinstance(app.screen, AlarmsScreen))
        await hold(pilot, "a")
        await shows(pilot, "Alarms 2")
        acknowledged = [row.id for row in alarms(scene).values() if row.acknowledged_at]
        assert len(acknowledged) == 1
        await pilot.pause(QUIET)
        app.screen.query_one(AlarmList).cursor = 2
        await pilot.press("a")
        await shows(pilot, "Alarms 1")


async def test_silence_is_not_acknowledgement(scene: Scene) -> None:
    """The sound stops, also at the keeper; the count stays."""
    scene.shift()
    raise_three(scene)
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f6")
        await until(pilot, lambda: ("silence", "", {}) in scene.keeper.asked)
        assert all(row.silenced_at and not row.acknowledged_at for row in alarms(scene).values())
        await shows(pilot, "Alarms 3")
        await press(pilot, "f6")
        await until(pilot, lambda: any(n.message == "No alarm sounds." for n in app._notifications))


async def test_shelving_needs_a_reason_and_can_be_undone(scene: Scene) -> None:
    """The reason and the time stand in the list."""
    scene.shift()
    raise_three(scene)
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f5", "z")
        await shows(pilot, "Shelve this alarm?")
        await press(pilot, "f9")
        await shows(pilot, "Reason is missing.")
        await type_text(pilot, "spare cable is on its way")
        await press(pilot, "f9")
        await until(pilot, lambda: alarms(scene)["a"].shelved_reason.startswith("spare cable"))
        until_when = alarms(scene)["a"].shelved_until
        assert until_when is not None
        assert (until_when - NOW).total_seconds() == 3600
        await shows(pilot, "Shelved until", "spare cable is on its way")
        await press(pilot, "u")
        await until(pilot, lambda: alarms(scene)["a"].shelved_at is None)


async def test_what_blinks_does_so_once_a_second(scene: Scene) -> None:
    """Two pictures a second: one cycle, half of what is allowed."""
    scene.shift()
    raise_three(scene)
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f5")
        await shows(pilot, "New")
        pictures = []
        for _half_second in range(4):
            app._tick()
            await pilot.pause()
            style = _style_of(app.screen.query_one(AlarmList), "New")
            pictures.append(style)
            scene.clock.advance(0.5)
        assert pictures[0] == pictures[2] != pictures[1] == pictures[3]
        assert "New" in screen_text(app)


def _style_of(widget: AlarmList, word: str) -> object:
    """Return the style in which a word of the second row is drawn: the first has the cursor."""
    for segment in widget.render_line(2):
        if word in segment.text:
            return segment.style
    raise AssertionError(word)
