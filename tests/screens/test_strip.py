"""What the strip adds to its lamps: the day's name, the meter, the demo's mark, trouble."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from textual._compositor import Compositor, LayoutUpdate

from dutyroom import i18n
from dutyroom.channel.messages import KeeperState, Level, LineState
from dutyroom.desk.almanac import named
from dutyroom.desk.standing import Presence, Standing
from dutyroom.registers.alarms import facts as alarm_facts
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.calendar import facts as calendar_facts
from dutyroom.registers.calendar.entry import Entry
from dutyroom.standard.calendar import DayKind
from dutyroom.standard.clocks import local_date
from dutyroom.store.engine import Store
from dutyroom.widgets.duty_strip import DutyStrip
from dutyroom.widgets.strip_lamps import lamps
from tests.screens.driving import ready, shows, until, widget_text
from tests.screens.scene import LINE, NOW, Scene


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        (datetime(2026, 10, 1, 4, tzinfo=UTC), "国庆节"),
        (datetime(2026, 10, 10, 4, tzinfo=UTC), "make-up working day"),
        (datetime(2026, 10, 9, 20, tzinfo=UTC), "make-up working day"),  # already the 10th here
        (NOW, ""),
        (datetime(2050, 10, 1, 4, tzinfo=UTC), ""),
    ],
)
def test_a_day_is_called_by_its_name(store: Store, moment: datetime, name: str) -> None:
    """Holidays and make-up days in Beijing time; nothing where the notice is not out yet."""
    with store.read() as session:
        assert named(session, local_date(moment)) == name


async def test_what_the_calendar_says_is_shown_at_once(scene: Scene) -> None:
    """An event beside the day's own name, without waiting for midnight."""
    app = scene.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        today = local_date(NOW)
        event = Entry(today, today, DayKind.EVENT, "省运动会")
        scene.record(calendar_facts.noted(event, NOW, LINE, actor="张三"))
        await shows(pilot, "2026-11-23 Mon 省运动会")


async def test_the_holiday_stands_beside_the_date(scene: Scene) -> None:
    """And changes at midnight."""
    scene.clock.jump((datetime(2026, 9, 30, 15, 59, 59, tzinfo=UTC) - NOW).total_seconds())
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await shows(pilot, "2026-09-30 Wed  23:59:59")
        scene.clock.advance(1)
        await shows(pilot, "2026-10-01 Thu 国庆节  00:00:00")


async def test_the_meter_moves_with_the_line_and_goes_when_nothing_is_heard(scene: Scene) -> None:
    """A bar of plain characters; `!` where the sound was clipped."""
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        scene.keeper.well()
        scene.keeper.news.put_nowait(Level("1", -27.0, -20.0))
        await shows(pilot, "Sound[=====   ]")
        scene.clock.advance(0.3)
        scene.keeper.news.put_nowait(Level("1", -1.0, 0.0, clipped=True))
        await shows(pilot, "Sound[========!")
        scene.clock.advance(3)
        strip = app.screen.query_one(DutyStrip)
        await until(pilot, lambda: "[" not in widget_text(strip))


async def test_what_moves_with_the_time_and_the_line_paints_no_more_than_its_own_lines(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[bool] = []
    whole = Compositor.render_full_update

    def noted(compositor: Compositor, simplify: bool = False) -> LayoutUpdate:
        painted.append(simplify)
        return whole(compositor, simplify)

    app = scene.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        scene.keeper.well()
        await shows(pilot, "10:30:15")
        monkeypatch.setattr(Compositor, "render_full_update", noted)
        scene.clock.advance(1)
        await shows(pilot, "10:30:16")
        scene.keeper.news.put_nowait(Level("1", -20.0, -9.0))
        await shows(pilot, "Sound")
        assert painted == []
        scene.clock.advance(60)  # what else was written to the terminal is painted over
        await shows(pilot, "10:31:16")
        await until(pilot, lambda: len(painted) == 1)


async def test_the_meter_gives_way_where_there_is_no_room(scene: Scene) -> None:
    """Date and clock are never cut for it."""
    app = scene.app()
    async with app.run_test(size=(50, 24)) as pilot:
        await ready(pilot)
        scene.keeper.news.put_nowait(Level("1", -27.0, -20.0))
        await until(pilot, lambda: app.loudness is not None)
        await shows(pilot, "滨江区值班室", "2026-11-23 Mon  10:30:15")
        assert "[==" not in widget_text(app.screen.query_one(DutyStrip))


async def test_a_simulated_line_is_marked(scene: Scene) -> None:
    """Nobody mistakes the demo for a real desk, at any width."""
    app = scene.app()
    async with app.run_test(size=(60, 24)) as pilot:
        await ready(pilot)
        scene.keeper.well()
        await shows(pilot, "✔ Line")
        assert "SIMULATED" not in widget_text(app.screen.query_one(DutyStrip))
        scene.keeper.news.put_nowait(KeeperState("ok", simulated=True))
        await shows(pilot, "SIMULATED LINE")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (KeeperState("locked", 4), "✖ Database locked: 4 entries wait"),
        (KeeperState("damaged"), "✖ Database damaged"),
        (KeeperState("full", 12), "✖ Disk full: 12 entries wait"),
        (KeeperState("newer"), "✖ Database of a newer version"),
        (KeeperState("ok", 3), "‼ 3 entries wait"),
    ],
)
async def test_what_waits_for_the_database_is_said(
    scene: Scene, state: KeeperState, words: str
) -> None:
    """In words and in the place of the disk, at 80 columns too."""
    scene.shift()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        scene.keeper.well()
        scene.keeper.news.put_nowait(state)
        await shows(pilot, words, "✔ Line", "Alarms 0")


