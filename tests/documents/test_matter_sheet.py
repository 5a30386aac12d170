"""The sheet of a matter, as text, spreadsheet and page."""

from __future__ import annotations

from pathlib import Path

from dutyroom.clock import FrozenClock
from dutyroom.desk.papers import save_paper
from dutyroom.documents import matter_log
from dutyroom.documents.matter_sheet import matter_sheet
from dutyroom.documents.paper import Paper, as_text
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters import acting, facts
from dutyroom.store.engine import Store
from tests.registers.accounts.account_kit import door
from tests.registers.matters.matter_kit import NOW, QIN, at, known, life

HOSTILE = "=1+1 [b]x[/]\x1b[31m \u202e#strong[y]"


def sheet(store: Store, matter: str) -> Paper:
    """Return the sheet of a matter."""
    return matter_sheet(known(store, matter), unit="云岭区值班室", printed_at=at(60))


def test_it_holds_instruction_course_and_result(store: Store) -> None:
    matter = facts.new_id()
    Ledger(store, FrozenClock(NOW)).record(*life(matter))
    text = as_text(sheet(store, matter))
    for words in (
        "2026-0001", "覃小梅", "农秀", "青山镇东风路路面塌陷", "如果夜间降雨", "青山镇值班室",
        "立即封路，一小时内报处置情况。", "李某复述无误", "已封路并上报", "再次下沉",
        "二次回填完成", "Pressing -> At once",
    ):  # fmt: skip
        assert words in text, words


def test_the_course_names_nobody_twice_and_says_from_whom(store: Store) -> None:
    matter = facts.new_id()
    Ledger(store, FrozenClock(NOW)).record(*life(matter))
    (cells,) = matter_log.rows([known(store, matter)])
    course = dict(zip((c.name for c in matter_log.columns()), cells, strict=True))["course"]
    (told,) = (cell for cell in cells if "立即封路" in str(cell) and "Received" not in str(cell))
    assert "[Outcome: 已封路并上报]" in told
    lines = course.splitlines()
    assert lines[0].endswith("Received 覃小梅")
    assert any(line.endswith("Handed over 农秀 <- 单明") for line in lines)
    assert any("Transfer asked 覃小梅 -> 单明" in line for line in lines)


def test_a_hostile_text_is_printed_as_it_is(store: Store, tmp_path: Path) -> None:
    access = door(store, FrozenClock(NOW))
    texts = dict.fromkeys(("risk", "proposal", "contact_unit"), HOSTILE)
    matter = acting.open_matter(access, facts.Opening(HOSTILE, texts=texts), by=QIN)
    made = sheet(store, matter)
    assert "\x1b" not in as_text(made)
    for suffix in ("pdf", "xlsx", "txt"):
        path = tmp_path / f"sheet.{suffix}"
        save_paper(made, path)
        assert path.stat().st_size > 100
