"""Calls on hold: silence ended them by a guess, and a voice without a ring comes back."""

from __future__ import annotations

import pytest

from dutyroom.devices.events import EventKind
from dutyroom.line.tracking.rules import TrackingRules
from tests.line.tracking_kit import RINGS_AND_SOUND, SOUND_ALONE, TrackedLine


def on_hold(silent: float = 60.0, rules: TrackingRules = RINGS_AND_SOUND) -> TrackedLine:
    """A line whose caller talked for 20 s and then was silent for some time."""
    line = TrackedLine(rules)
    line.ring(2)
    line.number()
    line.wait(5)
    line.hear(EventKind.VOICE, 20)
    line.hear(EventKind.SILENCE, silent)
    return line


def test_a_voice_after_the_guessed_end_goes_on_with_the_same_call() -> None:
    line = on_hold(60)
    assert line.outcome() == ("answered", "sound")
    line.hear(EventKind.VOICE, 20)
    assert line.calls() == ["call1"]
    assert line.told()[-2:] == ["ended", "went_on"]
    assert line.fact("went_on").body == {"seconds": 60.0}
    assert line.recorded() == [("call1", True), ("call1", False), ("call1", True)]


def test_the_call_that_went_on_ends_as_any_other_and_may_go_on_again() -> None:
    line = on_hold()
    for _ in range(2):
        line.hear(EventKind.VOICE, 20)
        line.hear(EventKind.SILENCE, 60)
    assert line.told()[-5:] == ["ended", "went_on", "ended", "went_on", "ended"]
    assert line.tracker.call is None
    talked = [fact.body["seconds"] for fact in line.facts if fact.kind == "call.ended"]
    assert talked == sorted(talked, key=float)  # type: ignore[arg-type] # all are numbers
    counted = [fact.body["after"] for fact in line.facts if fact.kind == "call.ended"]
    assert counted == [0, 1, 2]  # whatever the clock says, which end is the last one


def test_a_click_is_no_voice() -> None:
    """The ear says voice for 0.3 s of sound; what lasts less than two seconds may be a ring."""
    line = on_hold()
    line.hear(EventKind.VOICE, 1)
    line.hear(EventKind.SILENCE, 60)
    assert "went_on" not in line.told()


def test_a_ring_makes_another_call_of_what_follows() -> None:
    line = on_hold()
    line.ring(2)
    line.wait(5)
    line.hear(EventKind.VOICE, 20)
    assert line.calls() == ["call1", "call2"]
    assert "went_on" not in line.told()


def test_a_ring_that_is_heard_as_a_voice_first_is_a_ring() -> None:
    line = on_hold()
    line.hear(EventKind.VOICE, 1)
    line.ring(2)
    line.hear(EventKind.VOICE, 20)
    assert line.calls() == ["call1", "call2"]
    assert "went_on" not in line.told()


@pytest.mark.parametrize("sign", [EventKind.BUSY, EventKind.ON_HOOK, EventKind.CALL_END])
def test_what_proves_that_it_is_over_lets_no_call_go_on(sign: EventKind) -> None:
    line = on_hold()
    line.say(sign)
    line.hear(EventKind.VOICE, 20)
    assert "went_on" not in line.told()
    assert line.recorded()[-1][1], "and yet the voice is recorded"


def test_a_dial_tone_begins_another_call() -> None:
    line = on_hold()
    line.hear(EventKind.DIAL_TONE, 3)
    line.hear(EventKind.VOICE, 20)
    assert line.calls() == ["call1", "call2"]


def test_after_a_long_time_the_voice_is_a_call_of_its_own_and_is_recorded() -> None:
    rules = TrackingRules(hooks=False, sound=True, hold=300)
    line = on_hold(400, rules)
    line.hear(EventKind.VOICE, 20)
    assert line.calls() == ["call1", "call2"]
    assert line.fact("begun", "call2").body["direction"] == "out"
    assert line.recorded()[-1] == ("call2", True)


def test_a_voice_on_a_line_where_no_hook_is_told_is_recorded_though_nobody_rang() -> None:
    """Somebody called out, and the dial tone was not made out."""
    line = TrackedLine(RINGS_AND_SOUND)
    line.hear(EventKind.VOICE, 20)
    line.hear(EventKind.SILENCE, 31)
    assert line.outcome() == ("outgoing", "sound")
    assert line.recorded() == [("call1", True), ("call1", False)]


def test_a_talk_that_outlived_its_box_goes_on_when_the_box_is_back() -> None:
    """The handset is believed, but nothing was told of it after the silence."""
    line = TrackedLine()
    line.ring(1)
    line.lift()
    line.lose()
    line.hear(EventKind.SILENCE, 60)
    line.find()
    line.hear(EventKind.VOICE, 20)
    assert line.calls() == ["call1"]
    assert line.told()[-1] == "went_on"
    line.lay_down()
    assert line.recorded()[-1] == ("call1", False)


def test_a_voice_that_a_closing_record_ends_begins_no_second_call() -> None:
    line = TrackedLine(RINGS_AND_SOUND)
    line.ring(2)
    line.wait(5)
    line.hear(EventKind.VOICE, 20)
    line.say(EventKind.CALL_END, seconds=20, answered=True)
    line.wait(10)
    assert line.calls() == ["call1"]


def test_without_a_box_nothing_tells_two_calls_apart_but_silence() -> None:
    line = TrackedLine(SOUND_ALONE)
    line.hear(EventKind.VOICE, 20)
    line.hear(EventKind.SILENCE, 60)
    line.hear(EventKind.VOICE, 20)
    assert line.calls() == ["call1", "call2"]