def test_no_alarms_are_counted_before_any_were_read() -> None:
    """A nought that nobody has read is no good news."""
    drawn = [lamps(Standing(known=known), NOW, ascii_only=False)[-1] for known in (False, True)]
    assert [each.plain for each in drawn] == ["◌ Alarms unknown", "✔ Alarms 0"]


def _recorder_lamp(*lines: LineState, brief: bool = False) -> str:
    """Return the lamp of the recorder for lines that stand so."""
    standing = Standing(keeper=Presence.THERE, lines={line.line: line for line in lines})
    return lamps(standing, NOW, ascii_only=False, brief=brief)[1].plain


def test_the_recorder_is_ready_when_its_sound_is_heard_and_not_before() -> None:
    """A green lamp over a line that nobody has heard yet would be a promise without ground."""
    opening, heard = LineState("1", "ok", "opening", "idle"), LineState("2", "ok", "ok", "idle")
    assert _recorder_lamp(heard) == "✔ Rec ready"
    assert _recorder_lamp(opening) == _recorder_lamp(heard, opening, brief=True) == "◌ Rec opening"
    assert _recorder_lamp(LineState("3", "ok", "lost", "idle"), opening) == "✖ Sound lost 3"
    assert _recorder_lamp(LineState("3", "ok", "none", "none"), heard) == "✔ Rec ready"


async def test_an_alarm_that_nobody_can_hear_is_said(scene: Scene) -> None:
    """A loudspeaker that is gone must be seen at least."""
    scene.record(alarm_facts.raised("a", NOW, LINE, code=AlarmCode.SOUND_LOST))
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        scene.keeper.well()
        scene.keeper.news.put_nowait(KeeperState("ok", audible=True, unheard=True))
        await shows(pilot, "Alarms 1 no sound")


async def test_the_leader_is_named_however_many_alarms_there_are(scene: Scene) -> None:
    """In Chinese and 80 columns, with a second officer and nothing to be heard of the alarms."""
    scene.shift("欧阳建国", "司马光明")
    for number in range(12):
        scene.record(alarm_facts.raised(f"a{number}", NOW, LINE, code=AlarmCode.SOUND_LOST))
    i18n.use("zh")
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        scene.keeper.well()
        state = LineState("1", "ok", "ok", "idle", disk_hours=1400.0)
        scene.keeper.news.put_nowait(state)
        scene.keeper.news.put_nowait(KeeperState("ok", audible=True, unheard=True))
        await shows(pilot, "欧阳建国 带班 司马光明", "线路", "录音", "告警 12 无声")


async def test_a_large_disk_takes_no_more_room(scene: Scene) -> None:
    """Officer and lamps fit side by side in 80 columns, in Chinese, while recording."""
    scene.shift("欧阳建国", "司马光明")
    i18n.use("zh")
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        scene.keeper.well()
        since = (NOW - timedelta(minutes=59)).isoformat()
        state = LineState("1", "ok", "ok", "recording", recording_since=since, disk_hours=9000.0)
        scene.keeper.news.put_nowait(state)
        await shows(pilot, "欧阳建国", "司马光明", "线路正常", "录音 59:00", "375")
