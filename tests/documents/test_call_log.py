"""The call log in files: nothing runs, nothing is lost, a broken write leaves the old file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.documents.call_log import Format, write_calls
from dutyroom.documents.destination import destination
from dutyroom.documents.errors import ExportFailed
from dutyroom.documents.injection import guarded, kept_apart, unguarded
from dutyroom.documents.table import Column, write_csv_bytes
from dutyroom.registers.calls.export import COLUMNS, Value

AT = datetime(2026, 11, 23, 23, 59, 40, tzinfo=UTC)


def call(**values: Value) -> Mapping[str, Value]:
    """Return one call of the log."""
    return {**dict.fromkeys(COLUMNS, None), "label": "2026-00001", "started_at": AT, **values}


def written(form: Format, *calls: Mapping[str, Value]) -> bytes:
    """Return what is written for some calls."""
    stream = io.BytesIO()
    assert write_calls(stream, form, calls) == len(calls)
    assert not stream.closed
    return stream.getvalue()


def test_csv_opens_in_a_spreadsheet_program_and_runs_nothing() -> None:
    content = written(Format.CSV, call(number="=cmd|' /C calc'!A0", name="+1", outcome="missed"))
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert row["Number as sent"] == "'=cmd|' /C calc'!A0"
    assert row["Name as sent"] == "'+1"
    assert row["Outcome of the call"] == "Missed"
    assert row["Began"] == "2026-11-24 07:59"  # Beijing time, to the minute


def test_what_stands_above_a_column_is_cleaned_as_its_cells_are() -> None:
    stream = io.BytesIO()
    write_csv_bytes(stream, [Column("x", "白\x1b[2J\u202e班\ufffe")], [["甲\uffff"]])
    assert stream.getvalue().decode("utf-8-sig") == "白[2J班\r\n甲\r\n"


def test_xlsx_holds_texts_and_no_formula() -> None:
    content = written(
        Format.XLSX, call(number="04802310101", name="=1+1\x1b[31m", content="长" * 40_000)
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    cells = {str(head.value): cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert cells["Number as sent"].value == "04802310101"
    assert cells["Name as sent"].value == "=1+1[31m"
    assert {cell.data_type for cell in sheet[2]} <= {"s", "inlineStr", "n"}
    assert len(str(cells["Content"].value)) == 32_767
    assert sheet.freeze_panes == "A2"


def test_json_keeps_codes_and_gives_times_twice() -> None:
    content = written(
        Format.JSON, call(number="\x1b]0;x\x07\ud800", outcome="missed", waiting=False), call()
    )
    first, second = json.loads(content)
    assert first["outcome"] == "missed"
    assert first["waiting"] is False
    assert first["started_at"] == "2026-11-23T23:59:40+00:00"
    assert first["started_at_local"] == "2026-11-24 07:59"
    assert second["answered_at_local"] is None
    assert b"\x1b" not in content
    assert json.loads(written(Format.JSON)) == []


def test_calls_are_written_as_they_come() -> None:
    stream = io.BytesIO()
    seen: list[int] = []

    def calls() -> object:
        for number in range(3000):
            seen.append(stream.tell())
            yield call(content="x" * 100, label=str(number))

    write_calls(stream, Format.CSV, calls())  # type: ignore[arg-type]  # a generator of calls
    assert seen[-1] > 100_000


@given(st.text())
def test_a_guarded_text_runs_nothing_and_comes_back(text: str) -> None:
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert unguarded(guarded(text)) == text
    assert unguarded(kept_apart(text)) == text


@given(st.from_regex(r"\A'*[=+@\-\t].{0,3}\Z"))
def test_texts_that_look_guarded_come_back(text: str) -> None:
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text
    assert unguarded(kept_apart(text)) == text


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    target.write_text("old", encoding="ascii")

    def broken() -> None:
        with destination(target) as stream:
            stream.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(ExportFailed, match="the disk is full"):
        broken()
    assert target.read_text(encoding="ascii") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]


def test_what_a_killed_export_has_left_goes_with_the_next(tmp_path: Path) -> None:
    """Not what another process is writing at the moment, nor what is somebody's own."""
    for name in (".dutyroom-left", "kept.csv"):
        (tmp_path / name).write_bytes(b"x")
    with destination(tmp_path / "one.csv") as first:
        first.write(b"1")
        with destination(tmp_path / "two.csv") as second:
            second.write(b"2")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.csv", "one.csv", "two.csv"]


def test_an_export_is_for_its_owner_alone(tmp_path: Path) -> None:
    with destination(tmp_path / "log.csv") as stream:
        stream.write(b"x")
    assert (tmp_path / "log.csv").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="cannot be written"), destination(tmp_path / "no" / "x"):
        pass
