"""The register of people and the unit on the screen."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from dutyroom.app import DutyApp
from dutyroom.config import Line, Settings
from dutyroom.registers.people import facts as people
from dutyroom.registers.people import reading
from dutyroom.registers.people.person import Person
from dutyroom.registers.unit import reading as unit
from dutyroom.screens.import_preview import ImportPreviewScreen
from dutyroom.screens.people import PeopleScreen
from dutyroom.screens.person import PersonScreen
from dutyroom.screens.unit import UnitScreen
from dutyroom.store.facts import Place
from dutyroom.widgets.people_list import PeopleList
from tests.screens.driving import press, ready, screen_text, shows, type_text, until
from tests.screens.filling import fill
from tests.screens.scene import NOW, Scene


def _staffed(scene: Scene, *people_of: dict[str, str]) -> None:
    """Have people in the register, and somebody on duty."""
    scene.shift()
    for fields in people_of:
        scene.record(people.added(people.new_id(), NOW, Place("unit"), actor="x", fields=fields))


QIN = {"name": "覃小梅", "roles": "officer", "mobile": "13900001111", "number": "017"}
SHAN = {"name": "单明", "roles": "officer", "position": "科员"}


async def _opened(pilot: Pilot[int]) -> DutyApp:
    """Go to the register of people."""
    app = await ready(pilot)
    await app.action_command("people")
    await until(pilot, lambda: isinstance(app.screen, PeopleScreen), "the people")
    await pilot.pause()
    return app


def _everybody(scene: Scene) -> dict[str, Person]:
    with scene.store.read() as session:
        return {p.name: p for p in reading.everybody(session, retired=True)}


async def test_people_are_found_by_initials_and_number(scene: Scene) -> None:
    """As somebody types."""
    _staffed(scene, QIN, SHAN)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _opened(pilot)
        await shows(pilot, "覃小梅", "单明")
        await press(pilot, "slash")
        await type_text(pilot, "qxm")
        rows = app.screen.query_one(PeopleList)
        await until(pilot, lambda: [p.name for p in rows.rows] == ["覃小梅"])
        app.screen.query_one(Input).value = "1111"
        await until(pilot, lambda: [p.name for p in rows.rows] == ["覃小梅"])
        app.screen.query_one(Input).value = "科员"
        await until(pilot, lambda: [p.name for p in rows.rows] == ["单明"])


async def test_a_correction_needs_a_reason_and_both_values_are_shown(scene: Scene) -> None:
    """Who, when and why stand with the person."""
    _staffed(scene, QIN)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _opened(pilot)
        await shows(pilot, "覃小梅")
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen), "the form")
        await until(pilot, lambda: app.screen.query_one("#mobile", Input).value == "13900001111")
        fill(app, post_kind="临时的")
        await press(pilot, "f9")
        await shows(pilot, "is none of")
        fill(app, post_kind="事业编", trained_until="2027-06-30")
        await press(pilot, "ctrl+s")
        await shows(pilot, "Say why it is changed.")
        fill(app, why="核对人事档案")
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, PeopleScreen), "the list")
        await shows(pilot, "核对人事档案", "(empty) > 2027-06-30", "张三")
        assert _everybody(scene)["覃小梅"].fields["post_kind"] == "public-institution"


async def test_somebody_new_is_told_apart(scene: Scene) -> None:
    """Two of one name need a staff number each."""
    _staffed(scene, QIN)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _opened(pilot)
        await press(pilot, "f4")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen), "the form")
        await press(pilot, "f9")
        await shows(pilot, "Name is missing.")
        fill(app, name="覃小梅")
        await press(pilot, "ctrl+s")
        await shows(pilot, "give both a staff number")
        fill(app, number="017")
        await press(pilot, "f9")
        await shows(pilot, "has this staff number already")
        fill(app, name="韦东", number="", roles="值班员、带班领导")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "韦东" in _everybody(scene), "the new one")
        assert _everybody(scene)["韦东"].fields["roles"] == "officer、leader"


async def test_what_was_typed_is_not_lost_without_asking(scene: Scene) -> None:
    """Esc asks where something is not recorded."""
    _staffed(scene, QIN)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _opened(pilot)
        await press(pilot, "f4")
        await until(pilot, lambda: isinstance(app.screen, PersonScreen), "the form")
        await type_text(pilot, "韦")
        await press(pilot, "escape")
        await shows(pilot, "Leave the form?")
        await press(pilot, "escape")
        assert isinstance(app.screen, PersonScreen)
        await press(pilot, "escape", "f9")
        await until(pilot, lambda: isinstance(app.screen, PeopleScreen), "the list")


async def test_somebody_is_retired_and_comes_back(scene: Scene) -> None:
    """With the reason; nobody is deleted."""
    _staffed(scene, QIN)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await _opened(pilot)
        await shows(pilot, "覃小梅")
        await press(pilot, "delete")
        await shows(pilot, "Retire 覃小梅?")
        fill(app, why="退休")
        await press(pilot, "f9")
        await until(pilot, lambda: _everybody(scene)["覃小梅"].retired_at, "retired")
        await shows(pilot, "retired")
        await press(pilot, "delete")
        await shows(pilot, "Bring 覃小梅 back?")
        fill(app, why="返聘")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not _everybody(scene)["覃小梅"].retired_at, "back")


async def test_a_list_is_exported_and_imported_with_a_preview(scene: Scene, tmp_path: Path) -> None:
    """What was exported changes nothing; what was added to it is shown before."""
    _staffed(scene, QIN)
    listed = tmp_path / "people.csv"
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        app = await _opened(pilot)
        await press(pilot, "ctrl+e")
        await shows(pilot, "Export officers and leaders")
        fill(app, form="csv", path=str(listed))
        await press(pilot, "f9")
        await until(pilot, listed.is_file, "the file")
        text = listed.read_text(encoding="utf-8-sig")
        assert "覃小梅" in text
        width = len(text.splitlines()[0].split(","))
        more = f"{text}韦东{',' * (width - 1)}\n"
        listed.write_text(more, encoding="utf-8")
        await press(pilot, "f3")
        await shows(pilot, "Import officers and leaders")
        fill(app, path=str(listed))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ImportPreviewScreen), "the preview")
        await shows(pilot, "1 added", "1 unchanged", "韦东")
        await press(pilot, "f9")
        await until(pilot, lambda: "韦东" in _everybody(scene), "the import")


async def test_the_unit_has_one_number_at_a_time(scene: Scene) -> None:
    """Another one ends it from its day on; one noted by mistake is withdrawn, not erased."""
    scene.settings = Settings(unit=scene.settings.unit, lines=(Line(name="1"),))
    scene.shift()
    scene.clock.advance(60)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        await app.action_command("unit")
        await until(pilot, lambda: isinstance(app.screen, UnitScreen), "the unit")
        await shows(pilot, "As set up", "No duty number", "Line 1: reachable 100.00 %")
        await press(pilot, "f3")
        await shows(pilot, "What unit is this?")
        fill(app, name="清河镇人民政府", profile="town", duty_body="党政综合办")
        await press(pilot, "f9")
        await shows(pilot, "清河镇人民政府", "党政综合办")
        for number, since in (("0571-1111111", "2026-01-01"), ("0571-2222222", "2026-11-23")):
            await press(pilot, "f4")
            await shows(pilot, "Another duty number")
            fill(app, number=number, since="someday", reason="更换")
            await press(pilot, "f9")
            await shows(pilot, "not a day such as")
            fill(app, since=since)
            await press(pilot, "ctrl+s")
            await until(pilot, lambda: _number(scene) == number, number)  # noqa: B023 - awaited here
        await press(pilot, "home", "delete")
        await shows(pilot, "Withdraw this number?", "0571-2222222")
        fill(app, why="号码抄错")
        await press(pilot, "f9")
        await until(pilot, lambda: _number(scene) == "0571-1111111", "the one before")
        assert "withdrawn" in screen_text(app)


def _number(scene: Scene) -> str:
    with scene.store.read() as session:
        found = unit.number(session, "unit", scene.clock.now())
    return found.number if found is not None else ""
