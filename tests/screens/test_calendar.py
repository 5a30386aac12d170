"""The calendar: a year at a time, entered, corrected, withdrawn and imported at the keyboard."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from dutyroom import i18n
from dutyroom.app import DutyApp
from dutyroom.commands.calendar import AddDays, AssumeYear, ImportDays
from dutyroom.commands.rooms import CalendarRoom
from dutyroom.registers.calendar import facts, reading
from dutyroom.registers.calendar.entry import Entry
from dutyroom.screens.calendar import CalendarScreen
from dutyroom.screens.import_preview import ImportPreviewScreen
from dutyroom.screens.question import QuestionDialog
from dutyroom.standard.calendar import Calendar, DayKind
from dutyroom.standard.calendar.days import YearWithoutData
from tests.screens.driving import press, ready, screen_text, shows, until
from tests.screens.scene import LINE, NOW, Scene
from tests.screens.test_hostile import HOSTILE, harmless


async def opened(pilot: Pilot[int]) -> DutyApp:
    """Open the calendar of a desk with somebody on duty."""
    app = await ready(pilot)
    await press(pilot, "room:calendar")
    await until(pilot, lambda: isinstance(app.screen, CalendarScreen), "the calendar")
    return app


async def answer(pilot: Pilot[int], kind: DayKind | None = None, **texts: str) -> None:
    """Fill in the question that is asked, and confirm."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, QuestionDialog), "a question")
    if kind is not None:
        options = app.screen.query_one(OptionList)
        options.highlighted = options.get_option_index(kind.value)
    for name, text in texts.items():
        app.screen.query_one(f"#{name}", Input).value = text
    await press(pilot, "f9")


def known(scene: Scene, year: int) -> Calendar:
    """Return the register's calendar."""
    with scene.store.read() as session:
        return reading.calendar(session, year, year)


def entered(scene: Scene) -> bool:
    """Tell whether the register holds anything of the year."""
    with scene.store.read() as session:
        return bool(reading.entries(session, 2026))


async def test_a_year_stands_there_with_its_documents_and_what_is_missing(scene: Scene) -> None:
    """In 80 columns, in the order of the days; the next year says that it is not known."""
    scene.shift()
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await shows(
            pilot, "< 2026 >", "7 holidays", "33 days off", "02-16 – 02-19 4 d",
            "国办发明电〔2025〕7号", "The notice for 2027 has not been entered.", "As it ships",
        )  # fmt: skip
        await press(pilot, "right")
        await shows(pilot, "< 2027 >", "No notice entered: no roster can be made for this year.")
        await press(pilot, "left", "left")
        await shows(pilot, "< 2025 >", "国办发明电〔2024〕12号")


async def test_an_event_is_entered_corrected_and_withdrawn(scene: Scene) -> None:
    """Each step is an entry more; what stood there is read below it."""
    scene.shift()
    async with scene.app().run_test(size=(100, 50)) as pilot:
        await opened(pilot)
        await shows(pilot, "< 2026 >")
        await press(pilot, "insert")
        event = {"first": "2026-12-05", "last": "2026-12-08", "name": "省运动会"}
        await answer(pilot, DayKind.EVENT, **event, document="省办〔2026〕8号")
        await shows(pilot, "12-05 – 12-08 4 d", "省办〔2026〕8号", "1 event")
        assert "As it ships" in screen_text(pilot.app)  # an event changes nothing in the notice
        await press(pilot, "end", "enter")
        await answer(pilot, last="2026-12-09", why="延期一天")
        await shows(pilot, "12-05 – 12-09 5 d", "withdrawn")
        await press(pilot, "home", "end", "delete")
        await answer(pilot, why="取消")
        await shows(pilot, "0 events", "张三", "取消")
    assert known(scene, 2026).events == ()


async def test_what_makes_no_sense_is_said_in_the_question(scene: Scene) -> None:
    """And nothing is recorded."""
    scene.shift()
    async with scene.app().run_test(size=(100, 50)) as pilot:
        app = await opened(pilot)
        await shows(pilot, "< 2026 >")
        await press(pilot, "insert")
        await answer(pilot, DayKind.STATUTORY, name="")
        await shows(pilot, "needs a name")
        await answer(pilot, name="元旦", first="2026-12-40")
        await shows(pilot, "A day is written as")
        await answer(pilot, first="2026-12-05", last="2026-12-01")
        await shows(pilot, "The last day is before the first one.")
        assert isinstance(app.screen, QuestionDialog)
    with scene.store.read() as session:
        assert reading.entries(session, 2026) == []


