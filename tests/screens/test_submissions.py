"""Submissions: a holiday's roster goes out in time, with a receipt, and its changes after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from dutyroom.app import DutyApp
from dutyroom.registers.calendar import facts as calendar_facts
from dutyroom.registers.calendar.entry import Entry
from dutyroom.registers.shifts import facts as shift_facts
from dutyroom.registers.submissions import reading
from dutyroom.registers.submissions.reading import SubmissionRow
from dutyroom.screens.question import QuestionDialog
from dutyroom.screens.submissions import SubmissionsScreen
from dutyroom.standard.calendar import DayKind
from dutyroom.store.facts import Place
from tests.registers.roster.roster_kit import Room, room
from tests.screens.driving import press, ready, screen_text, shows, until
from tests.screens.scene import LINE, NOW, Scene
from tests.screens.test_hostile import HOSTILE, harmless

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 7)


def go(scene: Scene, moment: datetime) -> None:
    """Let the clock of the console stand at a time."""
    scene.clock.jump((moment - scene.clock.now()).total_seconds())


def on_duty(scene: Scene, moment: datetime) -> None:
    """Have somebody on duty at a time, at which the clock stands."""
    go(scene, moment)
    scene.record(shift_facts.begun("shift-1", moment, Place("unit"), officer="张三", leader="李四"))


def staffed(scene: Scene) -> Room:
    """Have a roster around National Day, published early in September."""
    made = room(scene.store)
    made.go_to(datetime(2026, 9, 2, tzinfo=UTC))
    made.publish(made.filled(date(2026, 9, 28), date(2026, 10, 11)))
    return made


async def opened(pilot: Pilot[int]) -> DutyApp:
    """Open the submissions of a desk with somebody on duty."""
    app = await ready(pilot)
    await press(pilot, "room:submissions")
    await until(pilot, lambda: isinstance(app.screen, SubmissionsScreen), "the submissions")
    return app


async def answer(pilot: Pilot[int], **texts: str) -> None:
    """Fill in the question that is asked, and confirm."""
    await until(pilot, lambda: isinstance(pilot.app.screen, QuestionDialog), "a question")
    for name, text in texts.items():
        pilot.app.screen.query_one(f"#{name}", Input).value = text
    await press(pilot, "f9")


def submitted(scene: Scene) -> SubmissionRow:
    """Return the submission of National Day."""
    with scene.store.read() as session:
        (row,) = reading.submissions(session, FIRST, LAST)
    return row


@pytest.mark.slow
async def test_a_holiday_is_submitted_changed_and_told_at_the_keyboard(scene: Scene) -> None:
    """Due, submitted with a receipt that comes later, changed, notice owed, notice sent."""
    on_duty(scene, datetime(2026, 9, 26, 1, tzinfo=UTC))
    duty_room = staffed(scene)
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await shows(pilot, "国庆节", "09-28", "2 d", "! due soon")
        await chosen(pilot, "国庆节")
        await shows(pilot, "complete", "at least 2 officers")
        await press(pilot, "enter")
        await shows(pilot, "Nothing waits for a receipt.")
        await press(pilot, "f3")
        await answer(pilot, to="市委值班室")
        await shows(pilot, "√ submitted", "no receipt yet", "市委值班室")
        await press(pilot, "f3")
        await shows(pilot, "It has been submitted")
        await press(pilot, "enter")
        await answer(pilot, receipt="值收91号", received_by="王建")
        await shows(pilot, "值收91号 王建")
        change(duty_room)
        await shows(pilot, "! change notice owed (1)")
        go(scene, datetime(2026, 9, 27, 2, tzinfo=UTC))
        await press(pilot, "f4")
        await answer(pilot, received_by="李")
        await shows(pilot, "1 shift")
        await until(pilot, lambda: "owed" not in screen_text(pilot.app), "no notice owed")
    row = submitted(scene)
    assert (row.late, row.sent.to, row.sent.receipt, row.sent.by) == (
        False, "市委值班室", "值收91号", "张三",
    )  # fmt: skip
    assert [notice.sent.to for notice in row.notices] == ["市委值班室"]


async def chosen(pilot: Pilot[int], label: str) -> None:
    """Move the cursor to an occasion."""
    screen = pilot.app.screen
    assert isinstance(screen, SubmissionsScreen)
    await press(pilot, "home")
    for _turn in range(20):
        if screen._row is not None and screen._row.label == label:
            return
        await press(pilot, "down")
    raise AssertionError(label)


def change(duty_room: Room) -> None:
    """Have a version published that puts somebody else into a holiday's night."""
    duty_room.go_to(datetime(2026, 9, 27, 1, tzinfo=UTC))
    made = duty_room.filled(date(2026, 9, 28), date(2026, 10, 11))
    old = next(item for item in made.assignments if item.slot == "2026-10-02/night")
    person = "o6" if old.person != "o6" else "o5"
    rest = tuple(item for item in made.assignments if item is not old)
    duty_room.publish(replace(made, assignments=(*rest, replace(old, person=person))), why="生病")


