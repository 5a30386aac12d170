"""A swap from asking to the change notice, and everything that stands against one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.roster import reading as roster
from dutyroom.registers.roster.judging import faults_of
from dutyroom.registers.swaps import acts
from dutyroom.registers.swaps.acts import Asking
from dutyroom.registers.swaps.errors import SwapNotPossible
from dutyroom.registers.swaps.facts import NamedLeg
from dutyroom.registers.swaps.reporting import Telling
from dutyroom.standard.roster.swapping import Setback, SwapState, Waiver
from dutyroom.standard.roster.values import Role, Roster
from dutyroom.store.engine import Store
from dutyroom.widgets.swap_list import explained
from tests.registers.roster.roster_kit import LAST, PLANNING
from tests.registers.swaps.swap_kit import (
    BY,
    Swapping,
    against,
    follows,
    name,
    swapping,
    word,
)


@pytest.fixture
def desk(store: Store) -> Swapping:
    """A room whose December is published."""
    return swapping(store)


def test_a_swap_that_nobody_answered_is_told_when_its_shift_has_begun(desk: Swapping) -> None:
    """It is nobody's next step any more; one that was withdrawn or carried out is left alone."""
    slot = desk.slots("o0")[0]
    swap = desk.ask(desk.leg(slot, "o0", "o1"))
    row = desk.known(swap)
    before, words = slot.slot.start - timedelta(minutes=1), "Withdraw it (x), or carry it out"
    assert [row.too_late(at) for at in (before, slot.slot.start)] == [False, True]
    assert [words in explained(row, at).plain for at in (before, slot.slot.start)] == [False, True]
    desk.agree(swap, "o1")
    desk.report(swap)
    assert desk.known(swap).too_late(slot.slot.start)
    desk.carry_out(swap)
    assert not desk.known(swap).too_late(slot.slot.start)


def test_a_full_swap_makes_a_new_version_and_leaves_the_old_one(desk: Swapping) -> None:
    before = desk.now()
    gives, takes = desk.slots("o0")[0], desk.slots("o1")[0]
    swap = desk.ask(desk.leg(gives, "o0", "o1"), desk.leg(takes, "o1", "o0"))
    assert desk.known(swap).waiting == {"o1": name("o1")}
    assert desk.known(swap).move == f"{name('o1')} to agree"
    desk.agree(swap, "o1")
    assert desk.known(swap).swap.state is SwapState.AGREED
    with pytest.raises(SwapNotPossible, match="not possible now"):
        desk.carry_out(swap)
    for himself in (Assent(name("o0"), "o0"), Assent(name("o1"))):  # by id, or typed
        with pytest.raises(SwapNotPossible, match="has a part in this swap"):
            acts.report(desk.room.access, swap, Telling(himself), actor=BY)
    desk.report(swap)
    assert desk.versions() == [(1, "draft")]
    desk.carry_out(swap, submitted=True)
    assert desk.versions() == [(2, "swap"), (1, "draft")]
    row = desk.known(swap)
    assert (row.swap.version, row.swap.notice_due, row.move) == (2, True, "send the change notice")
    with desk.store.read() as session:
        old = roster.roster_of(session, roster.versions(session)[1].id)
        new = roster.roster_of(session, row.versions[0].id)
    assert old is not None
    assert new is not None
    assert set(old.roster.assignments) == set(before.assignments)
    assert gives.slot.id in {s.slot.id for s in desk.slots("o1")}
    assert takes.slot.id in {s.slot.id for s in desk.slots("o0")}
    acts.notice(desk.room.access, swap, "传真至市值班室", actor=BY)
    assert desk.known(swap).swap.is_settled


def test_consent_by_phone_keeps_who_heard_it(desk: Swapping) -> None:
    swap = desk.ask(desk.leg(desk.slots("o0")[0], "o0", "o1"))
    with pytest.raises(AccessRefused, match="attested by somebody else"):
        acts.agree(desk.room.access, swap, Assent(name("o1"), "o1", Channel.PHONE), actor=BY)
    with pytest.raises(SwapNotPossible, match="Only those whose duty changes"):
        desk.agree(swap, "o5")
    desk.agree(swap, "o1")
    consent = desk.known(swap).consents[-1]
    assert (consent.channel, consent.attested_by, consent.call) == ("phone", "何敏", "c7")


