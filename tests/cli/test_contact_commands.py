"""`dutyroom contacts`, `export` and `slip`, as they are typed."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from dutyroom import resources
from dutyroom.cli.main import main
from dutyroom.clock import FrozenClock
from dutyroom.registers.calls import facts, kinds
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Place

AT = datetime(2026, 11, 23, 8, 31, tzinfo=UTC)
BOOK = resources.data("demo", "contacts.csv")


@pytest.fixture
def home(tmp_path: Path, store_template: Path) -> Path:
    """A desk of the demo unit with an empty database."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copyfile(store_template, folder / "dutyroom.db")
    shutil.copyfile(resources.data("demo", "unit.toml"), folder / "dutyroom.toml")
    return folder


@pytest.fixture
def logged(home: Path) -> Path:
    """A desk with a call that is written up, and one that was missed the day after."""
    store = open_store(home / "dutyroom.db")
    place, call, missed = Place("yunling", "1"), facts.new_id(), facts.new_id()
    fields = {"content": "石桥村山体滑坡", "caller_name": "覃小梅", "trend": "雨势减弱"}
    next_day = AT + timedelta(days=1)
    hook = kinds.KnownBy.HOOK
    Ledger(store, FrozenClock(AT)).record(
        facts.begun(call, AT, place, direction="in"),
        facts.numbered(call, AT, place, number="04802310110"),
        facts.answered(call, AT, place, by=hook, seconds=7.5),
        facts.ended(call, AT, place, outcome=kinds.Outcome.ANSWERED, by=hook, seconds=90),
        facts.written_up(call, AT, place, actor="李建国", fields=fields),
        facts.begun(missed, next_day, place, direction="in"),
        facts.numbered(missed, next_day, place, number="=1+1"),
        facts.ended(missed, next_day, place, outcome=kinds.Outcome.MISSED, by=hook, seconds=None),
    )
    store.close()
    return home


def dutyroom(home: Path, *words: str) -> int:
    """Run a command in English."""
    return main(["--home", str(home), "--lang", "en", *words])


def test_import_shows_first_and_changes_only_when_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dutyroom(home, "contacts", "import", str(BOOK), "--dry-run") == 0
    assert "46 added" in capsys.readouterr().out
    assert dutyroom(home, "contacts", "search", "qxm") == 1
    assert dutyroom(home, "contacts", "import", str(BOOK), "--yes") == 0
    assert "Imported." in capsys.readouterr().out
    assert dutyroom(home, "contacts", "import", str(BOOK), "--yes") == 0
    assert "0 added, 0 changed, 46 unchanged" in capsys.readouterr().out
    assert dutyroom(home, "contacts", "search", "qxm") == 0
    assert "覃小梅" in capsys.readouterr().out