async def test_without_a_roster_nothing_can_be_submitted_and_late_is_said(scene: Scene) -> None:
    """The refusal says what to do; what is late says so in words."""
    on_duty(scene, datetime(2026, 9, 30, 1, tzinfo=UTC))
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await chosen(pilot, "国庆节")
        await shows(pilot, "2 d late", "× late", "no roster is published for these days")
        await press(pilot, "f3")
        await answer(pilot, to="市委值班室")
        await shows(pilot, "Publish one first")
        await press(pilot, "escape", "ctrl+k")
        await shows(pilot, "Nothing has changed since")


async def test_a_time_to_come_or_none_is_refused_in_the_question(scene: Scene) -> None:
    """And a submission noted by mistake is taken back with a reason."""
    on_duty(scene, datetime(2026, 9, 26, 1, tzinfo=UTC))
    staffed(scene)
    async with scene.app().run_test(size=(100, 40), notifications=True) as pilot:
        await opened(pilot)
        await chosen(pilot, "国庆节")
        await press(pilot, "f3")
        await answer(pilot, to="市", at="昨")
        await shows(pilot, "A time is written as")
        await answer(pilot, at="2026-09-26 23:00")
        await shows(pilot, "The time lies in the future.")
        await answer(pilot, at="2026-09-01 09:00")
        await shows(pilot, "No roster was published for these days by then.")
        await answer(pilot, at="2026-09-25 09:00")
        await shows(pilot, "√ submitted")
        await press(pilot, "delete")
        await answer(pilot, why="误记")
        await shows(pilot, "! due soon")
    with scene.store.read() as session:
        (row,) = reading.submissions(session, FIRST, LAST, withdrawn=True)
    assert (row.withdrawn_why, row.sent.at) == ("误记", datetime(2026, 9, 25, 1, tzinfo=UTC))


async def test_the_sheet_is_saved_as_text(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the roster of the days and the head-count."""
    monkeypatch.setenv("HOME", str(tmp_path))
    on_duty(scene, datetime(2026, 9, 26, 1, tzinfo=UTC))
    staffed(scene)
    async with scene.app().run_test(size=(100, 40), notifications=True) as pilot:
        await opened(pilot)
        await chosen(pilot, "国庆节")
        await press(pilot, "ctrl+y")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionDialog), "a question")
        ways = pilot.app.screen.query_one("#way")
        ways.highlighted = 3  # type: ignore[attr-defined] # the list of ways
        await answer(pilot)
        await until(pilot, (tmp_path / "submission-2026-10-01.txt").exists, "the sheet")
    text = (tmp_path / "submission-2026-10-01.txt").read_text("utf-8")
    assert "2026-10-03" in text
    assert "2/2" in text


async def test_the_roster_of_a_month_is_saved_from_its_room(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The month that is shown, as it is in force."""
    monkeypatch.setenv("HOME", str(tmp_path))
    on_duty(scene, datetime(2026, 10, 2, 1, tzinfo=UTC))
    staffed(scene)
    async with scene.app().run_test(size=(100, 40), notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "room:roster")
        await shows(pilot, "10-01")
        await press(pilot, "ctrl+a")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionDialog), "a question")
        pilot.app.screen.query_one("#way", OptionList).highlighted = 3
        await answer(pilot)
        await until(pilot, (tmp_path / "roster-2026-10.txt").exists, "the roster")
    assert "2026-10-11" in (tmp_path / "roster-2026-10.txt").read_text("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_hostile_event_is_shown_harmlessly(scene: Scene, text: str) -> None:
    """Its name in the list, below it and in the question."""
    scene.shift()
    event = Entry(date(2026, 11, 25), date(2026, 11, 26), DayKind.EVENT, text, text)
    scene.record(calendar_facts.noted(event, NOW, LINE, actor=text))
    async with scene.app().run_test(size=(100, 40)) as pilot:
        app = await opened(pilot)
        await shows(pilot, "11-25 – 11-26")
        harmless(app)
        await press(pilot, "f3")
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog), "a question")
        harmless(app)
