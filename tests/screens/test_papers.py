"""Out of the console onto paper or into a file: slips, and the log of some days."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from dutyroom.app import DutyApp
from dutyroom.desk.errors import Stopped
from dutyroom.desk.opening import StoreRegisters, opened
from dutyroom.registers.calls import facts
from dutyroom.screens.calls import CallsScreen
from dutyroom.screens.export import span
from dutyroom.screens.progress import Progress, ProgressDialog
from dutyroom.screens.question import QuestionDialog
from tests.screens.driving import press, ready, shows, until
from tests.screens.scene import LINE, Scene


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The officer's home folder, and a printer that keeps what it is given."""
    folder = tmp_path / "home"
    (folder / "bin").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    program = folder / "bin" / "lp"
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        f"pathlib.Path({str(folder / 'printed')!r}).write_bytes(sys.stdin.buffer.read())\n"
        "print('request id is HP-12 (0 file(s))')\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:/usr/bin:/bin")
    return folder


def written_up(scene: Scene) -> None:
    """Have a call that is written up."""
    scene.shift()
    scene.past("one")
    fields = {"content": "滨盛路水管爆裂", "caller_name": "王五"}
    scene.record(facts.written_up("one", scene.clock.now(), LINE, actor="张三", fields=fields))


def choose(app: DutyApp, blank: str, code: str) -> None:
    """Choose an answer of the question that is asked."""
    options = app.screen.query_one(f"#{blank}", OptionList)
    options.highlighted = options.get_option_index(code)


def fill(app: DutyApp, blank: str, text: str) -> None:
    """Fill a blank of the question that is asked."""
    app.screen.query_one(f"#{blank}", Input).value = text


async def test_a_slip_is_printed(scene: Scene, home: Path) -> None:
    """One key and the usual answer: the page reaches the printer."""
    written_up(scene)
    app = scene.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "y")
        await shows(pilot, "Call slip 2026-00001")
        await press(pilot, "f9")
        await shows(pilot, "Sent to the printer: HP-12")
    assert (home / "printed").read_bytes().startswith(b"%PDF")


async def test_a_slip_is_saved_and_never_silently_over_another(scene: Scene, home: Path) -> None:
    """The ending follows the kind; what stands there is replaced only when that is wanted."""
    written_up(scene)
    app = scene.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        for round_, keys in enumerate((("escape",), ("f9",))):
            await press(pilot, "y")
            await until(pilot, lambda: isinstance(app.screen, QuestionDialog))
            choose(app, "way", "txt")
            fill(app, "path", "~/slip")
            await press(pilot, "f9")
            if not round_:
                await until(pilot, (home / "slip.txt").is_file)
                assert "滨盛路水管爆裂" in (home / "slip.txt").read_text("utf-8")
                (home / "slip.txt").write_text("mine", "utf-8")
                continue
            await shows(pilot, "Replace this file?")
            await press(pilot, *keys)
            await until(pilot, lambda: (home / "slip.txt").read_text("utf-8") != "mine")


async def test_what_cannot_be_written_is_said_before_anything_is_asked_twice(
    scene: Scene, home: Path
) -> None:
    """A folder that is not there keeps the question open with all that was typed."""
    written_up(scene)
    app = scene.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "y")
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog))
        choose(app, "way", "pdf")
        fill(app, "path", "/nowhere/slip")
        await press(pilot, "f9")
        await shows(pilot, "There is no such folder.")
        assert app.screen.query_one("#path", Input).value == "/nowhere/slip"
        (home / "bin" / "lp").unlink()
        choose(app, "way", "print")
        app.presses.pointer()
        await press(pilot, "f9")
        await shows(pilot, "nothing was printed") if not Path("/usr/bin/lp").exists() else None


async def test_only_what_is_written_up_has_a_slip(scene: Scene) -> None:
    """The command says why not."""
    scene.shift()
    scene.past("one")
    app = scene.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await shows(pilot, "00001")
        await press(pilot, "y")
        await shows(pilot, "Write the call up first.")


async def test_the_log_of_some_days_is_exported(scene: Scene, home: Path) -> None:
    """As JSON, with the days in Beijing time; days before are left out."""
    scene.shift()
    scene.past("now")
    old = scene.clock.now() - timedelta(days=40)
    scene.record(facts.begun("old", old, LINE, direction="in"))
    app = scene.app()
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await press(pilot, "e")
        await shows(pilot, "Export the call log", "2026-11-01", "2026-11-23", "~/calls-2026-11")
        choose(app, "form", "json")
        await press(pilot, "f9")
        await until(pilot, (home / "calls-2026-11.json").is_file)
        await until(pilot, lambda: isinstance(app.screen, CallsScreen))
        await shows(pilot, "1 calls written to")
    calls = json.loads((home / "calls-2026-11.json").read_text("utf-8"))
    assert [call["id"] for call in calls] == ["now"]


async def test_days_that_make_no_stretch_are_refused(scene: Scene, home: Path) -> None:
    """In words, with the question still open."""
    scene.shift()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f12")
        await until(pilot, lambda: isinstance(app.screen, QuestionDialog))
        fill(app, "first", "1 November")
        await press(pilot, "f9")
        await shows(pilot, "A day is written as 2026-11-23.")
        fill(app, "first", "2026-12-01")
        await press(pilot, "f9")
        await shows(pilot, "The last day is before the first one.")
    assert list(home.glob("calls*")) == []


def test_a_stretch_is_counted_in_beijing_time() -> None:
    """The last day belongs to it; empty ends are open."""
    start, end = span("2026-11-01", "2026-11-02")
    assert start == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert end == datetime(2026, 11, 2, 16, tzinfo=UTC)
    assert span("", "") == (None, None)


def test_an_export_that_is_stopped_leaves_no_file(scene: Scene, home: Path) -> None:
    """Neither a part of one nor a hidden one, and what stood there stays."""
    scene.past("one")
    registers = opened(scene.places, scene.settings, scene.clock)
    assert isinstance(registers, StoreRegisters)
    (home / "calls.csv").write_text("before", "utf-8")
    progress = Progress()
    progress.stopped = True
    with pytest.raises(Stopped):
        registers.export(home / "calls.csv", None, None, progress.tell)
    assert (home / "calls.csv").read_text("utf-8") == "before"
    assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []
    registers.close()


async def test_long_work_can_be_stopped_or_says_that_it_cannot(scene: Scene) -> None:
    """Esc stops what leaves nothing half done; the rest asks for patience."""
    scene.shift()
    app = scene.app()

    async def endless(progress: Progress) -> str:
        while True:
            await pilot.pause(0.01)
            progress.tell(progress.done + 1)

    async def short(progress: Progress) -> str:
        while not progress.stopped and not app.screen.query("Toast"):
            await pilot.pause(0.01)
        return "done"

    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        said: list[str | None] = []
        app.push_screen(ProgressDialog("Long", str, endless, stops=True), said.append)
        await until(pilot, lambda: isinstance(app.screen, ProgressDialog))
        await press(pilot, "escape")
        await until(pilot, lambda: said == [None])
        app.push_screen(ProgressDialog("Long", str, short, stops=False), said.append)
        await until(pilot, lambda: isinstance(app.screen, ProgressDialog))
        await press(pilot, "escape")
        await shows(pilot, "cannot be stopped")
        await until(pilot, lambda: said == [None, "done"])
