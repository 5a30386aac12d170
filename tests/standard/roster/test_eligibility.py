"""Each reason against somebody in a slot, and what may be decided against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from dutyroom.standard.roster.admitting import decisions
from dutyroom.standard.roster.eligibility import (
    OVERRIDABLE,
    Eligibility,
    Override,
    Refusal,
    RefusalKind,
)
from dutyroom.standard.roster.patterns import PATTERNS, slots
from dutyroom.standard.roster.rules import ONE_DAY, Policy, Rules
from dutyroom.standard.roster.values import Absence, Person, PostKind, Role, Slot
from tests.standard.roster.scenes import CALENDAR, OFFICER, at

DAY: Final = date(2026, 2, 17)
STRICT: Final = Rules(training=Policy.BLOCK, holiday_training=Policy.BLOCK)
FIT: Final = Person(
    "o", "张三", OFFICER, training_until=date(2026, 12, 31), holiday_trained=(date(2026, 2, 10),)
)


def _slot(shift: str = "night", day: date = DAY) -> Slot:
    found = slots(PATTERNS["day-night"], day, day, CALENDAR, STRICT)
    return next(slot for slot in found if slot.shift == shift)


def _refusals(
    person: Person,
    slot: Slot | None = None,
    rules: Rules = STRICT,
    *,
    absences: tuple[Absence, ...] = (),
    overrides: tuple[Override, ...] = (),
) -> list[Refusal]:
    return Eligibility(absences, CALENDAR, rules, overrides).refusals(person, slot or _slot())


def test_nothing_stands_against_somebody_fit() -> None:
    assert _refusals(FIT) == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"post": PostKind.OTHER}, RefusalKind.POST),
        ({"active_from": date(2026, 2, 18)}, RefusalKind.NOT_YET),
        ({"active_until": date(2026, 2, 17)}, RefusalKind.NO_LONGER),
        ({"training_until": date(2026, 2, 16)}, RefusalKind.TRAINING),
        ({"training_until": None}, RefusalKind.TRAINING),
        ({"holiday_trained": ()}, RefusalKind.HOLIDAY_TRAINING),
        ({"holiday_trained": (date(2026, 1, 1),)}, RefusalKind.HOLIDAY_TRAINING),
        ({"holiday_trained": (date(2026, 2, 18),)}, RefusalKind.HOLIDAY_TRAINING),
    ],
)
def test_each_rule_refuses_by_itself(change: dict[str, object], kind: RefusalKind) -> None:
    (refusal,) = _refusals(replace(FIT, **change))  # type: ignore[arg-type]  # one field each
    assert refusal.kind is kind
    assert refusal.blocking
    assert "张三" in refusal.words


def test_a_night_that_ends_after_somebody_has_left_says_when_it_ends() -> None:
    last = replace(FIT, active_until=DAY)
    (night,) = _refusals(last)
    assert night.words == "张三 serves only until 2026-02-17; that shift ends 2026-02-18 08:30"
    (later,) = _refusals(last, _slot(day=DAY + timedelta(days=1)))
    assert later.words == "张三 serves only until 2026-02-17"


def test_a_night_until_the_morning_after_the_last_day_is_too_long() -> None:
    last = replace(FIT, active_until=DAY)
    assert [r.kind for r in _refusals(last, _slot("night"))] == [RefusalKind.NO_LONGER]
    assert _refusals(last, _slot("day")) == []


def test_trainings_warn_block_or_do_not_matter() -> None:
    untrained = replace(FIT, training_until=None, holiday_trained=())
    warned = _refusals(untrained, rules=Rules())
    assert [refusal.blocking for refusal in warned] == [False, False]
    assert _refusals(untrained, rules=Rules(training=Policy.OFF, holiday_training=Policy.OFF)) == []


def test_an_ordinary_day_needs_no_holiday_training() -> None:
    assert _refusals(replace(FIT, holiday_trained=()), _slot("day", date(2026, 3, 4))) == []


def test_a_leave_touches_from_its_first_to_its_last_minute() -> None:
    slot = _slot("day")
    before = Absence("o", slot.start - timedelta(hours=9), slot.start)
    after = Absence("o", slot.end, slot.end + timedelta(hours=9))
    other = Absence("x", slot.start, slot.end)
    assert _refusals(FIT, slot, absences=(before, after, other)) == []
    minute = Absence("o", slot.end - timedelta(minutes=1), slot.end)
    twice = _refusals(FIT, slot, absences=(minute, minute))
    assert [refusal.absence for refusal in twice] == [minute, minute]


def test_a_decision_with_a_reason_lifts_what_may_be_lifted() -> None:
    hired = replace(FIT, post=PostKind.OTHER)
    lifted = Override("o", RefusalKind.POST, DAY, DAY, "无人可派", "李局长")
    assert _refusals(hired, overrides=(lifted,)) == []
    assert _refusals(hired, _slot("day", date(2026, 2, 18)), overrides=(lifted,)) != []
    assert _refusals(replace(hired, id="p"), overrides=(lifted,)) != []
    for kind in RefusalKind:
        if kind not in OVERRIDABLE:
            with pytest.raises(ValueError, match="set aside"):
                Override("o", kind, DAY, DAY, "x", "y")
    with pytest.raises(ValueError, match="reason"):
        Override("o", RefusalKind.POST, DAY, DAY, " ", "y")


def test_a_decision_that_was_taken_back_holds_for_what_had_begun() -> None:
    """A shift that begins later that day is not admitted any more."""
    hired = replace(FIT, post=PostKind.OTHER)
    day, night = _slot("day"), _slot("night")
    lifted = Override("o", RefusalKind.POST, DAY, DAY, "无人可派", "李局长", at(DAY, 10))
    assert _refusals(hired, day, overrides=(lifted,)) == []
    assert [each.kind for each in _refusals(hired, night, overrides=(lifted,))] == [
        RefusalKind.POST
    ]


def test_a_week_is_admitted_day_by_day() -> None:
    """Several decisions together may cover it; with a day between them nobody is admitted."""
    monday = date(2026, 3, 2)
    found = slots(PATTERNS["day-night-week"], monday, monday + timedelta(days=6), CALENDAR, STRICT)
    week = next(slot for slot in found if slot.role == "leader")
    hired = replace(FIT, roles=frozenset({Role.LEADER}), post=PostKind.OTHER)

    def decided(*days: tuple[int, int]) -> tuple[Override, ...]:
        return tuple(
            Override(
                "o", RefusalKind.POST, monday + n * ONE_DAY, monday + m * ONE_DAY, "缺员", "李"
            )
            for n, m in days
        )

    assert _refusals(hired, week, overrides=decided((0, 6))) == []
    assert _refusals(hired, week, overrides=decided((0, 2), (3, 9))) == []
    assert _refusals(hired, week, overrides=decided((0, 5))) != []
    assert _refusals(hired, week, overrides=decided((0, 2), (4, 9))) != []


def test_only_the_decisions_that_are_needed_are_told() -> None:
    hired = replace(FIT, post=PostKind.OTHER, training_until=None)
    both = [
        Override("o", kind, DAY, DAY, "缺员", "李局长")
        for kind in (RefusalKind.POST, RefusalKind.TRAINING, RefusalKind.HOLIDAY_TRAINING)
    ]
    eligible = Eligibility((), CALENDAR, STRICT, both)
    assert eligible.overrides(hired, _slot()) == both[:2]
    assert eligible.overrides(FIT, _slot()) == []
    (words,) = decisions(both[:2]).splitlines()
    assert words == "kind of post, training, 2026-02-17, by 李局长: 缺员"


def test_somebody_of_the_other_role_is_refused() -> None:
    slot = next(
        s for s in slots(PATTERNS["day-night"], DAY, DAY, CALENDAR, STRICT) if s.role == "leader"
    )
    assert [refusal.kind for refusal in _refusals(FIT, slot)] == [RefusalKind.ROLE]
    assert at(DAY, 8.5) == slot.start
