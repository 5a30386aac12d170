"""`dutyroom documents`, as it is typed."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from dutyroom.cli.main import main
from dutyroom.clock import FrozenClock
from dutyroom.registers.custody import acts
from dutyroom.registers.custody.facts import Document
from dutyroom.standard.secrecy import Level
from dutyroom.store.engine import open_store
from tests.registers.accounts.account_kit import NOW, door


def test_documents_are_listed_and_written(
    tmp_path: Path, store_template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, table = tmp_path / "home", tmp_path / "d.csv"
    home.mkdir()
    store = open_store(Path(shutil.copyfile(store_template, home / "dutyroom.db")))
    access = door(store, FrozenClock(NOW))
    paper = acts.receive(
        access, Document("=7\x1b[31m号", 2, Level.SECRET, "+机要局", "甲"), actor="甲"
    )
    acts.lend(access, paper, "@乙", actor="甲")
    store.close()

    def dutyroom(*words: str) -> int:
        return main(["--home", str(home), "--lang", "en", "documents", *words])

    assert dutyroom("list", "--filter", "out") == 0
    said = capsys.readouterr().out
    assert "@乙" in said
    assert "\x1b" not in said
    assert dutyroom("list", "--json", "--search", "机要局") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["level"], [each["step"] for each in row["steps"]]) == (
        "secret",
        ["received", "lent"],
    )
    assert dutyroom("list", "--search", "无此号") == 1
    assert dutyroom("export", str(table)) == 0
    with table.open(encoding="utf-8-sig", newline="") as file:
        cells = [text for line in list(csv.reader(file))[1:] for text in line]
    assert not any(text[:1] in {"=", "@", "-", "+"} for text in cells)
