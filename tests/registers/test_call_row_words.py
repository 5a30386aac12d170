"""The log is searched by the words that stand in its rows, and by who signed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.content import Content

from dutyroom import i18n
from dutyroom.clock import FrozenClock
from dutyroom.documents import call_words
from dutyroom.registers.calls import facts, finding, reading
from dutyroom.registers.calls.kinds import KnownBy, Medium, Outcome
from dutyroom.registers.calls.reading import CallFilter
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from dutyroom.widgets.call_columns import columns
from tests.registers.call_kit import NOON, PLACE


def _call(number: str, outcome: Outcome, absent: str | None = None) -> list[Fact]:
    return [
        facts.begun(number, NOON, PLACE, direction="in"),
        facts.numbered(number, NOON, PLACE, number=None if absent else number, absent=absent),
        facts.ended(number, NOON, PLACE, outcome=outcome, by=KnownBy.HOOK, seconds=1.0),
    ]


def _logged(store: Store) -> None:
    """Log one call for every word, named by its number."""
    later = NOON + timedelta(hours=1)
    made = [
        *_call("1001", Outcome.ANSWERED),
        *_call("1002", Outcome.ANSWERED),
        facts.written_up("1002", later, PLACE, actor="欧阳娜", fields={"content": "停水未接"}),
        *_call("1003", Outcome.ANSWERED),
        facts.closed_without_write_up("1003", later, PLACE, actor="李四", reason="打错"),
        *_call("1004", Outcome.MISSED),
        *_call("1005", Outcome.MISSED),
        facts.called_back("1005", later, PLACE, actor="李四", by_call=None, result="已说明"),
        *_call("1006", Outcome.ANSWERED, "withheld"),
        *_call("1007", Outcome.MISSED, "not_sent"),
        facts.entered(
            "1008", NOON, PLACE, actor="王五", medium=Medium.FAX, direction="in", number="1008"
        ),
        facts.written_up("1008", later, PLACE, actor="欧阳伟", fields={"content": "停水"}),
        *_call("1009", Outcome.MISSED),  # a write-up calls nobody back
        facts.written_up("1009", later, PLACE, actor="李四", fields={"content": "稍后再打"}),
    ]
    Ledger(store, FrozenClock(NOON)).record(*made)


def test_the_row_says_what_is_still_owed_whatever_was_written(store: Store) -> None:
    """The alarm about a missed call stays until somebody calls back: the row agrees with it."""
    i18n.use("zh")
    _logged(store)
    (record,) = (column for column in columns(80) if column.title == "Record")
    with store.read() as session:
        rows = reading.page(session, CallFilter.ALL)
    said = {row.id: record.draw(row, NOON, Content("")).plain.strip() for row in rows}
    assert said == {
        "1001": "未登记",
        "1002": "已登记",
        "1003": "无需登记",
        "1004": "待回拨",
        "1005": "已回拨",
        "1006": "未登记",
        "1007": "无号码",
        "1008": "已登记",
        "1009": "待回拨",
    }


@pytest.mark.parametrize("few", [finding._FEW, 0])
def test_a_word_of_the_row_is_a_word_of_the_search(
    store: Store, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Whatever many rows say, and whatever few say; with another word both must fit."""
    i18n.use("zh")
    monkeypatch.setattr(finding, "_FEW", few)
    _logged(store)
    expected = {
        "未接": "1002 1004 1005 1007 1009",  # the first says so in its content
        "已接": "1001 1002 1003 1006",
        "手工": "1008",
        "传真": "1008",
        "号码保密": "1006",
        "未送号码": "1007",
        "未登记": "1001 1006",
        "已登记": "1002 1008",
        "无需登记": "1003",
        "待回拨": "1004 1009",
        "已回拨": "1005",
        "无号码": "1007",
        "欧阳娜": "1002",
        "欧阳": "1002 1008",
        "停水": "1002 1008",
        "停水 手工": "1008",
        "停水 已接": "1002",
        "停水 欧阳伟": "1008",
        "欧阳 传真": "1008",
        "未接 1004": "1004",
        "值班电话": "",
        "打错 无需登记": "1003",
    }
    for query, calls in expected.items():
        with store.read() as session:
            found = reading.page(
                session, CallFilter.ALL, query=query, now=NOON, states=call_words.meant
            )
        assert " ".join(sorted(row.id for row in found)) == calls, query
