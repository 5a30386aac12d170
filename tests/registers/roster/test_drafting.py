"""A draft of the roster takes over what was published since, also one begun from nothing."""

from __future__ import annotations

from datetime import datetime

from dutyroom.registers.roster import drafting, reading
from dutyroom.registers.roster.drafting import Draft
from dutyroom.standard.clocks import BEIJING
from tests.registers.roster.roster_kit import FIRST, LAST, Room, put

SWAPPED, BY_HAND, EMPTIED = "2026-12-05/night", "2026-12-06/night", "2026-12-07/night"


def test_a_swap_is_not_reversed_by_a_draft_without_a_base(room: Room) -> None:
    """What stands as a version since had it follows the next; what differs from all is kept."""
    roster = put(put(room.filled(), SWAPPED, "o1"), BY_HAND, "o1")
    draft = put(put(roster, BY_HAND, "o5"), EMPTIED)
    room.publish(roster)
    room.go_to(datetime(2026, 11, 21, tzinfo=BEIJING))
    room.publish(put(put(put(roster, SWAPPED, "o2"), BY_HAND, "o3"), EMPTIED, "o4"), "调班")
    with room.access.store.read() as session:
        versions = reading.versions(session, FIRST, LAST)
        first = versions[1].id
        caught = {
            base: drafting.caught_up(session, Draft(draft, base), versions)
            for base in ("", first, versions[0].id)
        }
    for base in ("", first):
        assert caught[base].people_in(SWAPPED) == ("o2",)
        assert caught[base].people_in(BY_HAND) == ("o5",)
    assert caught[""].people_in(EMPTIED) == ("o4",)
    assert caught[first].people_in(EMPTIED) == ()
    assert caught[versions[0].id] == draft
