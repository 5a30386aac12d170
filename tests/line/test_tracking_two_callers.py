"""Two callers, one right after the other: each is a call, and no number takes another's place."""

from __future__ import annotations

import pytest

from dutyroom.devices.events import EventKind
from tests.line.tracking_kit import HOOKS, RINGS_ALONE, TrackedLine


@pytest.mark.parametrize(
    ("rules", "missed"), [(HOOKS, ("missed", "hook")), (RINGS_ALONE, ("unknown", "nothing"))]
)
@pytest.mark.parametrize("between", [2.0, 5.0, 9.0])
def test_a_ring_and_another_number_are_another_call(
    rules: object, missed: tuple[str, str], between: float
) -> None:
    """Whatever the pause; the ring before the number was the second caller's first."""
    line = TrackedLine(rules)  # type: ignore[arg-type] # one of the rules
    line.ring(1)
    line.number("13800000001")
    line.wait(3)
    line.ring(2)
    line.wait(between)
    line.ring(1)
    line.number("13900000002")
    line.wait(11)
    assert line.numbers("call1") == ["13800000001"]
    assert line.numbers("call2") == ["13900000002"]
    assert line.outcome("call1") == missed
    assert line.fact("rang", "call1").body["count"] == 3
    assert line.fact("rang", "call2").body["count"] == 1
    first_ring = line.fact("begun", "call2").occurred_at
    told = line.fact("numbered", "call2").occurred_at
    assert (told - first_ring).total_seconds() == pytest.approx(1)
    assert line.fact("ended", "call1").occurred_at == first_ring


def test_two_records_of_a_box_that_tells_no_rings_are_two_calls() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.number("13800000001")
    line.wait(3)
    line.number("13900000002")
    assert line.numbers("call1") == ["13800000001"]
    assert line.numbers("call2") == ["13900000002"]


def test_what_a_box_says_better_at_once_is_the_same_call() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.number("13800000007")
    line.wait(1)
    line.number("13800000001")
    line.wait(1)
    line.ring(2)
    assert line.calls() == ["call1"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"number": "057188886666"}, {"number": "88886666"}),
        ({"number": "138****0001"}, {"number": "13800000001"}),
        ({"number": "13800000007", "checksum": False}, {"number": "13800000001"}),
    ],
)
def test_one_telephone_in_two_forms_is_one_call(
    first: dict[str, object], second: dict[str, object]
) -> None:
    """With and without its area code, masked and whole, garbled and sound."""
    line = TrackedLine()
    line.ring(1)
    line.say(EventKind.CALLER_ID, **first)
    line.wait(3)
    line.ring(1)
    line.say(EventKind.CALLER_ID, **second)
    line.lift()
    assert line.calls() == ["call1"]
