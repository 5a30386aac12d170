"""`dutyroom people`, as it is typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dutyroom import resources
from dutyroom.cli.main import main

HEADING = "姓名,工号,角色,编制,职务,专兼职,手机,固定值班员,节前培训日期,任命文件,备注\n"
ROWS = (
    "曾国强,01,带班领导、主要负责人,公务员,主任,兼职,13800001111,是,,云府办〔2024〕3号,\n"
    "覃小梅,02,值班员,事业编,科员,专职,13800002222、0480-2210102,是,2026-09-28,,[/oops]\n"
    "单明,03,值班员、带班领导、值班室负责人,其他,副科长,兼职,,否,,,=1+1\n"
)


@pytest.fixture
def home(tmp_path: Path, store_template: Path) -> Path:
    """A desk of the demo unit with an empty database."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copyfile(store_template, folder / "dutyroom.db")
    shutil.copyfile(resources.data("demo", "unit.toml"), folder / "dutyroom.toml")
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of officers as an office keeps it."""
    path = tmp_path / "list.csv"
    path.write_text(HEADING + ROWS, encoding="gb18030")
    return path


def dutyroom(home: Path, *words: str, lang: str = "en") -> int:
    """Run a command."""
    return main(["--home", str(home), "--lang", lang, "people", *words])


def test_import_shows_first_and_changes_only_when_told(
    home: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dutyroom(home, "import", str(file), "--dry-run") == 0
    assert "3 added" in capsys.readouterr().out
    assert dutyroom(home, "search", "qxm") == 1
    assert dutyroom(home, "list", "--json") == 1
    capsys.readouterr()
    assert dutyroom(home, "import", str(file), "--yes", "--by", "李建国") == 0
    assert "Imported." in capsys.readouterr().out
    assert dutyroom(home, "import", str(file), "--yes") == 0
    assert "0 added, 0 changed, 3 unchanged" in capsys.readouterr().out
    assert dutyroom(home, "search", "qxm") == 0
    assert "覃小梅  科员  duty officer  13800002222" in capsys.readouterr().out
    assert dutyroom(home, "search", "2222", "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["roles"] == ["officer"]
    assert found["post_kind"] == "public-institution"
    assert found["holiday_trained"] == ["2026-09-28"]


@pytest.mark.parametrize("suffix", [".csv", pytest.param(".xlsx", marks=pytest.mark.slow)])
def test_what_was_exported_is_imported_without_a_difference(
    home: Path, file: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dutyroom(home, "import", str(file), "--yes")
    for language in ("en", "zh"):
        written = tmp_path / f"{language}{suffix}"
        assert dutyroom(home, "export", str(written), lang=language) == 0
        for reading in ("en", "zh"):
            capsys.readouterr()
            assert dutyroom(home, "import", str(written), "--dry-run", "--json", lang=reading) == 0
            told = json.loads(capsys.readouterr().out)
            assert told["errors"] == []
            assert (told["added"], told["changed"], told["unchanged"]) == (0, 0, 3)
            assert told["ignored"] == []


def test_import_tells_programs_everything(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("姓名,角色\n甲,值班员\n乙,厨师\n", encoding="utf-8")
    assert dutyroom(home, "import", str(file), "--yes", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["imported"]
    assert [(error["row"], error["field"]) for error in told["errors"]] == [(3, "roles")]
    assert told["changes"][0]["fields"]["roles"] == {"old": "", "new": "officer"}


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
    assert dutyroom(home, "import", str(file), "--yes") == 2
    assert told in capsys.readouterr().err


def test_five_thousand_bad_rows_end_with_two_and_write_nothing(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("姓名,角色\n" + "甲,厨师\n" * 5000, encoding="utf-8")
    assert dutyroom(home, "import", str(file), "--yes") == 2
    out = capsys.readouterr().out
    assert "5000 errors" in out
    assert len(out.splitlines()) < 30
    assert dutyroom(home, "list") == 1


def test_export_without_a_known_ending_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dutyroom(home, "export", "people.doc") == 2
    assert capsys.readouterr().err.strip().endswith(".")
    assert dutyroom(home, "export", "-") == 0