def test_a_swap_that_keeps_the_rules_has_nothing_against_it(desk: Swapping) -> None:
    row = desk.slots("o0")[0]
    found = [against(desk, desk.leg(row, "o0", f"o{number}")) for number in range(1, 7)]
    assert () in found
    assert not all(each == () for each in found)
    with pytest.raises(SwapNotPossible, match="not in it"):
        against(desk, desk.leg(row, "o3", "o1"))


def test_a_circle_needs_everybody(desk: Swapping) -> None:
    people = ["o0", "o1", "o2"]
    rows = [desk.slots(person)[1] for person in people]
    legs = [desk.leg(rows[n], people[n], people[(n + 1) % 3]) for n in range(3)]
    swap = desk.ask(*legs)
    desk.agree(swap, "o1")
    assert desk.known(swap).swap.state is SwapState.ASKED
    desk.agree(swap, "o2")
    desk.report(swap)
    desk.carry_out(swap, waiver=Waiver("轮换", "何敏"))
    for number, row in enumerate(rows):
        assert row.slot.id in {s.slot.id for s in desk.slots(people[(number + 1) % 3])}


def test_what_is_over_or_running_is_refused_but_for_a_reason(desk: Swapping) -> None:
    row = desk.slots("o0")[0]
    leg = desk.leg(row, "o0", "o4")
    desk.room.go_to(row.slot.start + timedelta(hours=1))
    with pytest.raises(SwapNotPossible, match="running") as running:
        desk.ask(leg)
    assert running.value.setback is Setback.RUNNING
    desk.room.go_to(row.slot.end + timedelta(hours=1))
    with pytest.raises(SwapNotPossible, match="is over") as over:
        desk.ask(leg)
    assert over.value.setback is Setback.PAST
    swap = desk.ask(leg, waiver=Waiver("突发疾病", "何敏"))
    desk.agree(swap, "o4")
    desk.report(swap)
    desk.carry_out(swap)
    assert row.slot.id in {s.slot.id for s in desk.slots("o4")}
    assert desk.known(swap).swap.waiver == Waiver("突发疾病", "何敏", frozenset({row.slot.id}))


def test_a_shift_that_begins_while_it_is_agreed_is_refused_at_the_last_step(
    desk: Swapping,
) -> None:
    row = desk.slots("o0")[0]
    swap = desk.ask(desk.leg(row, "o0", "o1"))
    desk.agree(swap, "o1")
    desk.report(swap)
    desk.room.go_to(row.slot.start)
    with pytest.raises(SwapNotPossible, match="running"):
        desk.carry_out(swap)
    assert desk.versions() == [(1, "draft")]


def test_a_broken_rule_is_refused_unless_somebody_decides(desk: Swapping) -> None:
    """Somebody who serves at that time already cannot take another shift."""
    row = desk.slots("o0")[0]
    busy = next(s for s in desk.now().by_id.values() if follows(row.slot, s))
    taker = desk.now().people_in(busy.id)[0]
    leg = desk.leg(row, "o0", taker)
    assert any(name(taker) in words for words in against(desk, leg))  # said before it is asked
    swap = desk.ask(leg)
    desk.agree(swap, taker)
    desk.report(swap)
    with pytest.raises(SwapNotPossible) as refused:
        desk.carry_out(swap)
    assert refused.value.setback is Setback.BREAKS_RULE
    desk.carry_out(swap, waiver=Waiver("人手不足", "何敏"))
    assert desk.known(swap).swap.state is SwapState.ISSUED


def test_nobody_away_takes_a_shift_whatever_the_reason(desk: Swapping) -> None:
    row = desk.slots("o0")[0]
    swap = desk.ask(desk.leg(row, "o0", "o1"))
    other = desk.ask(desk.leg(row, "o0", "o1"))
    desk.agree(swap, "o1")
    desk.report(swap)
    desk.go_away("o1", row.slot.start, row.slot.end)
    with pytest.raises(SwapNotPossible, match="is away from"):
        desk.agree(other, "o1")
    assert any(name("o1") in words for words in against(desk, desk.leg(row, "o0", "o1")))
    for waiver in (None, Waiver("人手不足", "何敏")):
        with pytest.raises(SwapNotPossible, match=r"is away from .* cannot take"):
            desk.carry_out(swap, waiver=waiver)
    with pytest.raises(SwapNotPossible, match="is away from"):
        desk.ask(desk.leg(row, "o0", "o1"))
    assert desk.versions() == [(1, "draft")]


