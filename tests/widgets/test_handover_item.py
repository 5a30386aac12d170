"""The pane of one item of a handover: what both said of it is never pushed out of sight."""

from __future__ import annotations

from dutyroom.registers.handover.listing import told
from dutyroom.standard.handover.values import Decided, Decision, Explained, Item, ItemKind, Walk
from dutyroom.standard.handover.walking import Standing
from dutyroom.widgets.handover_list import ItemRow, explained
from tests.registers.accounts.account_kit import NOW

ITEM = Item(ItemKind.MATTER, "m1", NOW, "水位超警戒" * 60, number="2026-0001")
ANSWER = Explained("到周五中午", NOW, 2, "封到何时？", Explained("西门已封", NOW))


def pane(decided: Decided | None) -> list[str]:
    """Return the lines of the pane."""
    walk = Walk((ITEM,), {ITEM.key: ANSWER}, {ITEM.key: decided} if decided else {})
    return explained(ItemRow(ITEM, Standing.EXPLAINED), walk, NOW).plain.splitlines()


def test_an_answer_stands_behind_its_question_and_in_sight() -> None:
    asked = Decided(Decision.ASKED, "", NOW, "封到何时？", 1)
    accepted = Decided(Decision.ACCEPTED, "", NOW, "", 3)
    for decided in (None, asked, accepted):
        assert pane(decided)[-3:] == ["Explained 西门已封", "Asked 封到何时？", "Reply 到周五中午"]
    assert len(pane(accepted)[1]) <= 140
    again = Decided(Decision.ASKED, "", NOW, "谁来解封？", 3)
    assert pane(again)[-1] == "Asked 谁来解封？"
    assert told(ANSWER) == "西门已封; Asked: 封到何时; Reply: 到周五中午"
    assert told(None) == ""
