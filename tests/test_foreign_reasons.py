"""What SQLite and parsers say in English is told in the user's words, wherever it comes up."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from dutyroom import i18n
from dutyroom.channel.messages import KeeperState
from dutyroom.cli.checks.spool import jobs
from dutyroom.cli.setting_up.named import checked
from dutyroom.config import Line, Settings
from dutyroom.config.files import load_settings
from dutyroom.desk.looks.bench import failure_words
from dutyroom.devices.formats.registry import decoder
from dutyroom.store import gate
from dutyroom.store.errors import classify
from dutyroom.store.manifest import read_backup
from dutyroom.store.sqlite import dbapi
from dutyroom.store.sqlite_reasons import fault_reasons
from tests.cli.doctor_kit import desk_at, keeper, one

_COMMAND: Final = re.compile(r"dutyroom [a-z]+( --[a-z]+)?")
_ENGLISH: Final = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|Errno|\$\.")


@pytest.fixture(autouse=True)
def _chinese() -> None:
    i18n.use("zh")


def _plain(said: object) -> str:
    """Return a sentence, which holds no English beside commands."""
    assert _ENGLISH.search(_COMMAND.sub("", str(said))) is None, said
    return str(said)


def _refused(act: object, *given: object) -> str:
    """Return what is said where something is refused."""
    assert callable(act)
    with pytest.raises(Exception) as refusal:  # noqa: PT011 - each room has its own
        act(*given)
    return _plain(refusal.value)


def test_a_file_that_is_no_backup(tmp_path: Path) -> None:
    junk = tmp_path / "junk.db"
    assert "没有此文件" in _refused(read_backup, junk)
    junk.write_bytes(b"junk")
    assert "旁边没有说明其内容的 junk.json" in _refused(read_backup, junk)
    (tmp_path / "junk.json").write_text("{", "utf-8")
    assert "旁边的 junk.json 无法识读" in _refused(read_backup, junk)


def test_a_file_that_is_not_there_or_no_toml(tmp_path: Path) -> None:
    """Settings and formats give the line; where the text just ends there is none."""
    assert "没有此文件" in _refused(decoder, tmp_path / "none.toml")
    file = tmp_path / "bad.toml"
    for text, why in ((b"a = 1\nb = = 2\n", "第 2 行"), (b'a = "', ""), (b"\xff", "UTF-8")):
        file.write_bytes(text)
        assert why in _refused(decoder, file)
        assert why in _refused(load_settings, file)


def test_a_setting_that_is_not_allowed() -> None:
    assert "lines[0].baud" in _refused(checked, Settings(lines=(Line(baud=-3),)))


@pytest.mark.parametrize(
    ("code", "said", "told"),
    [
        (11, "database disk image is malformed", "有数据页损坏"),
        (267, "fts5: corruption found reading blob 137438953476", "搜索索引损坏"),
        (11, "malformed database schema (call) - near", "表结构损坏"),
        (778, "disk I/O error", "磁盘读写异常"),
        (14, "unable to open database file", "无法打开"),
        (8, "attempt to write a readonly database", "只能读取"),
    ],
)
def test_what_sqlite_says(code: int, said: str, told: str) -> None:
    error = dbapi.OperationalError(said)
    error.sqlite_errorcode = code
    assert told in _plain(classify(error, Path("x.db")))


def test_each_kind_of_damage_is_told_once() -> None:
    found = [
        "*** in database main ***\nTree 5 page 9: btreeInitPage() returns error code 11",
        "Tree 7 page 12 cell 3: Rowid 12 out of order",
        "row 3 missing from index call_begun",
        "wrong # of entries in index call_begun",
    ]
    assert _plain(fault_reasons(found)) == "有数据页损坏；索引与表不一致"


def test_what_nobody_knows_is_quoted() -> None:
    assert fault_reasons(["a fault of tomorrow"]) == "系统原话“a fault of tomorrow”"


def test_a_database_that_may_not_be_read(tmp_path: Path) -> None:
    """As where a folder stands in its place: nobody takes the reason for words of SQLite."""
    assert "系统原话" not in _refused(gate.look, tmp_path)


def test_the_keepers_word_for_the_database(tmp_path: Path) -> None:
    desk = desk_at(tmp_path, keeper=keeper(state=KeeperState("missing", 2)))
    assert "missing" not in one(jobs(desk)).evidence


def test_a_look_that_fails_names_no_class_of_the_program() -> None:
    error = dbapi.OperationalError("database disk image is malformed")
    error.sqlite_errorcode = 11
    for failed in (classify(error, Path("x.db")), FileNotFoundError(2, "No such file")):
        assert failed is not None
        assert type(failed).__name__ not in _plain(failure_words(failed))