def test_what_was_given_away_meanwhile_cannot_be_given_again(desk: Swapping) -> None:
    row = desk.slots("o0")[0]
    first, second = desk.ask(desk.leg(row, "o0", "o1")), desk.ask(desk.leg(row, "o0", "o2"))
    for swap, taker in ((first, "o1"), (second, "o2")):
        desk.agree(swap, taker)
        desk.report(swap)
    desk.carry_out(first, waiver=Waiver("x", "何敏"))
    with pytest.raises(SwapNotPossible, match="is not in it"):
        desk.carry_out(second, waiver=Waiver("x", "何敏"))


def test_two_ways_out(desk: Swapping) -> None:
    row = desk.slots("o0")[0]
    swap = desk.ask(desk.leg(row, "o0", "o1"))
    acts.decline(desk.room.access, swap, word("o1"), "有事", actor=BY)
    known = desk.known(swap)
    assert (known.swap.state, known.swap.ended_by, known.swap.ended_why) == (
        SwapState.DECLINED, name("o1"), "有事",
    )  # fmt: skip
    with pytest.raises(SwapNotPossible):
        desk.agree(swap, "o1")
    other = desk.ask(desk.leg(row, "o0", "o1"))
    with pytest.raises(SwapNotPossible, match="Say why"):
        acts.withdraw(desk.room.access, other, " ", actor=BY)
    acts.withdraw(desk.room.access, other, "不需要了", actor=BY)
    assert desk.known(other).swap.state is SwapState.WITHDRAWN


def test_what_is_no_swap_is_refused(desk: Swapping) -> None:
    row = desk.slots("o0")[0]
    with pytest.raises(SwapNotPossible, match="not in it"):
        desk.ask(desk.leg(row, "o3", "o1"))
    with pytest.raises(SwapNotPossible, match="reason"):
        acts.ask(desk.room.access, Asking([desk.leg(row, "o0", "o1")], " ", word("o0")), actor=BY)
    with pytest.raises(SwapNotPossible):
        acts.ask(desk.room.access, Asking([], "x", word("o0")), actor=BY)


def test_a_swap_may_reach_from_one_period_into_thefollows(desk: Swapping) -> None:
    """Each period gets its own version, in one transaction."""
    first, last = date(2026, 11, 21), date(2026, 11, 30)
    desk.room.publish(desk.room.filled(first, last))
    december = desk.slots("o0")[-1]
    with desk.store.read() as session:
        rows = roster.in_force(session, first, last).rows
    november = next(r for r in rows if r.slot.role is Role.OFFICER and "o1" in r.people)
    swap = desk.ask(desk.leg(december, "o0", "o1"), desk.leg(november, "o1", "o0"))
    desk.agree(swap, "o1")
    desk.report(swap)
    desk.carry_out(swap, waiver=Waiver("x", "何敏"))
    assert sorted(desk.versions()) == [(1, "draft"), (1, "draft"), (2, "swap"), (2, "swap")]
    both = "2026-11-21 to 2026-11-30: version 2; 2026-12-01 to 2026-12-31: version 2"
    assert desk.known(swap).published == both


def test_a_swap_over_the_end_of_a_month_is_judged_as_one(desk: Swapping) -> None:
    """Neither month's version names a fault that only the other month's old version would make."""
    first, last = date(2026, 11, 21), date(2026, 11, 30)
    desk.room.publish(desk.room.filled(first, last))

    def both() -> Roster:
        with desk.store.read() as session:
            return roster.in_force(session, first, LAST).roster

    officers = [slot for slot in both().slots if slot.role is Role.OFFICER]
    night = next(slot for slot in officers if slot.day == last and slot.night)
    morning = next(slot for slot in officers if follows(night, slot))
    (one,), (other,) = both().people_in(night.id), both().people_in(morning.id)
    legs = [
        NamedLeg(night, "", one, name(one), other, name(other)),
        NamedLeg(morning, "", other, name(other), one, name(one)),
    ]
    assert against(desk, *legs) == ()
    swap = desk.ask(*legs)
    desk.agree(swap, other)
    desk.report(swap)
    desk.carry_out(swap)
    with desk.store.read() as session:
        said = {
            each.key
            for version in desk.known(swap).versions
            for each in roster.waivers(session, version.id)
            if each.key
        }
        found = {each.key for each in faults_of(session, both(), PLANNING) if each.blocking}
    assert said == found
