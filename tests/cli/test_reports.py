"""`dutyroom reports`, as it is typed."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from dutyroom.cli.main import main
from dutyroom.clock import FrozenClock
from dutyroom.registers.reports import acts
from dutyroom.registers.reports.signing import Signer
from dutyroom.store.engine import open_store
from tests.registers.accounts.account_kit import door
from tests.registers.reports.report_kit import AFTERNOON, BUSY


def test_reports_are_listed_and_written(
    store_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    store = open_store(Path(shutil.copyfile(store_template, home / "dutyroom.db")))
    access = door(store, FrozenClock(AFTERNOON))
    report = acts.write(access, BUSY, actor="=甲")
    acts.sign(access, report, "17:00", Signer("=甲"), {})
    store.close()
    words = ["--home", str(home), "--lang", "en", "reports"]
    assert main([*words, "list"]) == 0
    assert "2026-10-01  国庆节  to approve" in capsys.readouterr().out
    assert main([*words, "list", "--json", "--filter", "all", "--search", "塌陷"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["state"], row["zero"], row["author"]) == ("signed", False, "=甲")
    assert main([*words, "list", "--search", "无此事"]) == 1
    table = tmp_path / "r.csv"
    assert main([*words, "export", str(table)]) == 0
    with table.open(encoding="utf-8-sig", newline="") as file:
        first, *lines = list(csv.reader(file))
    assert first[0] == "Day"
    assert any(line[0] == "2026-10-01" for line in lines)
    assert not any(text[:1] == "=" for line in lines for text in line)
