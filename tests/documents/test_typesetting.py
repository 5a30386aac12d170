"""Pages are set in a process of their own, which leaves nothing behind and always ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.documents.errors import TypesettingFailed
from dutyroom.documents.typesetting import typeset

EVERY_FORM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from dutyroom.desk import papers, rosters
from dutyroom.documents.paper import Paper
from dutyroom.documents.roster_table import WallDay, WallRoster
from dutyroom.documents.slip import CallSlip

at = datetime(2026, 11, 23, tzinfo=UTC)
day = WallDay(at.date(), "", False, ("李建国",), "王海燕", "")
made = (
    papers.save_slip(CallSlip("值班室", "2026-00012", at, at), Path("slip.pdf")),
    papers.save_paper(Paper("交接清单", "值班室", at), Path("paper.pdf")),
    rosters.make_wall(
        WallRoster("值班室", "", ("白班",), (day,), "", "", (), at), Path("roster.pdf")
    ),
)
print(*sys.modules)
"""


def children() -> list[int]:
    """Return the processes, ended or not, that this one has started and not taken leave of."""
    told = Path(f"/proc/self/task/{Path('/proc/thread-self').resolve().name}/children")
    return [int(pid) for pid in told.read_text(encoding="utf-8").split()]


def test_no_form_leaves_typst_in_the_process_that_asked_for_it(tmp_path: Path) -> None:
    """The console stays open for weeks: what typst and its fonts take would never be given back."""
    done = subprocess.run(
        [sys.executable, "-c", EVERY_FORM], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "dutyroom" in loaded
    assert loaded & {"typst", "openpyxl"} == set()
    for name in ("slip", "paper", "roster"):
        assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")


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
