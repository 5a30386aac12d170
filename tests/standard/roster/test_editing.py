"""Edits of a draft: each can be taken back, and none does more than it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.standard.roster import editing
from dutyroom.standard.roster.candidates import candidates
from dutyroom.standard.roster.checking import check
from dutyroom.standard.roster.comparing import differences, people
from dutyroom.standard.roster.editing import History
from dutyroom.standard.roster.rotation import rotation
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Assignment, Role, Roster
from tests.standard.roster.scenes import at, leaders, officers, problem

PEOPLE = (*officers(4), *leaders(2))
ASKED = problem(PEOPLE, date(2026, 3, 4), 4)
EMPTY = Roster(ASKED.first, ASKED.last, ASKED.slots)
SLOTS = [slot.id for slot in EMPTY.slots]


def edits() -> st.SearchStrategy[tuple[str, str, str, bool]]:
    """Return edits of any kind."""
    return st.tuples(
        st.sampled_from(["put", "out", "empty", "pin", "swap"]),
        st.sampled_from(SLOTS),
        st.sampled_from([person.id for person in PEOPLE]),
        st.booleans(),
    )


def carried_out(roster: Roster, edit: tuple[str, str, str, bool]) -> Roster:
    """Return an edited roster."""
    kind, slot, person, yes = edit
    match kind:
        case "put":
            return editing.put(roster, slot, person)
        case "out":
            return editing.take_out(roster, slot, person)
        case "empty":
            return editing.emptied(roster, slot)
        case "pin":
            return editing.pinned(roster, slot, pinned=yes)
        case _:
            return editing.proposed(roster, [Assignment(slot, person)], [slot])


@given(st.lists(edits(), max_size=25))
def test_undoing_all_edits_gives_each_earlier_draft_back(
    made: list[tuple[str, str, str, bool]],
) -> None:
    history = History(EMPTY)
    seen = [EMPTY]
    for edit in made:
        changed = history.do(carried_out(history.roster, edit))
        seen += [history.roster] if changed else []
    for earlier in reversed(seen[:-1]):
        assert history.undo()
        assert history.roster == earlier
    assert not history.undo()
    for later in seen[1:]:
        assert history.redo()
        assert history.roster == later
    assert not history.redo()


@given(st.permutations(SLOTS[:4]), st.permutations([person.id for person in PEOPLE[:4]]))
def test_edits_in_a_circle_end_where_they_began(slots: list[str], names: list[str]) -> None:
    start = EMPTY
    for slot, person in zip(slots, names, strict=True):
        start = editing.put(start, slot, person)
    turned = start
    for step in range(1, 5):
        for at_, slot in enumerate(slots):
            turned = editing.put(turned, slot, names[(at_ + step) % 4])
    assert turned == start
    assert differences(start, turned) == ()


@given(st.lists(edits(), max_size=10), edits())
def test_an_edit_touches_one_slot(
    made: list[tuple[str, str, str, bool]], last: tuple[str, str, str, bool]
) -> None:
    roster = EMPTY
    for edit in made:
        roster = carried_out(roster, edit)
    changed = carried_out(roster, last)
    assert {change.slot.id for change in differences(roster, changed)} <= {last[1]}
    assert all(len(inside) == 1 for slot, inside in people(changed).items() if slot == last[1])


def test_a_slot_for_two_takes_two() -> None:
    slot = replace(EMPTY.slots[0], required=2)
    roster = editing.put(
        editing.put(Roster(slot.day, slot.day, (slot,)), slot.id, "l0"), slot.id, "l1"
    )
    assert roster.people_in(slot.id) == ("l0", "l1")
    assert editing.put(roster, slot.id, "l1") == roster


def test_a_proposal_leaves_pins_pinned_and_other_slots_alone() -> None:
    roster = editing.put(editing.put(EMPTY, SLOTS[0], "l0"), SLOTS[1], "o1")
    new = editing.proposed(
        roster, [Assignment(SLOTS[0], "l0"), Assignment(SLOTS[2], "o2")], SLOTS[:1]
    )
    assert new == roster
    taken = editing.proposed(roster, [Assignment(SLOTS[1], "o2")], SLOTS[1:])
    assert {item.slot: item.pinned for item in taken.assignments} == {
        SLOTS[0]: True,
        SLOTS[1]: False,
    }


def test_what_was_published_meanwhile_comes_in_where_nothing_was_touched() -> None:
    base = editing.put(editing.put(EMPTY, SLOTS[1], "o0"), SLOTS[2], "o1")
    draft = editing.put(base, SLOTS[1], "o3")
    newest = editing.put(editing.put(base, SLOTS[1], "o2"), SLOTS[2], "o2")
    caught = editing.caught_up(draft, base, newest)
    assert caught.people_in(SLOTS[1]) == ("o3",)
    assert caught.people_in(SLOTS[2]) == ("o2",)


@given(st.lists(edits(), max_size=12), st.sampled_from(EMPTY.slots))
def test_a_candidate_is_free_exactly_if_the_checker_finds_nothing_against_them(
    made: list[tuple[str, str, str, bool]], slot: object
) -> None:
    roster = EMPTY
    for edit in made:
        roster = carried_out(roster, edit)
    chosen = next(each for each in roster.slots if each is slot)
    setting = Setting(PEOPLE, ASKED.setting.calendar, ASKED.setting.rules)
    for each in candidates(roster, chosen, setting):
        put = replace(
            roster,
            assignments=tuple(
                {
                    (item.slot, item.person): item
                    for item in (*roster.assignments, Assignment(chosen.id, each.person.id))
                }.values()
            ),
        )
        faults = [
            fault
            for fault in check(put, setting)
            if fault.blocking and chosen.id in fault.slots and each.person.id in fault.people
        ]
        assert each.free == (not faults)


def test_candidates_come_in_the_order_in_which_they_are_wanted() -> None:
    filled = replace(EMPTY, assignments=rotation(EMPTY.slots, ASKED.setting))
    night = next(slot for slot in EMPTY.slots if slot.role is Role.OFFICER and slot.night)
    found = candidates(filled, night, ASKED.setting)
    assert found[0].inside
    order = [each.free for each in found[1:]]
    assert order == sorted(order, reverse=True)
    assert all(each.against for each in found if not each.free)
    assert at(night.day) < night.end
