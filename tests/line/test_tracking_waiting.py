"""Two callers on one line: the call that knocks."""

from __future__ import annotations

import pytest

from dutyroom.devices.events import EventKind
from tests.line.tracking_kit import RINGS_AND_SOUND, TrackedLine


@pytest.fixture
def line() -> TrackedLine:
    """A talk, in which a second caller knocks."""
    made = TrackedLine()
    made.ring(1)
    made.number("111")
    made.lift()
    made.wait(30)
    made.number("222")
    made.wait(3)
    return made


def test_a_knock_is_a_call_but_not_recorded_yet(line: TrackedLine) -> None:
    assert line.fact("begun", "call2").body == {"direction": "in", "waiting": True}
    assert line.numbers("call2") == ["222"]
    assert line.recorded() == [("call1", True)]


def test_a_knock_that_is_told_again_is_one_call_and_waits_on(line: TrackedLine) -> None:
    for _ in range(4):
        line.wait(10)
        line.number("222")
    assert line.calls() == ["call1", "call2"]
    assert line.told("call2") == ["begun", "numbered"]


def test_the_talker_s_number_told_again_is_no_knock(line: TrackedLine) -> None:
    line.number("111")
    assert line.calls() == ["call1", "call2"]


def test_it_is_taken_by_a_flash_and_the_recorder_follows(line: TrackedLine) -> None:
    line.say(EventKind.HOOK_FLASH)
    line.wait(20)
    line.say(EventKind.HOOK_FLASH)
    line.wait(5)
    line.lay_down()
    assert line.fact("answered", "call2").body == {"by": "hook", "seconds": 3.0}
    assert line.outcome("call1") == ("answered", "hook")
    assert line.outcome("call2") == ("answered", "hook")
    assert line.recorded() == [
        ("call1", True),
        ("call1", False),
        ("call2", True),
        ("call2", False),
        ("call1", True),
        ("call1", False),
    ]


def test_nobody_takes_it(line: TrackedLine) -> None:
    line.wait(31)
    assert line.outcome("call2") == ("missed", "hook")
    line.lay_down()
    assert line.recorded() == [("call1", True), ("call1", False)]


def test_it_rings_again_when_the_handset_is_laid_down(line: TrackedLine) -> None:
    line.lay_down()
    line.wait(2)
    line.ring(2)
    line.lift()
    line.wait(10)
    line.lay_down()
    assert line.calls() == ["call1", "call2"]
    assert line.outcome("call2") == ("answered", "hook")
    assert line.recorded()[-2:] == [("call2", True), ("call2", False)]


def test_it_had_given_up_when_the_handset_is_laid_down(line: TrackedLine) -> None:
    """No ring comes, so a handset lifted later does not answer it."""
    line.lay_down()
    line.wait(11)
    assert line.outcome("call2") == ("missed", "hook")
    line.lift()
    assert line.fact("begun", "call3").body["direction"] == "out"


def test_another_one_knocks_after_the_first_gave_up(line: TrackedLine) -> None:
    line.wait(15)
    line.number("333")
    assert line.outcome("call2") == ("missed", "hook")
    assert line.numbers("call2") == ["222"]
    assert line.numbers("call3") == ["333"]


def test_a_third_caller_is_logged_as_missed(line: TrackedLine) -> None:
    line.say(EventKind.HOOK_FLASH)
    line.wait(5)
    line.number("333")
    assert line.outcome("call3") == ("missed", "hook")
    assert line.numbers("call3") == ["333"]
    assert line.numbers("call1") == ["111"]
    line.lay_down()
    assert line.outcome("call1") == ("answered", "hook")


def test_an_outgoing_call_that_was_held_ends_as_one() -> None:
    line = TrackedLine()
    line.lift()
    line.wait(20)
    line.number("222")
    line.say(EventKind.HOOK_FLASH)
    line.wait(5)
    line.lay_down()
    assert line.outcome("call1") == ("outgoing", "hook")
    assert line.outcome("call2") == ("answered", "hook")


def test_a_flash_without_a_second_call_changes_nothing() -> None:
    line = TrackedLine()
    line.say(EventKind.HOOK_FLASH)
    line.ring(1)
    line.lift()
    line.say(EventKind.HOOK_FLASH)
    assert line.told() == ["begun", "rang", "answered"]


def test_a_ring_ends_the_held_call_too(line: TrackedLine) -> None:
    line.say(EventKind.HOOK_FLASH)
    line.wait(10)
    line.ring(1)
    assert line.outcome("call1") == ("answered", "nothing")
    assert line.outcome("call2") == ("answered", "nothing")
    assert line.calls() == ["call1", "call2", "call3"]


