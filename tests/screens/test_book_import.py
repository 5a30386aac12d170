"""The address book is filled from the console: by a file, and by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from dutyroom.app import DutyApp
from dutyroom.registers.calls import facts as call_facts
from dutyroom.registers.contacts import facts as contact_facts
from dutyroom.registers.contacts import reading
from dutyroom.registers.contacts.book import Kind
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.contacts import ContactsScreen
from dutyroom.screens.form import FormScreen
from dutyroom.screens.import_preview import ImportPreviewScreen
from dutyroom.screens.question import QuestionDialog
from dutyroom.store.facts import Place
from dutyroom.store.journal import entries as journal_entries
from dutyroom.widgets.path_suggester import chosen, offered
from tests.screens.driving import press, ready, shows, type_text, until
from tests.screens.scene import LINE, NOW, Scene

SHEET = """单位,姓名,职务,手机
清河镇人民政府,王五,镇长,13800001111
清河镇人民政府,赵六,主任,13800002222
石桥镇人民政府,钱七,主任,一三八
石桥镇人民政府,孙\x1b[31m八,主任,13800004444
"""


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A spreadsheet in the officer's home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "通讯录.csv"
    path.write_text(SHEET, "utf-8")
    return path


def known(scene: Scene) -> dict[str, str]:
    """Return the posts of the people in the book, by name."""
    with scene.store.read() as session:
        book = reading.everything(session)
    return {one.name: one.post for one in book if one.kind is Kind.PERSON}


def book(scene: Scene) -> None:
    """Have somebody on duty and one person in the book."""
    scene.shift()
    unit, person = contact_facts.new_id(), contact_facts.new_id()
    place = Place("unit")
    scene.record(
        contact_facts.added(
            unit, NOW, place, actor="x", kind=Kind.UNIT, fields={"name": "清河镇人民政府"}
        ),
        contact_facts.added(
            person,
            NOW,
            place,
            actor="x",
            kind=Kind.PERSON,
            fields={"name": "王五", "post": "副镇长", "mobile": "13800001111"},
            unit=unit,
        ),
    )


async def _name(app: DutyApp, path: str) -> None:
    """Name a file in the question that is asked."""
    app.screen.query_one("#path", Input).value = path


async def test_a_preview_is_shown_before_anything_changes(scene: Scene, sheet: Path) -> None:
    """Errors, added and changed row by row; Esc leaves the book as it was."""
    book(scene)
    app = scene.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+o", "f3")
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog))
        await _name(app, f"~/{sheet.name}")
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, ImportPreviewScreen))
        await shows(
            pilot,
            "3 added, 1 changed, 1 unchanged, 1 errors",
            "x Row 4",
            "+ 石桥镇人民政府",
            "~ 清河镇人民政府 王五",
            "副镇长 -> 镇长",
            "= 清河镇人民政府",
        )
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
    assert known(scene) == {"王五": "副镇长"}


async def test_what_was_looked_at_is_imported(scene: Scene, sheet: Path) -> None:
    """One key more, and the book shows it; the officer is the one who did it."""
    book(scene)
    app = scene.app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+o", "f3")
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog))
        await _name(app, f"~/{sheet.name}")
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, ImportPreviewScreen))
        await press(pilot, "ctrl+s")
        await shows(pilot, "entries imported.", "赵六")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
    assert known(scene)["王五"] == "镇长"
    assert known(scene)["赵六"] == "主任"
    with scene.store.read() as session:
        actors = {entry.fact.actor for entry in journal_entries(session)}
    assert "张三" in actors


async def test_a_file_that_is_no_address_book_is_a_sentence(scene: Scene, sheet: Path) -> None:
    """The book stays open and as it was."""
    book(scene)
    sheet.write_text("一,二\n三,四\n", "utf-8")
    app = scene.app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+o", "f3")
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog))
        await _name(app, "~/nothing.csv")
        await press(pilot, "f9")
        await shows(pilot, "There is no such file.")
        await _name(app, f"~/{sheet.name}")
        await press(pilot, "f9")
        await until(pilot, lambda: app.screen.query("Toast"))
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
    assert known(scene) == {"王五": "副镇长"}


def test_a_path_is_completed_from_the_disk(sheet: Path, tmp_path: Path) -> None:
    """As a shell does; nothing is offered where nothing fits."""
    (tmp_path / "folder").mkdir()
    assert offered("~/通") == f"~/{sheet.name}"
    assert offered("通") == sheet.name
    assert offered("~/fol") == "~/folder/"
    assert offered(f"{tmp_path}/f") == f"{tmp_path}/folder/"
    for typed in ("", "~/", "~/nobody", "/nowhere/x", "~nobody-here/x", "a\x00"):
        assert offered(typed) is None


def test_a_name_without_a_folder_is_in_the_home_folder(tmp_path: Path, sheet: Path) -> None:
    """Wherever the console was started; what is no name is nothing."""
    assert chosen("x.csv") == tmp_path / "x.csv"
    assert chosen(" ~/x.csv ") == tmp_path / "x.csv"
    assert chosen(str(sheet)) == sheet
    for typed in ("", "  ", "a\x00b", "~nobody-here/x"):
        assert chosen(typed) is None


@pytest.mark.slow
async def test_the_number_of_a_call_is_kept_and_names_the_call_at_once(scene: Scene) -> None:
    """What was written up of the caller stands in the form; the number is in its field."""
    book(scene)
    scene.past("c1", number="13900005555")
    written = {"caller_unit": "清河镇人民政府", "caller_name": "孙八", "content": "停电"}
    scene.record(call_facts.written_up("c1", NOW, LINE, actor="张三", fields=written))
    app = scene.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "2", "k")
        await until(pilot, lambda: isinstance(app.screen, FormScreen) and not app.screen.arriving)
        assert app.screen.query_one("#mobile", Input).value == "13900005555"
        await press(pilot, "f9")
        await shows(pilot, "In the address book: 清河镇人民政府 孙八")
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        await press(pilot, "ctrl+o")
        await type_text(pilot, "孙八")
        await shows(pilot, "13900005555", "added 张三")
        await press(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, FormScreen) and not app.screen.arriving)
        app.screen.query_one("#post", Input).value = "主任"
        await press(pilot, "f9")
        await shows(pilot, "Post (empty) > 主任")
    assert known(scene) == {"王五": "副镇长", "孙八": "主任"}
