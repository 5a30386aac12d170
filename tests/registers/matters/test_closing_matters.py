"""What is said of leaders' instructions when their matter is closed."""

from __future__ import annotations

import pytest

from dutyroom.registers.accounts.access import Access
from dutyroom.registers.matters import acting, instructing
from dutyroom.registers.matters.ending import Said
from dutyroom.registers.matters.errors import MatterRefused
from dutyroom.registers.matters.instruction_facts import Instruction
from dutyroom.registers.matters.kinds import Step
from dutyroom.store.engine import Store
from dutyroom.widgets.matter_detail import described
from dutyroom.widgets.matter_list import owed_mark
from tests.registers.matters.matter_kit import NONG, NOW, QIN, WHAT, desk, known


@pytest.fixture
def access(store: Store) -> Access:
    """The door of a desk without accounts."""
    return desk(store)[0]


def test_no_matter_is_closed_in_silence_about_a_leaders_instruction(
    store: Store, access: Access
) -> None:
    """Its outcome, or expressly why not: then it is seen to wait, and may still be settled."""
    matter = acting.open_matter(access, WHAT, by=QIN)
    first, other = (
        instructing.instruct(access, matter, Instruction("曾国强", words), by=QIN)
        for words in ("立即封路", "查明原因")
    )
    for said in (None, Said({first: "已封路"}), Said({first: "已封路"}, {first: "有结果"})):
        with pytest.raises(MatterRefused, match="closed all the same"):
            acting.close(access, matter, "已办", by=QIN, said=said)
    assert known(store, matter).row.unsettled == 2
    acting.close(
        access, matter, "已办", by=QIN, said=Said({first: "已封路"}, {other: "交住建局另查"})
    )
    found = known(store, matter)
    assert (found.row.open, found.row.unsettled) == (False, 1)
    steps = [(each.step, each.words, each.about) for each in found.steps[-3:]]
    assert steps == [
        (Step.SETTLED, "已封路", first),
        (Step.LEFT, "交住建局另查", other),
        (Step.CLOSED, "已办", ""),
    ]
    assert owed_mark().plain in described(found, NOW, {}).plain
    access.ledger.rebuild()
    assert known(store, matter) == found
    instructing.settle(access, matter, other, "管线渗漏", by=QIN)
    assert known(store, matter).row.unsettled == 0


def test_no_words_on_an_instruction_are_dropped_because_somebody_settled_it_meanwhile(
    store: Store, access: Access
) -> None:
    matter = acting.open_matter(access, WHAT, by=QIN)
    order = instructing.instruct(access, matter, Instruction("曾国强", "立即封路"), by=QIN)
    instructing.settle(access, matter, order, "已封路", by=NONG)
    for said in (Said({order: "未封路"}), Said({}, {order: "路政未到"})):
        with pytest.raises(MatterRefused, match="已封路"):
            acting.close(access, matter, "已办", by=QIN, said=said)
    assert known(store, matter).row.open
    acting.close(access, matter, "已办", by=QIN, said=Said({order: "已封路"}))