def test_a_record_that_ends_the_talk_lets_the_held_one_go_on(line: TrackedLine) -> None:
    line.say(EventKind.HOOK_FLASH)
    line.wait(10)
    line.say(EventKind.CALL_END, number="222", seconds=10, answered=True)
    assert line.outcome("call2") == ("answered", "record")
    assert line.recorded()[-1] == ("call1", True)
    line.lay_down()
    assert line.outcome("call1") == ("answered", "hook")


def test_the_closing_record_of_the_first_does_not_end_the_second(line: TrackedLine) -> None:
    line.lay_down()
    line.say(EventKind.CALL_END, number="111", seconds=33)
    line.ring(2)
    line.lift()
    line.lay_down()
    assert line.outcome("call2") == ("answered", "hook")


def test_without_hooks_the_busy_tone_of_the_first_brings_the_second() -> None:
    line = TrackedLine(RINGS_AND_SOUND)
    line.hear(EventKind.DIAL_TONE, 3)
    line.hear(EventKind.VOICE, 20)
    line.number("222")
    line.hear(EventKind.BUSY, 1)
    line.ring(2)
    line.hear(EventKind.VOICE, 10)
    assert line.outcome("call1") == ("outgoing", "sound")
    assert line.fact("answered", "call2").body["by"] == "sound"


def test_without_hooks_nobody_knows_whether_a_waiting_call_was_taken() -> None:
    """A flash would not have been told: the officer is asked."""
    line = TrackedLine(RINGS_AND_SOUND)
    line.ring(1)
    line.hear(EventKind.VOICE, 20)
    line.number("222")
    line.wait(20)
    line.number("333")  # a third: the second is given up
    line.wait(31)
    assert line.outcome("call2") == ("unknown", "nothing")
    assert line.outcome("call3") == ("unknown", "nothing")


def quiet_talk(rings: int, seconds: float = 12) -> TrackedLine:
    """Return a talk on a line without hook events that has been quiet for a while."""
    line = TrackedLine(RINGS_AND_SOUND)
    if rings:
        line.ring(rings)
    line.number("111")
    line.hear(EventKind.VOICE, 20)
    line.wait(5)  # silence is told of late
    line.hear(EventKind.SILENCE, seconds - 5)
    return line


def test_a_box_that_tells_rings_tells_of_the_next_one_s_too() -> None:
    """However quiet the talk: a number without a ring knocks, until a ring comes behind it."""
    line = quiet_talk(rings=1)
    line.number("222")
    assert line.fact("begun", "call2").body["waiting"] is True
    assert "ended" not in line.told("call1")
    line.wait(1)
    line.ring(2)
    line.hear(EventKind.VOICE, 20)
    line.hear(EventKind.BUSY)
    assert line.calls() == ["call1", "call2"]
    assert line.outcome("call1") == ("answered", "sound")
    assert line.outcome("call2") == ("answered", "sound")


def test_a_talk_that_was_quiet_before_a_ring_was_over_then() -> None:
    line = quiet_talk(rings=1)
    quiet = line.now.back(7)
    line.ring(1)
    assert line.fact("ended", "call1").occurred_at == quiet.at
    assert line.outcome("call1") == ("answered", "sound")


def test_a_knock_in_a_quiet_talk_is_not_lost_as_answered() -> None:
    """A box that tells numbers alone: the voices that go on may be those of the talk."""
    line = quiet_talk(rings=0)
    line.number("222")
    assert line.fact("begun", "call2").body["sign"] == "in_silence"
    line.wait(2)
    line.hear(EventKind.VOICE, 20)
    assert line.fact("answered", "call2").body == {"by": "nothing", "seconds": None}
    line.hear(EventKind.BUSY)
    assert line.outcome("call1") == ("answered", "sound")
    assert line.outcome("call2") == ("unknown", "nothing")
    assert line.fact("ended", "call2").body["seconds"] == pytest.approx(20, abs=1)
    assert line.recorded() == [
        ("call1", True), ("call1", False), ("call2", True), ("call2", False)
    ]  # fmt: skip


def test_nobody_has_answered_where_nobody_speaks_any_more() -> None:
    """Neither one who knocked nor the next caller."""
    line = quiet_talk(rings=0)
    line.number("222")
    line.wait(61)
    assert line.outcome("call2") == ("missed", "sound")


def test_a_ring_takes_the_doubt_away() -> None:
    line = quiet_talk(rings=0)
    line.number("222")
    line.wait(1)
    line.ring(2)
    line.hear(EventKind.VOICE, 20)
    line.hear(EventKind.BUSY)
    assert line.calls() == ["call1", "call2"]
    assert line.outcome("call2") == ("answered", "sound")
