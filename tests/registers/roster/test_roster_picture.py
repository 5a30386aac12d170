"""What the screen shows of a roster: where a fault is marked, and which ones are accepted."""

from __future__ import annotations

from dutyroom.registers.roster.picture import Judged, RosterPicture, judged, picture
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.widgets.roster_head import heading
from dutyroom.widgets.roster_words import sign
from tests.registers.roster.roster_kit import FIRST, LAST, PLANNING, Room, put

NIGHT = "2026-12-05/night"


def head(found: RosterPicture, seen: Judged) -> str:
    """Return what stands above the roster."""
    return heading(found, seen, draft=False, stale=False, wide=True).plain


def seen(room: Room) -> RosterPicture:
    """Return the period as it stands."""
    with room.access.store.read() as session:
        return picture(session, FIRST, LAST, PLANNING, room.clock.now())


def test_too_few_officers_are_no_fault_of_the_leaders(room: Room) -> None:
    roster = room.filled()
    night = roster.by_id[NIGHT]
    fault = Fault(FaultKind.HEAD_COUNT, "1 of 2", night.start, night.end)
    assert list(Judged(roster, (fault,)).by_slot) == [NIGHT]


def test_what_was_accepted_is_counted_apart_and_marked_as_a_warning(room: Room) -> None:
    roster = put(room.filled(), NIGHT)
    room.publish(roster)
    found = seen(room)
    in_force = judged(found, found.in_force)
    accepted = len(in_force.blocking)
    assert in_force.unexplained == ()
    assert f"{accepted} fault" in head(found, in_force)
    assert "accepted" in head(found, in_force)
    assert sign(in_force, roster.by_id[NIGHT], ascii_only=True).plain == "!"
    draft = judged(found, put(roster, "2026-12-06/night"))  # nothing is said of a draft yet
    assert draft.unexplained == draft.blocking
    first = draft.blocking[0]
    said = judged(found, draft.roster, {first.key: "借调", "other": " "})
    assert said.unexplained == draft.blocking[1:]
    assert "1 fault accepted" in head(found, said)
