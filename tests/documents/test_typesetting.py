"""Pages and workbooks are made by processes of their own, which end and leave nothing behind."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.documents.errors import ExportFailed, TypesettingFailed
from dutyroom.documents.table import Column, write_xlsx
from dutyroom.documents.typesetting import typeset

EVERY_FORM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from dutyroom.desk import papers, rosters
from dutyroom.documents.paper import Paper
from dutyroom.documents.roster_table import WallDay, WallRoster
from dutyroom.documents.sheet_reading import read_sheet
from dutyroom.documents.slip import CallSlip

at = datetime(2026, 11, 23, tzinfo=UTC)
day = WallDay(at.date(), "", False, ("李建国",), "王海燕", "")
made = (
    papers.save_slip(CallSlip("值班室", "2026-00012", at, at), Path("slip.pdf")),
    papers.save_paper(Paper("交接清单", "值班室", at), Path("paper.pdf")),
    papers.save_paper(Paper("交接清单", "值班室", at), Path("paper.xlsx")),
    rosters.make_wall(
        WallRoster("值班室", "", ("白班",), (day,), "", "", (), at), Path("roster.pdf")
    ),
)
assert read_sheet(Path("paper.xlsx")).rows
print(*sys.modules)
"""


COLUMNS = [Column("name", "姓名"), Column("phone", "电话")]


def children() -> list[int]:
    """Return the processes, ended or not, that this one has started and not taken leave of."""
    told = Path(f"/proc/self/task/{Path('/proc/thread-self').resolve().name}/children")
    return [int(pid) for pid in told.read_text(encoding="utf-8").split()]


def test_no_paper_leaves_in_the_process_that_asked_for_it_what_made_it(tmp_path: Path) -> None:
    """The console stays open for weeks: what it has loaded is never given back."""
    done = subprocess.run(
        [sys.executable, "-c", EVERY_FORM], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "dutyroom" in loaded
    assert loaded & {"typst", "openpyxl"} == set()
    for name in ("slip", "paper", "roster"):
        assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "paper.xlsx").read_bytes().startswith(b"PK")


def test_a_page_that_takes_too_long_is_given_up_and_its_process_is_gone() -> None:
    before = children()
    with pytest.raises(TypesettingFailed, match=r"not ready after 0 s"):
        typeset("paper", {}, time_limit=0.01)
    assert children() == before


def test_why_there_is_no_page_is_said_in_the_language_of_whoever_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dutyroom.i18n._language", i18n._Language())
    i18n.use("zh")
    with pytest.raises(TypesettingFailed, match="页面生成失败"):
        typeset("no-such-form", {})


class _EnoughError(Exception):
    """Somebody has stopped the export."""


def test_an_export_that_is_stopped_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped() -> Iterator[tuple[str, str]]:
        yield "李建国", "04802310110"
        raise _EnoughError

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before, stream = children(), io.BytesIO()
    with pytest.raises(_EnoughError):
        write_xlsx(stream, COLUMNS, stopped(), title="电话")
    assert (children(), stream.getvalue(), list(tmp_path.iterdir())) == (before, b"", [])


def test_a_workbook_that_cannot_be_made_is_a_sentence() -> None:
    before, stream = children(), io.BytesIO()
    with pytest.raises(ExportFailed, match="spreadsheet could not be made"):
        write_xlsx(stream, COLUMNS, [("a", "b")] * 5000, title="[]")
    assert (children(), stream.getvalue()) == (before, b"")