async def test_a_working_day_is_not_made_one(scene: Scene) -> None:
    """A Monday is refused; a Saturday is told apart from the year that is taken over with it."""
    scene.shift()
    async with scene.app().run_test(size=(100, 50), notifications=True) as pilot:
        await opened(pilot)
        await shows(pilot, "< 2026 >")
        await press(pilot, "insert")
        await answer(pilot, DayKind.MAKEUP, first="2026-11-23", last="2026-11-23")
        await shows(pilot, "2026-11-23 is a working day anyway.")
        assert not entered(scene)
        await answer(pilot, first="11-28", last="11-28")  # the rest stands there as it was typed
        await shows(pilot, "1 entry recorded.", "as it ships were taken over first")
    assert entered(scene)


async def test_a_shipped_entry_is_corrected_and_the_year_is_kept(scene: Scene) -> None:
    """The whole year goes into the register with it; a second time there is nothing to take."""
    scene.shift()
    async with scene.app().run_test(size=(100, 50), notifications=True) as pilot:
        await opened(pilot)
        await shows(pilot, "As it ships")
        await press(pilot, "home", "enter")
        await answer(pilot, name="新年", why="名称")
        await shows(pilot, "新年", "Not entered: 元旦")
        await press(pilot, "f4")
        await shows(pilot, "The register keeps this year already.")
    calendar = known(scene, 2026)
    assert calendar.day(date(2026, 1, 1)).name == "新年"
    assert calendar.day(date(2026, 10, 1)).name == "国庆节"


async def test_plain_weekdays_are_allowed_with_a_reason_and_that_is_taken_back(
    scene: Scene,
) -> None:
    """Only where the notice is missing."""
    scene.shift()
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await shows(pilot, "< 2026 >")
        await press(pilot, "ctrl+e")
        await shows(pilot, "The holidays of this year are known.")
        await press(pilot, "right")
        await shows(pilot, "No notice entered")
        await press(pilot, "ctrl+e")
        await answer(pilot, why="通知未到")
        await shows(pilot, "张三 allowed plain weekdays: 通知未到")
        assert known(scene, 2027).day(date(2027, 3, 1)).assumed
        scene.clock.advance(60)  # of two facts of one instant nobody can say which came first
        await press(pilot, "ctrl+e")
        await shows(pilot, "no roster can be made")


async def test_a_file_is_looked_at_before_it_is_imported(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bad lines are told, the good ones go in, and the officer is the one who did it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    lines = [f"2027-0{month}-01,,法定,节日{month}," for month in range(1, 8)]
    text = "\n".join(["日期,截止,类型,名称,文号", *lines, "坏,,法定,x,"])
    (tmp_path / "2027.csv").write_text(text, "gb18030")
    scene.shift()
    async with scene.app().run_test(size=(100, 40), notifications=True) as pilot:
        app = await opened(pilot)
        await shows(pilot, "< 2026 >")
        await press(pilot, "f3")
        await answer(pilot, path="~/2027.csv")
        await until(pilot, lambda: isinstance(app.screen, ImportPreviewScreen), "the preview")
        await shows(pilot, "7 added", "1 errors", "x Row 9", "+ 2027-01-01")
        assert not known(scene, 2027).years
        await press(pilot, "f9")
        await shows(pilot, "7 entries recorded.", "< 2027 >")  # what came in is seen at once
    assert known(scene, 2027).day(date(2027, 7, 1)).name == "节日7"
    with scene.store.read() as session:
        assert {row.by for row in reading.entries(session, 2027)} == {"张三"}


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_hostile_entry_is_shown_harmlessly(scene: Scene, text: str) -> None:
    """Name, document and reason, in the list and below it."""
    scene.shift()
    entry = Entry(date(2026, 1, 1), date(2026, 1, 1), DayKind.EVENT, text, text, text)
    scene.record(
        facts.noted(entry, NOW, LINE, actor=text, why=text),
        facts.assumed(2027, NOW, LINE, actor=text, why=text),
    )
    async with scene.app().run_test(size=(100, 40)) as pilot:
        app = await opened(pilot)
        await shows(pilot, "1 event")
        harmless(app)
        await press(pilot, "delete")
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog), "a question")
        harmless(app)
        await press(pilot, "escape", "right")
        await shows(pilot, "< 2027 >")
        harmless(app)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_year_without_data_says_on_which_page_and_with_which_keys(language: str) -> None:
    i18n.use(language)
    words = str(YearWithoutData(2031))
    keys = [command.key_names()[0] for command in (AddDays, ImportDays, AssumeYear)]
    assert all(word in words for word in (i18n._(CalendarRoom.title), *keys, "Ctrl+W"))
