"""`dutyroom visitors`, as it is typed."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from dutyroom.cli.main import main
from dutyroom.clock import FrozenClock
from dutyroom.registers.visitors import acts
from dutyroom.registers.visitors.facts import Visit
from dutyroom.store.engine import open_store
from tests.registers.accounts.account_kit import NOW, door


@pytest.fixture
def home(tmp_path: Path, store_template: Path) -> Path:
    """A desk with two hostile visitors, one of them in and corrected."""
    folder = tmp_path / "home"
    folder.mkdir()
    store = open_store(Path(shutil.copyfile(store_template, folder / "dutyroom.db")))
    access = door(store, FrozenClock(NOW))
    visitor = acts.let_in(access, Visit("兰\x1b[31m雨", "=1+1"), NOW, actor="甲")
    acts.correct(access, visitor, name="host", new="@办", why="-漏", actor="乙")
    acts.refuse(access, Visit("何某"), NOW, "+无证", actor="甲")
    store.close()
    return folder


def dutyroom(home: Path, *words: str) -> int:
    """Run a command."""
    return main(["--home", str(home), "--lang", "en", "visitors", *words])


def test_visitors_are_listed_and_written(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dutyroom(home, "list", "--filter", "inside") == 0
    said = capsys.readouterr().out
    assert "still in" in said
    assert "\x1b" not in said
    assert dutyroom(home, "list", "--filter", "all", "--json", "--search", "雨") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["state"], row["corrections"][0]["new"]) == ("inside", "@办")
    assert dutyroom(home, "list", "--filter", "all", "--search", "无此人") == 1
    table = tmp_path / "v.csv"
    assert dutyroom(home, "export", str(table)) == 0
    with table.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert len(lines) == 3
    assert not any(text[:1] in {"=", "@", "-", "+"} for line in lines[1:] for text in line)
