"""`dutyroom matters`, as it is typed."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from dutyroom import demo_home, resources
from dutyroom.cli.main import main
from dutyroom.clock import CLOCK_VARIABLE, FrozenClock
from dutyroom.registers.matters import acting
from dutyroom.registers.matters.facts import Opening
from dutyroom.store.engine import open_store
from tests.registers.accounts.account_kit import door
from tests.registers.matters.matter_kit import NOW, QIN

FORMULA = '=HYPERLINK("http://x","y")'


@pytest.fixture
def home(tmp_path: Path, store_template: Path) -> Path:
    """A desk with two matters, one of them closed, both of hostile content."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copyfile(resources.data("demo", "unit.toml"), folder / "dutyroom.toml")
    store = open_store(Path(shutil.copyfile(store_template, folder / "dutyroom.db")))
    access = door(store, FrozenClock(NOW))
    acting.open_matter(access, Opening(FORMULA, texts={"risk": "@SUM(1)"}), by=QIN)
    done = acting.open_matter(access, Opening("办完\x1b[31m的事"), by=QIN)
    acting.close(access, done, "-1+1", by=QIN)
    store.close()
    return folder


def dutyroom(home: Path, *words: str, lang: str = "en") -> int:
    """Run a command."""
    return main(["--home", str(home), "--lang", lang, "matters", *words])


def test_the_list_holds_what_is_open(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dutyroom(home, "list") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("2026-0001")
    assert dutyroom(home, "list", "--filter", "all", "--json") == 0
    newest, first = json.loads(capsys.readouterr().out)
    assert (newest["open"], newest["result"]) == (False, "-1+1")
    assert first["content"] == FORMULA
    assert first["steps"][0]["step"] == "opened"
    assert dutyroom(home, "list", "--filter", "all", "--search", "办完") == 0
    assert "\x1b" not in capsys.readouterr().out
    assert dutyroom(home, "list", "--filter", "mine", "--officer", "单明") == 1


def test_no_cell_of_an_export_is_a_formula(home: Path, tmp_path: Path) -> None:
    sheet, table = tmp_path / "m.xlsx", tmp_path / "m.csv"
    assert dutyroom(home, "export", str(sheet), lang="zh") == 0
    assert dutyroom(home, "export", str(table), lang="zh") == 0
    (page,) = openpyxl.load_workbook(sheet).worksheets
    cells = [cell for row in page.iter_rows() for cell in row]
    assert any(FORMULA in str(cell.value) for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 3
    assert not any(text[:1] in {"=", "@", "-", "+"} for row in rows[1:] for text in row)


def test_json_goes_to_standard_output(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dutyroom(home, "export", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


@pytest.mark.slow
def test_the_demo_has_matters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = tmp_path / "clock"
    clock.write_text(NOW.isoformat(), encoding="ascii")
    monkeypatch.setenv(CLOCK_VARIABLE, str(clock))
    assert demo_home.made_ready(tmp_path / "demo").demo
    assert dutyroom(tmp_path / "demo", "list", "--json") == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["instructions"][0]["given_by"] == "曾国强副主任"
    assert (first["waiting_for"], second["kind"]) == ("石桥乡首次水情", "notice")
