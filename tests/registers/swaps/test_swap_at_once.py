"""Two consoles act on one swap at once: what the second one read is looked at again."""

from __future__ import annotations

from datetime import date

from dutyroom.registers.accounts.access import Access
from dutyroom.registers.swaps import acts
from dutyroom.registers.swaps.errors import SwapNotPossible
from dutyroom.store.engine import Store
from tests.registers.at_once import at_once
from tests.registers.swaps.swap_kit import BY, swapping, word

DAY = date(2026, 12, 8)


def test_a_swap_is_not_agreed_to_and_withdrawn_at_once(store: Store) -> None:
    desk = swapping(store)
    row = next(row for row in desk.slots("o0") if row.slot.day > DAY)
    swap = desk.ask(desk.leg(row, "o0", "o3"))

    def agree(access: Access) -> None:
        acts.agree(access, swap, word("o3"), actor=BY)

    def withdraw(access: Access) -> None:
        acts.withdraw(access, swap, "不必了", actor=BY)

    before = desk.known(swap).revision
    (refused,) = at_once(desk.room.access, agree, withdraw)
    assert isinstance(refused, SwapNotPossible)
    assert "just been changed" in str(refused)
    assert desk.known(swap).revision == before + 1
