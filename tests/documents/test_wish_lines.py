"""Wishes in plain text, and which of them a roster does not meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from dutyroom import i18n
from dutyroom.documents.paper import as_rows
from dutyroom.documents.wish_lines import count_words, request_words, unmet_lines
from dutyroom.documents.wish_sheet import wish_sheet
from dutyroom.registers.wishes.granting import Granted
from dutyroom.registers.wishes.kinds import WishState
from dutyroom.registers.wishes.reading import WishRow
from dutyroom.standard.roster.values import Request
from dutyroom.standard.roster.wishes import Outcome
from tests.standard.roster.scenes import officers, problem

DAY = date(2026, 3, 4)
LABELS = {"day": "白班", "night": "夜班"}


def test_each_wish_that_is_not_met_is_a_line_with_its_duties() -> None:
    i18n.use("zh")
    night = next(slot for slot in problem(officers(1), DAY, 1).slots if slot.shift == "night")
    spared = Request("o1", DAY, date(2026, 3, 6), shifts=frozenset(LABELS), note="家中有事")
    wanted = Request("o2", DAY, DAY, wanted=True, weight=3.0)
    found = [Outcome(spared, (night,)), Outcome(wanted, ()), Outcome(wanted, (night,))]
    assert count_words(found) == "值班意愿：3 条，已满足 1 条"
    assert list(unmet_lines(found, LABELS, {"o1": "单明", "o2": "韦东"})) == [
        "单明 不希望值班 2026-03-04 - 03-06 白班、夜班（家中有事）：03-04 星期三 夜班",
        "韦东 强烈希望值班 2026-03-04：未排这些班次",
    ]
    assert request_words(replace(wanted, weight=1.0), {}) == "希望值班 2026-03-04"


def test_the_wishes_of_a_month_stand_on_a_sheet_with_what_became_of_each() -> None:
    i18n.use("zh")
    at = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
    night = next(slot for slot in problem(officers(1), DAY, 1).slots if slot.shift == "night")
    wish = WishRow("w1", "o1", "单明", False, DAY, DAY, ("night",), True, "家长会", at, "覃小梅",
                   None, "", "", 0)  # fmt: skip
    met = replace(wish, id="w2", name="韦东", wanted=True, shifts=(), strong=False, reason="")
    rows = [Granted(wish, WishState.UNMET, (night,)), Granted(met, WishState.MET)]
    month = (date(2026, 3, 1), date(2026, 3, 31))
    paper = as_rows(wish_sheet(month, rows, LABELS, unit="云岭区", now=at))
    entered = "2026-03-01 10:30 覃小梅"
    served = "03-04 星期三 夜班"
    assert (
        "1", "单明", "强烈不希望值班", "2026-03-04", "夜班", "家长会", entered, "未满足", served
    ) in paper  # fmt: skip
    assert ("2", "韦东", "希望值班", "2026-03-04", "全部", "", entered, "已满足", "") in paper
    assert any(row[:2] == ("序号", "姓名") for row in paper)  # a row of this sheet, no number kept
    assert ("已满足", "1") in paper
    assert ("月份", "2026-03") in paper
    nobody = as_rows(wish_sheet(month, [], LABELS, unit="云岭区", now=at))
    assert ("这些日子没有值班意愿。",) in nobody