@pytest.mark.parametrize(("said", "found"), [(None, 1), ("", 1), ("n", 1), ("y", 0)])
def test_import_asks_and_takes_anything_but_a_yes_for_a_no(
    home: Path,
    said: str | None,
    found: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without a terminal, where nobody can be asked, too."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: said is not None, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: said)
    assert dutyroom(home, "contacts", "import", str(BOOK)) == 0
    assert ("Imported." if found == 0 else "Nothing was changed.") in capsys.readouterr().out
    assert dutyroom(home, "contacts", "search", "qxm") == found


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_was_exported_is_imported_without_a_difference(
    home: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"book{suffix}"
    dutyroom(home, "contacts", "import", str(BOOK), "--yes")
    for language in ("en", "zh"):
        assert main(["--home", str(home), "--lang", language, "contacts", "export", str(file)]) == 0
        capsys.readouterr()
        assert dutyroom(home, "contacts", "import", str(file), "--dry-run", "--json") == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["added"], told["changed"], told["unchanged"]) == (0, 0, 46)
        assert not told["errors"]


def test_import_tells_programs_everything(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "单位,姓名,手机\n甲局,张三,13800001111\n甲局,李四,1.38E+10\n", encoding="gb18030"
    )
    assert dutyroom(home, "contacts", "import", str(file), "--yes", "--json", "--by", "李建国") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["imported"]
    assert told["errors"][0]["row"] == 3
    assert [change["name"] for change in told["changes"]] == ["甲局", "张三"]
    assert told["changes"][1]["fields"] == {"mobile": {"old": "", "new": "13800001111"}}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a,b\n1,2\n", "headings"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "XLS"),
        (b"PK\x03\x04rubbish", "damaged"),
    ],
)
def test_a_wrong_file_ends_with_a_sentence(
    home: Path, tmp_path: Path, content: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong"
    file.write_bytes(content)
    assert dutyroom(home, "contacts", "import", str(file), "--yes") == 2
    assert told in capsys.readouterr().err


def test_only_errors_end_with_two(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("单位,手机\n甲局,坏\n", encoding="utf-8")
    assert dutyroom(home, "contacts", "import", str(file), "--yes") == 2


def test_an_unknown_number_tells_its_city(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dutyroom(home, "contacts", "search", "0571-88001234") == 1
    assert "杭州" in capsys.readouterr().err


def test_search_prints_no_control_characters(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("单位,姓名,备注\n甲\x1b[31m局,[/oops]张三,x\x07\n", encoding="utf-8")
    dutyroom(home, "contacts", "import", str(file), "--yes")
    dutyroom(home, "contacts", "search", "张三")
    assert "\x1b" not in (out := capsys.readouterr().out)
    assert "[/oops]张三" in out


def test_the_log_is_exported_between_two_days(
    logged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "log.csv"
    assert dutyroom(logged, "export", "--output", str(file)) == 0
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    assert [row[0] for row in rows] == ["No.", "2026-00001", "2026-00002"]
    assert dutyroom(logged, "export", "--until", "2026-11-23", "--output", str(file)) == 0
    assert len(file.read_text("utf-8-sig").splitlines()) == 2
    json_file = tmp_path / "log.json"
    assert dutyroom(logged, "export", "--since", "2026-11-24", "--output", str(json_file)) == 0
    (only,) = json.loads(json_file.read_text("utf-8"))
    assert (only["label"], only["number"]) == ("2026-00002", "=1+1")
    assert "1 calls written" in capsys.readouterr().err


def test_a_wrong_day_is_refused(logged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        dutyroom(logged, "export", "--since", "yesterday")
    assert ended.value.code == 2
    assert "yesterday" in capsys.readouterr().err


def test_the_slip_of_a_call_is_written(logged: Path, tmp_path: Path) -> None:
    dutyroom(logged, "contacts", "import", str(BOOK), "--yes")
    file = tmp_path / "slip.pdf"
    assert dutyroom(logged, "slip", "2026-00001", "--output", str(file)) == 0
    text = PdfReader(file).pages[0].extract_text().replace("\n", "")
    for part in ("2026-00001", "覃小梅", "清河镇人民政府", "石桥村山体滑坡", "李建国", "URGENT"):
        assert part in text
    for suffix, begins in ((".xlsx", b"PK"), (".txt", "云岭区".encode())):
        other = tmp_path / f"slip{suffix}"
        assert dutyroom(logged, "slip", "2026-00001", "--output", str(other)) == 0
        assert other.read_bytes().startswith(begins)


def test_the_slip_as_text(logged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dutyroom(logged, "slip", "2026-00001", "--text") == 0
    assert "石桥村山体滑坡" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("slip", "2026-09999"),
        ("slip", "9999"),
        ("slip", "2026-00002"),  # not written up
        ("slip", "x'; DROP TABLE calls; --"),
        ("slip", "2026-00001", "--output", "slip.exe"),
        ("slip", "2026-00001", "--text", "--output", "/no/such/folder/slip.txt"),
        ("export", "--output", "/no/such/folder/log.csv"),
        ("contacts", "export", "book.doc"),
        ("contacts", "import", "/no/such/file.csv"),
    ],
)
def test_what_cannot_be_done_ends_with_two_and_a_sentence(
    logged: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dutyroom(logged, *words) == 2
    assert capsys.readouterr().err.strip().endswith(".")


def test_a_damaged_or_missing_database_is_told_and_not_touched(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = home / "dutyroom.db"
    database.write_bytes(b"no database at all" * 100)
    for words in (("slip", "2026-00001"), ("export",), ("contacts", "search", "x")):
        assert dutyroom(home, *words) == 2
        assert "dutyroom.db" in capsys.readouterr().err
    assert database.read_bytes().startswith(b"no database")
    assert dutyroom(tmp_path / "nowhere", "export") == 2
    assert not (tmp_path / "nowhere").exists()
