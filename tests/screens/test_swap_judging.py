"""Who takes a shift in return is judged as if the first one had changed hands; days are named."""

from __future__ import annotations

from dutyroom.registers.roster.setting import setting
from dutyroom.screens.swap_asking import about
from dutyroom.screens.swap_judging import exchanged_so_far
from dutyroom.standard.roster.candidates import candidates
from dutyroom.standard.roster.editing import take_out
from dutyroom.standard.roster.values import Roster
from dutyroom.store.engine import Store
from tests.registers.roster.roster_kit import FIRST, LAST, PLANNING
from tests.registers.swaps.swap_kit import agreed, follows, swapping


def test_what_changes_hands_already_counts_for_the_next_taker(store: Store) -> None:
    desk = swapping(store)
    (morning, *_later) = (row for row in desk.slots("o1") if not row.slot.night)
    night = next(slot for slot in desk.now().slots if follows(morning.slot, slot))
    (other,) = desk.now().people_in(night.id)
    with store.read() as session:
        judged = setting(session, FIRST, LAST, PLANNING)

    def against(roster: Roster) -> tuple[str, ...]:
        found = candidates(take_out(roster, night.id, other), night, judged)
        return next(each.against for each in found if each.person.id == "o1")

    assert any("rests 0 h" in words for words in against(desk.now()))
    moved = exchanged_so_far(desk.now(), [desk.leg(morning, "o1", other)])
    assert moved.people_in(morning.slot.id) == (other,)
    assert not any("rests 0 h" in words for words in against(moved))
    january = desk.leg(morning, "o1", other)
    elsewhere = Roster(FIRST, LAST, (night,))  # a leg of another month says nothing here
    assert exchanged_so_far(elsewhere, [january]) == elsewhere


def test_nobody_signs_for_a_shift_without_its_day(store: Store) -> None:
    desk = swapping(store)
    day = desk.slots("o0")[0].slot.day
    told = about(desk.known(agreed(desk, day))).plain
    assert f"{day:%Y-%m-%d}" in told
    assert told.splitlines()[-1] == "家事"
