"""Who is told of a swap as the leader: never somebody on their own word alone (article 15)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dutyroom.documents.swap_form import swap_form
from dutyroom.registers.accounts import administration, opening
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.roles import AccountRole, Channel
from dutyroom.registers.shifts import facts as shifts
from dutyroom.registers.swaps import acts
from dutyroom.registers.swaps.errors import SwapNotPossible
from dutyroom.registers.swaps.reporting import LeaderMustSign, OtherLeader, Telling
from dutyroom.store.engine import Store
from dutyroom.widgets.swap_list import explained
from tests.registers.accounts.account_kit import ADMIN_PASSWORD, FIRST_PASSWORD, PASSWORD
from tests.registers.swaps.swap_kit import BY, Swapping, agreed, swapping

ON_DUTY, OTHER, ATTESTER = "曾国强", "陆建华", "何敏"


@pytest.fixture
def desk(store: Store) -> Swapping:
    """A room whose December is published, with a leader on duty."""
    made = swapping(store)
    access = made.room.access
    begun = shifts.begun("s1", access.clock.now(), access.place, officer=BY, leader=ON_DUTY)
    access.ledger.record(begun)
    return made


def report(desk: Swapping, swap: str, leader: Assent, *, actor: str = BY, **more: str) -> None:
    """Note that a leader was told."""
    acts.report(desk.room.access, swap, Telling(leader, **more), actor=actor)


def let_sign(desk: Swapping, person: str) -> None:
    """Give a leader an account."""
    access = desk.room.access
    admin = administration.found(access, {"name": "李建国"}, ADMIN_PASSWORD)
    session = opening.open_session(access, admin.id, ADMIN_PASSWORD).id
    administration.open_account(access, session, person, {AccountRole.LEADER}, FIRST_PASSWORD)
    own = opening.open_session(access, person, FIRST_PASSWORD).id
    opening.change_password(access, own, FIRST_PASSWORD, PASSWORD)


def test_who_vouches_for_a_swap_is_told_of_it_only_under_their_own_password(
    desk: Swapping,
) -> None:
    swap = agreed(desk, desk.slots("o0")[0].slot.day)
    for leader, actor in (
        (Assent(OTHER, "l1", Channel.PHONE), OTHER),  # whoever notes it
        (Assent(OTHER, channel=Channel.PHONE), OTHER),  # the same, typed as an outsider
        (Assent(ATTESTER, "l2", Channel.PHONE), BY),  # attested a consent
        (Assent(ATTESTER, "l2"), BY),  # here, and has no password
    ):
        with pytest.raises(SwapNotPossible, match="attested a consent"):
            report(desk, swap, leader, actor=actor, why="外出")
    let_sign(desk, "l1")
    here = Assent(OTHER, "l1")
    with pytest.raises(SwapNotPossible, match="attested a consent"):
        report(desk, swap, Assent(OTHER, "l1", Channel.PHONE), actor=OTHER, password=PASSWORD)
    with pytest.raises(LeaderMustSign, match="their own password"):
        report(desk, swap, here, actor=OTHER, why="外出")
    with pytest.raises(AccessRefused, match="not right"):
        report(desk, swap, here, actor=OTHER, password=FIRST_PASSWORD, why="外出")
    assert desk.known(swap).reported_name == ""
    report(desk, swap, here, actor=OTHER, password=PASSWORD, why="外出")
    row = desk.known(swap)
    assert (row.reported_name, row.reported_channel) == (OTHER, Channel.PRESENT)
    assert row.reported_word == "signed by password"


def test_another_leader_than_the_one_on_duty_takes_a_reason_that_is_shown(desk: Swapping) -> None:
    swap = agreed(desk, desk.slots("o0")[0].slot.day)
    other = Assent(OTHER, "l1", Channel.PHONE)
    with pytest.raises(OtherLeader, match=f"on duty is {ON_DUTY}, not {OTHER}"):
        report(desk, swap, other)
    report(desk, swap, other, why="值班领导赴现场")
    row = desk.known(swap)
    assert row.reported_why == "值班领导赴现场"
    assert "值班领导赴现场" in explained(row, row.swap.asked_at).plain
    form = swap_form(row, unit="测试", now=desk.room.clock.now())
    assert "值班领导赴现场" in form.boxes[1].text


def test_list_and_paper_say_on_whose_word_it_stands_that_a_leader_was_told_here(
    desk: Swapping,
) -> None:
    swap = agreed(desk, desk.slots("o0")[0].slot.day)
    report(desk, swap, Assent(OTHER, "l1"), why="外出")
    row = desk.known(swap)
    word = f"on the word of {BY}; not signed by the leader"
    assert word in explained(row, row.swap.asked_at).plain
    assert word in swap_form(row, unit="测试", now=desk.room.clock.now()).boxes[1].text
    assert replace(row, reported_signed=None).reported_word == ""


def test_a_long_circle_runs_on_and_a_consent_names_its_call(desk: Swapping) -> None:
    """What lies below the edge of 24 lines nobody reads: the last steps among it."""
    row = desk.known(agreed(desk, desk.slots("o0")[0].slot.day))
    lines = explained(row, row.swap.asked_at).plain.splitlines()
    assert "by phone Call c7, attested by" in lines[-1]
    circle = explained(replace(row, legs=row.legs * 8), row.swap.asked_at).plain.splitlines()
    assert (len(circle), circle[1:]) == (len(lines), lines[1:])
    assert circle[0].count(lines[0]) == 8


def test_the_leader_on_duty_is_told_by_phone_without_a_reason(desk: Swapping) -> None:
    swap = agreed(desk, desk.slots("o0")[0].slot.day)
    desk.report(swap)
    row = desk.known(swap)
    assert (row.reported_name, row.reported_why) == (ON_DUTY, "")
