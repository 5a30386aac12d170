"""Wishes in plain text, and which of them a roster does not meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dutyroom import i18n
from dutyroom.documents.wish_lines import count_words, request_words, unmet_lines
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
