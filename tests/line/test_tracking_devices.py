"""Devices that come and go, lines without a box, and a keeper that was killed."""

from __future__ import annotations

from dutyroom.devices.events import Direction, EventKind
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.rules import TrackingRules
from tests.line.tracking_kit import (
    HOOKS,
    RINGS_ALONE,
    RINGS_AND_SOUND,
    SOUND_ALONE,
    TrackedLine,
)

NO_SOUND = TrackingRules(hooks=True, sound=False)


def test_a_box_lost_in_a_talk_is_told_and_silence_ends_the_call() -> None:
    line = TrackedLine()
    line.ring(1)
    line.lift()
    line.hear(EventKind.VOICE, 20)
    line.lose()
    line.hear(EventKind.SILENCE, 31)
    assert line.told() == ["begun", "rang", "answered", "disturbed", "ended"]
    assert line.fact("disturbed").body == {"what": "box", "back": False}
    assert line.outcome() == ("answered", "sound")


def test_a_box_that_is_back_still_tells_the_end() -> None:
    line = TrackedLine()
    line.ring(1)
    line.lift()
    line.hear(EventKind.VOICE, 5)
    line.lose()
    line.wait(3)
    line.find()
    line.lay_down()
    assert line.outcome() == ("answered", "hook")


def test_a_box_lost_while_it_rings_leaves_the_outcome_open() -> None:
    line = TrackedLine(NO_SOUND)
    line.ring(2)
    line.lose()
    line.wait(11)
    assert line.outcome() == ("unknown", "device_lost")


def test_a_box_lost_while_it_rings_is_replaced_by_the_ear() -> None:
    line = TrackedLine()
    line.ring(2)
    line.lose()
    line.wait(2)
    line.hear(EventKind.VOICE, 30)
    line.hear(EventKind.BUSY, 1)
    assert line.fact("answered").body["by"] == "sound"
    assert line.outcome() == ("answered", "sound")


def test_a_ring_after_the_box_is_back_proves_that_nobody_answered() -> None:
    line = TrackedLine(NO_SOUND)
    line.ring(2)
    line.lose()
    line.wait(2)
    line.find()
    line.ring(1)
    line.wait(11)
    assert line.outcome() == ("missed", "hook")


def test_while_the_box_is_gone_a_voice_makes_a_call() -> None:
    """A call must be recorded even while the box is unplugged."""
    line = TrackedLine()
    line.lose()
    line.wait(60)
    line.hear(EventKind.VOICE, 20)
    line.hear(EventKind.SILENCE, 31)
    assert line.told() == ["begun", "answered", "ended"]
    assert line.recorded() == [("call1", True), ("call1", False)]


def test_a_voice_on_the_idle_line_of_a_box_that_is_there_is_no_call() -> None:
    line = TrackedLine()
    line.lose()
    line.find()
    line.hear(EventKind.VOICE, 20)
    assert line.calls() == []


def test_losing_devices_of_an_idle_line_concerns_no_call() -> None:
    line = TrackedLine()
    line.lose("sound")
    line.find("sound")
    line.lose()
    line.find()
    assert line.facts == []


def test_sound_lost_in_a_call_is_told() -> None:
    line = TrackedLine()
    line.ring(1)
    line.lose("sound")
    line.find("sound")
    line.wait(11)
    assert line.told().count("disturbed") == 2
    assert line.outcome() == ("missed", "hook")  # the box was there all the time


def test_without_a_box_the_sound_alone_makes_calls() -> None:
    line = TrackedLine(SOUND_ALONE)
    line.hear(EventKind.VOICE, 20)
    line.hear(EventKind.SILENCE, 31)
    line.hear(EventKind.DIAL_TONE, 2)
    line.hear(EventKind.DTMF, 5, key="5")
    line.hear(EventKind.BUSY, 5)
    assert line.fact("answered", "call1").body == {"by": "sound", "seconds": None}
    assert line.outcome("call1") == ("answered", "sound")
    assert line.outcome("call2") == ("outgoing", "sound")


def test_without_a_box_short_pauses_do_not_cut_a_talk() -> None:
    line = TrackedLine(SOUND_ALONE)
    for _ in range(10):
        line.hear(EventKind.VOICE, 10)
        line.hear(EventKind.SILENCE, 20)
    assert line.calls() == ["call1"]
    assert "ended" not in line.told()


