"""Swaps: the five steps in any order, time limits, circles, and who is credited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dutyroom.standard.roster.faults import FaultKind
from dutyroom.standard.roster.swapping import (
    Consent,
    Leg,
    Presence,
    Setback,
    SwapRefused,
    SwapState,
    Waiver,
    agree,
    ask,
    broken,
    credited,
    decline,
    exchanged,
    issue,
    notify,
    report,
    withdraw,
)
from dutyroom.standard.roster.values import Absence, Assignment
from tests.standard.roster.scenes import at
from tests.standard.roster.swap_scene import (
    DAY,
    LAST_NIGHT,
    MONDAY_NIGHT,
    NOW,
    ROSTER,
    SETTING,
    TWO,
    asked,
    reported,
)
from tests.thorough import examples


def _setback(caught: pytest.ExceptionInfo[SwapRefused]) -> Setback:
    assert str(caught.value)
    return caught.value.setback


def test_five_steps_lead_to_a_new_version_and_leave_the_old_one_alone() -> None:
    swap, new = issue(reported(), ROSTER, SETTING, NOW, submitted=True)
    assert (new.version, swap.version) == (4, 4)
    assert new.people_in(MONDAY_NIGHT) == ("o7",)
    assert ROSTER.people_in(MONDAY_NIGHT) == ("o1",)
    assert not swap.is_settled
    assert notify(swap, NOW).is_settled


def test_without_submission_no_notice_is_owed() -> None:
    swap, _new = issue(reported(), ROSTER, SETTING, NOW, submitted=False)
    assert swap.is_settled
    with pytest.raises(SwapRefused) as caught:
        notify(swap, NOW)
    assert _setback(caught) is Setback.STEP


@pytest.mark.parametrize(
    ("hours", "setback"),
    [(17.5, Setback.RUNNING), (30.0, Setback.RUNNING), (32.5, Setback.PAST), (99, Setback.PAST)],
)
def test_no_swap_in_the_running_shift_or_afterwards_without_a_reason(
    hours: float, setback: Setback
) -> None:
    legs = (Leg(MONDAY_NIGHT, "o1", "o7"),)
    late = at(DAY, hours)
    with pytest.raises(SwapRefused) as caught:
        asked(legs, late)
    assert _setback(caught) is setback
    waiver = Waiver("突发疾病", "l0", caught.value.named)
    swap = ask(ROSTER, legs, swap_id="s", by="o1", reason="病", now=late, waiver=waiver)
    swap = report(agree(swap, Consent("o7", late)), "l0", late)
    done, _new = issue(swap, ROSTER, SETTING, late, submitted=False)
    assert done.waiver == waiver


def test_a_shift_that_begins_between_asking_and_issuing_is_refused() -> None:
    asked(now=at(DAY, 17.4))
    with pytest.raises(SwapRefused) as caught:
        issue(reported(), ROSTER, SETTING, at(DAY, 17.5), submitted=False)
    assert _setback(caught) is Setback.RUNNING


def test_a_waiver_needs_a_reason_and_a_name() -> None:
    for reason, by in (("", "l0"), ("病", " ")):
        with pytest.raises(SwapRefused) as caught:
            Waiver(reason, by)
        assert _setback(caught) is Setback.NO_REASON


def test_a_circle_of_three() -> None:
    nights = [f"{DAY + timedelta(days=n)}/night" for n in (0, 1, 2)]
    circle = (Leg(nights[0], "o1", "o3"), Leg(nights[1], "o3", "o5"), Leg(nights[2], "o5", "o1"))
    new = exchanged(ROSTER, circle)
    assert [new.people_in(night) for night in nights] == [("o3",), ("o5",), ("o1",)]
    assert len(new.assignments) == len(ROSTER.assignments)
    assert asked(circle).waiting_for == {"o3", "o5"}


def test_a_swap_that_breaks_a_rule_is_refused_with_the_rule() -> None:
    tiring = (Leg(f"{DAY + timedelta(days=1)}/day", "o2", "o1"),)
    with pytest.raises(SwapRefused, match="24 h") as caught:
        issue(reported(tiring), ROSTER, SETTING, NOW, submitted=False)
    assert _setback(caught) is Setback.BREAKS_RULE
    gone = Absence("o7", at(DAY), at(DAY + timedelta(days=1)))
    away = replace(SETTING, absences=(gone,))
    with pytest.raises(SwapRefused, match="官7"):
        issue(reported(), ROSTER, away, NOW, submitted=False)


def test_a_decision_covers_what_it_was_given_about_and_nothing_later() -> None:
    """Whatever comes up afterwards is named again; all of it at once, time and rules together."""
    tiring = (Leg(f"{DAY + timedelta(days=1)}/day", "o2", "o1"),)
    swap = reported(tiring)
    with pytest.raises(SwapRefused, match="24 h") as caught:
        issue(swap, ROSTER, SETTING, NOW, submitted=False)
    waiver = Waiver("人手不足", "l0", caught.value.named)
    assert issue(swap, ROSTER, SETTING, NOW, submitted=False, waiver=waiver)[0].waiver == waiver
    gone = Absence("o1", at(DAY + timedelta(days=1)), at(DAY + timedelta(days=2)))
    away = replace(SETTING, absences=(gone,))
    with pytest.raises(SwapRefused) as later:
        issue(swap, ROSTER, away, at(DAY + timedelta(days=1), 9), submitted=False, waiver=waiver)
    assert later.value.setback is Setback.RUNNING
    assert "24 h" not in str(later.value)
    assert len(later.value.named) == 2  # the time, and that they are away
    assert not later.value.named & waiver.named


def test_a_second_gap_is_not_taken_for_the_first_one() -> None:
    """Two faults of one kind without a person differ by their time."""
    gap = replace(ROSTER, assignments=tuple(x for x in ROSTER.assignments if x.slot != LAST_NIGHT))
    both = replace(gap, assignments=tuple(x for x in gap.assignments if x.slot != MONDAY_NIGHT))
    assert FaultKind.NO_OFFICER in {fault.kind for fault in broken(gap, both, SETTING)}


def test_a_roster_that_has_changed_meanwhile_is_noticed() -> None:
    other = exchanged(ROSTER, (Leg(MONDAY_NIGHT, "o1", "o6"),))
    with pytest.raises(SwapRefused) as caught:
        issue(reported(), other, SETTING, NOW, submitted=False)
    assert _setback(caught) is Setback.NOT_THEIRS


@pytest.mark.parametrize(
    ("legs", "setback"),
    [
        ((Leg("nowhere", "o1", "o7"),), Setback.NOT_THEIRS),
        ((Leg(MONDAY_NIGHT, "o2", "o7"),), Setback.NOT_THEIRS),
        ((Leg(MONDAY_NIGHT, "o1", "o1"),), Setback.NOT_THEIRS),
        ((TWO[0], TWO[0]), Setback.NOT_THEIRS),
        ((TWO[0], Leg(MONDAY_NIGHT, "o1", "o6")), Setback.NOT_THEIRS),
    ],
)
def test_legs_that_do_not_fit_the_roster(legs: tuple[Leg, ...], setback: Setback) -> None:
    with pytest.raises(SwapRefused) as caught:
        asked(legs)
    assert _setback(caught) is setback


def test_a_taker_who_is_there_already_a_draft_and_an_empty_swap() -> None:
    both = replace(ROSTER, assignments=(*ROSTER.assignments, Assignment(MONDAY_NIGHT, "o7")))
    with pytest.raises(SwapRefused) as caught:
        exchanged(both, TWO)
    assert _setback(caught) is Setback.ALREADY_IN
    with pytest.raises(SwapRefused) as caught:
        ask(replace(ROSTER, version=0), TWO, swap_id="s", by="o1", reason="x", now=NOW)
    assert _setback(caught) is Setback.DRAFT
    with pytest.raises(SwapRefused) as caught:
        ask(ROSTER, TWO, swap_id="s", by="o1", reason=" ", now=NOW)
    assert _setback(caught) is Setback.EMPTY


def test_whoever_served_is_credited_not_whoever_was_rostered() -> None:
    night = ROSTER.by_id[MONDAY_NIGHT]
    half = night.start + (night.end - night.start) / 2
    served = [
        Presence("o7", night.id, night.start - timedelta(minutes=10), half),
        Presence("o6", night.id, half, night.end),
        Presence("o5", night.id, night.start, night.start + timedelta(hours=1)),
        Presence("o5", night.id, night.start, night.start + timedelta(hours=1)),
        Presence("o1", "nowhere", night.start, night.end),
    ]
    assert [duty.person for duty in credited(ROSTER, served)] == ["o6", "o7"]


class Swapping(RuleBasedStateMachine):
    """Any step at any time: only the order of the standard leads to a new version."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.roster = ROSTER
        self.swap = asked()
        self.done: list[str] = ["asked"]

    def _try(self, name: str, step: object) -> None:
        assert callable(step)
        before = self.swap
        try:
            result = step()
        except SwapRefused:
            assert self.swap == before
            return
        if isinstance(result, tuple):
            self.swap, self.roster = result
        else:
            self.swap = result
        if self.swap != before:
            self.done.append(name)

    @rule(person=st.sampled_from(["o1", "o7", "o4"]))
    def agree(self, person: str) -> None:
        self._try("agreed", lambda: agree(self.swap, Consent(person, self.now)))

    @rule(leader=st.sampled_from(["l0", ""]))
    def report(self, leader: str) -> None:
        self._try("reported", lambda: report(self.swap, leader, self.now))

    @rule(submitted=st.booleans())
    def issue(self, submitted: bool) -> None:
        self._try(
            "issued",
            lambda: issue(self.swap, self.roster, SETTING, self.now, submitted=submitted),
        )

    @rule()
    def notify(self) -> None:
        self._try("notified", lambda: notify(self.swap, self.now))

    @rule(who=st.sampled_from(["o1", "o7", "o4"]))
    def decline(self, who: str) -> None:
        self._try("declined", lambda: decline(self.swap, who))

    @rule()
    def withdraw(self) -> None:
        self._try("withdrawn", lambda: withdraw(self.swap, "o1"))

    @rule(hours=st.integers(1, 30))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def the_steps_were_taken_in_order(self) -> None:
        order = ["asked", "agreed", "reported", "issued", "notified"]
        steps = [step for step in self.done if step in order]
        assert steps == order[: len(steps)]

    @invariant()
    def only_an_issued_swap_changes_the_roster_and_only_once(self) -> None:
        issued = "issued" in self.done
        assert self.roster.version == 3 + issued
        assert (self.swap.version == 4) == issued
        assert self.roster.people_in(MONDAY_NIGHT) == (("o7",) if issued else ("o1",))
        if issued:
            assert not self.swap.waiting_for
            assert self.swap.reported_to == "l0"

    @invariant()
    def nothing_follows_an_end(self) -> None:
        ends = {"declined", "withdrawn", "notified"}
        assert not ends & set(self.done[:-1])
        assert self.swap.state.is_over == bool({"declined", "withdrawn"} & set(self.done))
        assert self.swap.state in SwapState


Swapping.TestCase.settings = settings(
    max_examples=examples(60), stateful_step_count=15, deadline=None
)
TestSwapping = Swapping.TestCase
