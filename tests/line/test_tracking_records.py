"""Closing records: present, late, of a call that nobody heard of."""

from __future__ import annotations

import pytest

from dutyroom.devices.events import EventKind
from tests.line.tracking_kit import (
    IN,
    OUT,
    RINGS_ALONE,
    RINGS_AND_SOUND,
    START,
    TrackedLine,
)

END = EventKind.CALL_END


def test_a_record_ends_a_ringing_call_and_says_that_it_was_answered() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.ring(2)
    line.wait(4)
    line.say(END, seconds=3, answered=True)
    assert line.fact("answered").body == {"by": "record", "seconds": 7.0}
    assert line.fact("ended").body == {
        "outcome": "answered",
        "by": "record",
        "seconds": 3.0,
        "after": 0,
    }


def test_a_record_that_knows_no_length_leaves_it_open() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.ring(2)
    line.say(END, answered=True)
    assert "answered" not in line.told()
    assert line.fact("ended").body == {
        "outcome": "answered",
        "by": "record",
        "seconds": None,
        "after": 0,
    }


@pytest.mark.parametrize("seconds", [0, None])
def test_a_record_says_that_nobody_answered(seconds: int | None) -> None:
    line = TrackedLine(RINGS_ALONE)
    line.ring(2)
    line.say(END, seconds=seconds, answered=False)
    assert line.outcome() == ("missed", "record")


def test_a_record_that_does_not_say_whether_is_asked_about() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.ring(2)
    line.say(END, seconds=12)
    assert line.outcome() == ("unknown", "record")


def test_where_the_box_tells_of_the_handset_an_unanswered_call_is_missed() -> None:
    """Some boxes count the ringing into the length of the call."""
    line = TrackedLine()
    line.ring(2)
    line.say(END, seconds=12, direction=IN)
    assert line.outcome() == ("missed", "record")


def test_the_record_after_on_hook_says_nothing_new() -> None:
    line = TrackedLine()
    line.ring(1)
    line.number("111")
    line.lift()
    line.wait(10)
    line.lay_down()
    line.say(END, number="111", seconds=10, direction=IN)
    assert line.calls() == ["call1"]
    assert line.told().count("ended") == 1


def test_a_late_record_says_what_was_not_known() -> None:
    """Even long after: the talk went on unheard, and the record tells its length."""
    line = TrackedLine(RINGS_ALONE)
    line.ring(2)
    line.number("111")
    line.wait(610)
    line.say(END, number="111", seconds=600, answered=True)
    assert line.calls() == ["call1"]
    first, second = (fact for fact in line.facts if fact.kind == "call.ended")
    assert first.body == {"outcome": "unknown", "by": "nothing", "seconds": None, "after": 0}
    assert second.body == {"outcome": "answered", "by": "record", "seconds": 600.0, "after": 0}
    line.say(END, number="111", seconds=600, answered=True)
    assert line.told().count("ended") == 2


def test_a_late_record_that_does_not_know_either_says_nothing() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.ring(2)
    line.wait(20)
    line.say(END, seconds=10)
    line.say(END, seconds=10, answered=False)
    ends = [fact.body["outcome"] for fact in line.facts if fact.kind == "call.ended"]
    assert ends == ["unknown", "missed"]


def test_a_late_record_finds_its_call_behind_a_newer_one() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.ring(1)
    line.number("111")
    line.wait(20)
    line.ring(1)
    line.number("222")
    line.say(END, number="(010) 111", seconds=5, answered=True)
    assert line.told("call1").count("ended") == 1  # other digits: not this caller
    line.say(END, number="111", seconds=5, answered=True)
    assert line.told("call1").count("ended") == 2
    assert "ended" not in line.told("call2")


def test_a_record_of_a_call_that_nobody_heard_of_is_a_call() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.wait(300)
    line.say(END, number="333", direction=IN, seconds=60, answered=True)
    assert line.told() == ["begun", "numbered", "ended"]
    assert (line.now.at - line.fact("begun").occurred_at).total_seconds() == pytest.approx(60)
    assert line.fact("ended").body == {
        "outcome": "answered",
        "by": "record",
        "seconds": 60.0,
        "after": 0,
    }
    assert line.recorded() == []


def test_an_outgoing_record_is_not_mistaken_for_the_last_incoming_call() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.ring(1)
    line.wait(20)
    line.say(END, number="110", direction=OUT, seconds=5)
    assert line.told("call1").count("ended") == 1
    assert line.outcome("call2") == ("outgoing", "record")


def test_a_record_long_after_the_last_call_is_another_call_s() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.ring(1)
    line.wait(300)
    line.say(END, seconds=20, answered=True)
    assert line.calls() == ["call1", "call2"]


def test_a_talk_known_by_sound_is_closed_by_its_record() -> None:
    line = TrackedLine(RINGS_AND_SOUND)
    line.ring(1)
    line.wait(1)
    line.hear(EventKind.VOICE, 20)
    line.say(END, seconds=20, answered=True)
    assert line.outcome() == ("answered", "record")
    assert line.fact("answered").body["by"] == "sound"


def test_a_record_longer_than_the_call_does_not_answer_before_it_rang() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.ring(1)
    line.say(END, seconds=9999, answered=True)
    assert line.fact("answered").occurred_at >= START.at