def resumed(phase: Phase, rules: TrackingRules = HOOKS) -> TrackedLine:
    """A line whose keeper found a call open that began a minute ago."""
    line = TrackedLine(rules)
    began = line.now.back(60)
    call = TrackedCall("old", Direction.IN, began, phase, rings=1)
    if phase is Phase.TALKING:
        call.answered = began.back(-5)
    line.steps += line.tracker.resume(call, line.now)
    return line


def test_a_call_goes_on_after_a_crash() -> None:
    line = resumed(Phase.TALKING)
    assert line.told("old") == ["disturbed"]
    assert line.recorded() == [("old", True)]
    line.wait(10)
    line.lay_down()
    assert line.fact("ended", "old").body == {
        "outcome": "answered",
        "by": "hook",
        "seconds": 65.0,
        "after": 0,
    }


def test_a_call_whose_end_was_missed_in_a_crash_ends_by_silence() -> None:
    line = resumed(Phase.TALKING)
    line.hear(EventKind.SILENCE, 31)
    assert line.outcome("old") == ("answered", "sound")


def test_a_call_that_rang_before_a_crash_may_have_been_answered_in_it() -> None:
    line = resumed(Phase.RINGING, NO_SOUND)
    line.wait(11)
    assert line.outcome("old") == ("unknown", "nothing")


def test_a_call_that_still_rings_after_a_crash_is_followed_as_ever() -> None:
    line = resumed(Phase.RINGING, NO_SOUND)
    line.ring(2)
    line.wait(11)
    assert line.outcome("old") == ("missed", "hook")


def test_a_talk_is_heard_on_after_a_crash_while_it_rang() -> None:
    line = resumed(Phase.RINGING)
    line.hear(EventKind.VOICE, 10)
    assert line.fact("answered", "old").body["by"] == "sound"


def test_who_knocked_before_a_crash_waits_beside_the_talk_after_it() -> None:
    line = resumed(Phase.TALKING)
    assert line.tracker.may_resume()
    second = TrackedCall("second", Direction.IN, line.now.back(9), Phase.RINGING, rings=1)
    line.steps += line.tracker.resume(second, line.now)
    assert not line.tracker.may_resume()
    line.lay_down()
    assert line.outcome("old") == ("answered", "hook")
    assert line.recorded()[-1] == ("second", True)
    line.lift()
    assert line.told("second") == ["disturbed", "answered"]


def test_who_knocked_before_a_crash_may_have_been_taken_in_it() -> None:
    line = resumed(Phase.TALKING)
    second = TrackedCall("second", Direction.IN, line.now.back(9), Phase.RINGING)
    line.steps += line.tracker.resume(second, line.now)
    line.wait(31)
    assert line.outcome("second") == ("unknown", "nothing")


def test_two_calls_that_rang_before_a_crash_cannot_both_be_on_the_line() -> None:
    assert not resumed(Phase.RINGING).tracker.may_resume()


def test_what_concerns_no_call_makes_none() -> None:
    line = TrackedLine(RINGS_ALONE)
    for kind in (
        *(EventKind.MESSAGE_WAITING, EventKind.UNKNOWN, EventKind.LINE_LOST),
        *(EventKind.LINE_FOUND, EventKind.BUSY, EventKind.SILENCE, EventKind.VOICE),
        *(EventKind.ON_HOOK, EventKind.RING_STOPPED, EventKind.DTMF),
    ):
        line.say(kind)
    line.wait(60)
    assert line.steps == []


def test_what_nobody_heard_is_not_known_by_the_sound() -> None:
    """Lost before the ring or while it rings: the officer is asked; a later ring begins anew."""
    before, during, again = (TrackedLine(RINGS_AND_SOUND) for _ in range(3))
    before.lose("sound")
    for line in (before, during, again):
        line.ring(2)
    during.lose("sound")
    again.lose("sound")
    again.find("sound")
    again.wait(2)
    again.ring(1)
    for line in (before, during, again):
        line.wait(30)
    assert before.outcome() == during.outcome() == ("unknown", "device_lost")
    assert again.outcome() == ("missed", "sound")


def test_lost_sound_is_no_silence() -> None:
    """A talk is not over because nobody hears it; silence counts from when there is sound again."""
    line = TrackedLine(RINGS_AND_SOUND)
    line.ring(1)
    line.hear(EventKind.VOICE, 20)
    line.hear(EventKind.SILENCE, 5)
    line.lose("sound")
    line.wait(100)
    line.find("sound")
    line.wait(20)
    assert "ended" not in line.told()
    line.wait(20)
    assert line.outcome() == ("answered", "sound")
