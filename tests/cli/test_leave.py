"""`dutyroom leave`, as it is typed."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from dutyroom.cli.main import main
from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.leave import facts
from dutyroom.registers.leave.facts import Wanted
from dutyroom.registers.leave.kinds import LeaveKind
from dutyroom.store.engine import open_store
from tests.registers.accounts.account_kit import NOW, door


@pytest.fixture
def home(tmp_path: Path, store_template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with somebody hostile who is overdue, a leave to be decided, and one that is over."""
    monkeypatch.setattr("dutyroom.cli.leave.clock_from_environment", lambda: FrozenClock(NOW))
    folder = tmp_path / "home"
    folder.mkdir()
    store = open_store(Path(shutil.copyfile(store_template, folder / "dutyroom.db")))
    access, day = door(store, FrozenClock(NOW)), timedelta(days=1)
    for number, (name, begins) in enumerate((("兰\x1b[31m雨", -3), ("=1+1", 1), ("韦", -9))):
        start = NOW + begins * day
        wanted = Wanted(f"p{number}", name, LeaveKind.TRIP, start, start + day, "会议", "@南宁")
        one = f"leave-{number}"
        access.ledger.record(facts.applied(one, NOW, access.place, actor="甲", wanted=wanted))
        if begins < 0:
            said = facts.Step(one, 0, NOW, access.place, "甲")
            access.ledger.record(facts.decided(said, approved=True, assent=Assent("-何敏")))
        if begins == -9:
            back = facts.Step(one, 1, NOW, access.place, "甲")
            access.ledger.record(facts.returned(back, wanted.end))
    store.close()
    return folder


def dutyroom(home: Path, *words: str) -> int:
    """Run a command."""
    return main(["--home", str(home), "--lang", "en", "leave", *words])


def test_leaves_are_listed_and_written(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dutyroom(home, "list") == 0
    said = capsys.readouterr().out
    assert [line.split("  ")[0] for line in said.splitlines()] == ["overdue", "to be decided"]
    assert "\x1b" not in said
    assert dutyroom(home, "list", "--filter", "away", "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["whereabouts"], row["kind"], row["decided_name"]) == ("overdue", "trip", "-何敏")
    assert dutyroom(home, "list", "--filter", "away", "--search", "韦") == 1
    assert "Nobody is away" in capsys.readouterr().err
    table = tmp_path / "leave.csv"
    assert dutyroom(home, "export", str(table)) == 0
    with table.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert [line[0] for line in lines] == ["State", "back", "overdue", "to be decided"]
    assert not any(text[:1] in {"=", "@", "-", "+"} for line in lines[1:] for text in line)
