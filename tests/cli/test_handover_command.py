"""`dutyroom handover` on a desk that has handed over once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.cli.main import main
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.store.engine import open_store
from tests.registers.accounts import account_kit
from tests.registers.handover.handover_kit import HandoverDesk


@pytest.fixture
def home(store_template: Path, tmp_path: Path) -> Path:
    """A desk that was handed over once, with a call that is still pending."""
    shutil.copyfile(store_template, tmp_path / "dutyroom.db")
    store = open_store(tmp_path / "dutyroom.db")
    desk = HandoverDesk(account_kit.desk(store))
    desk.call("c1")
    desk.call("c2", outcome=Outcome.ANSWERED, content="[/oops] \x1b[31m咨询")
    desk.settled()
    desk.sign()
    store.close()
    unit = '[unit]\ncode = "unit"\nname = "滨江区值班室"\n'
    line = '[[lines]]\nname = "1"\nport = "loop://"\nformat = "hayes"\n'
    (tmp_path / "dutyroom.toml").write_text(unit + line, encoding="utf-8")
    i18n.use("en")
    return tmp_path


def run(home: Path, *words: str) -> int:
    return main(["--home", str(home), "--lang", "en", "handover", *words])


def test_it_shows_what_there_is_to_hand_over(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "show") == 0
    text = capsys.readouterr().out
    assert "Not signed" in text
    assert "Pending (1)" in text


def test_a_signed_list_is_shown_by_its_number(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "show", "2026-0001", "--json") == 0
    whole = json.loads(capsys.readouterr().out)
    assert [item["standing"] for item in whole["items"]] == ["accepted", "done"]
    assert whole["anchor"]
    assert run(home, "show", "2026-0001") == 0
    text = capsys.readouterr().out
    assert "\x1b" not in text
    assert f"hash {whole['anchor'][:12]}" in text


def test_the_list_and_the_figures(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "list") == 0
    assert "覃小梅 > 单明" in capsys.readouterr().out
    assert run(home, "statistics", "--month", "2026-11", "--json") == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["margins"]["count"] == 1
    assert [line["outages"] for line in figures["reachability"]] == [0]
    assert run(home, "statistics", "--month", "2026-11") == 0
    assert "15 min early" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["pdf", "xlsx", "txt"])
def test_a_sheet_and_a_duty_log_are_written(home: Path, form: str) -> None:
    sheet, log = home / f"sheet.{form}", home / f"log.{form}"
    assert run(home, "export", "2026-0001", "--output", str(sheet)) == 0
    assert run(home, "export", "--month", "2026-11", "--output", str(log)) == 0
    assert sheet.stat().st_size > 100
    assert log.stat().st_size > 100


@pytest.mark.parametrize(
    "words",
    [
        ("show", "2026-0009"),
        ("export", "--month", "soon"),
        ("export", "--output", "list.doc"),
        ("export", "list.pdf", "--month", "2026-11"),
        ("export", "--month", "2026-11", "--json"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run(home, *words) == 2
    assert capsys.readouterr().err.strip()
