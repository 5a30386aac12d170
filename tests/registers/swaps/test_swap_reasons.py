"""What a swap says of the faults of a roster: what was said of them, and nothing of its own."""

from __future__ import annotations

import pytest

from dutyroom.registers.roster import reading as roster
from dutyroom.standard.roster.swapping import Waiver
from dutyroom.standard.roster.values import Role
from dutyroom.store.engine import Store
from tests.registers.roster.roster_kit import explained, put
from tests.registers.swaps.swap_kit import Swapping, against, follows, name, swapping


@pytest.fixture
def desk(store: Store) -> Swapping:
    """A room whose December is published."""
    return swapping(store)


def test_reasons_stay_as_they_were_given_and_none_is_made_up(desk: Swapping) -> None:
    """A swap of two others neither explains a fault nor rewrites why one was accepted."""
    tiring = next(s for s in desk.now().by_id.values() if s.role is Role.OFFICER)
    following = next(s for s in desk.now().by_id.values() if follows(tiring, s))
    person = desk.now().people_in(tiring.id)[0]
    changed = put(desk.now(), following.id, person)
    desk.room.publish(changed, "人手不足", explained(desk.store, changed, reason="连班已调休"))
    before = _said(desk)
    assert set(before.values()) == {"连班已调休"}
    away = desk.slots("o3")[2].slot  # rostered when the leave is noted: nobody has explained that
    desk.go_away("o3", away.start, away.end)
    row = next(each for each in desk.slots("o5") if each.slot.start > away.end)
    takers = (f"o{number}" for number in range(7))
    taker = next(t for t in takers if t != "o5" and not against(desk, desk.leg(row, "o5", t)))
    swap = desk.ask(desk.leg(row, "o5", taker))
    desk.agree(swap, taker)
    desk.report(swap)
    desk.carry_out(swap)
    after = _said(desk)
    still = {key: reason for key, reason in before.items() if key in after}
    assert still
    assert {key: after[key] for key in still} == still
    assert [key for key, reason in after.items() if not reason and key.startswith("away|")]
    assert set(after.values()) == {"连班已调休", ""}
    with desk.store.read() as session:
        newest = roster.waivers(session, roster.versions(session)[0].id)
    assert any(each.unexplained and name("o3") in each.words for each in newest)


def test_a_decision_is_the_reason_of_what_it_was_given_about_only(desk: Swapping) -> None:
    row = desk.slots("o0")[0]
    busy = next(s for s in desk.now().by_id.values() if follows(row.slot, s))
    taker = desk.now().people_in(busy.id)[0]
    before = _said(desk)
    swap = desk.ask(desk.leg(row, "o0", taker))
    desk.agree(swap, taker)
    desk.report(swap)
    desk.carry_out(swap, waiver=Waiver("人手不足", "何敏"))
    after = _said(desk)
    new = {key for key, reason in after.items() if reason == "人手不足 (何敏)"}
    assert new
    assert not new & before.keys()
    assert all(after[key] == reason for key, reason in before.items() if key in after)


def _said(desk: Swapping) -> dict[str, str]:
    """Return why the faults of the newest version were accepted, by their keys."""
    with desk.store.read() as session:
        newest = roster.versions(session)[0]
        return {each.key: each.reason for each in roster.waivers(session, newest.id) if each.key}
