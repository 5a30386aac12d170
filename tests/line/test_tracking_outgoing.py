"""Outgoing calls: what was dialled, and their end."""

from __future__ import annotations

from dutyroom.devices.events import EventKind
from tests.line.tracking_kit import OUT, RINGS_ALONE, RINGS_AND_SOUND, TrackedLine


def dial(line: TrackedLine, digits: str, pause: float = 0.2) -> None:
    """Press keys."""
    for digit in digits:
        line.say(EventKind.DTMF, number=digit)
        line.wait(pause)


def test_digits_are_gathered_into_the_number() -> None:
    line = TrackedLine()
    line.lift()
    line.wait(1)
    dial(line, "04802216119")
    assert line.numbers() == []
    line.wait(4)
    assert line.numbers() == ["04802216119"]
    line.wait(60)
    line.lay_down()
    assert line.told() == ["begun", "numbered", "ended"]
    assert line.fact("begun").body["direction"] == "out"
    assert line.outcome() == ("outgoing", "hook")
    assert line.recorded() == [("call1", True), ("call1", False)]


def test_digits_of_a_call_that_ends_at_once_are_kept() -> None:
    line = TrackedLine()
    line.lift()
    dial(line, "110")
    line.lay_down()
    assert line.told() == ["begun", "numbered", "ended"]
    assert line.numbers() == ["110"]


def test_keys_pressed_in_the_talk_are_no_number() -> None:
    line = TrackedLine()
    line.lift()
    dial(line, "114")
    line.wait(5)
    dial(line, "2")
    line.wait(5)
    line.lay_down()
    assert line.numbers() == ["114"]


def test_keys_pressed_by_a_caller_are_no_number() -> None:
    line = TrackedLine()
    line.ring(1)
    line.lift()
    dial(line, "123")
    line.wait(5)
    line.lay_down()
    assert line.numbers() == []


def test_a_number_that_never_ends_is_cut() -> None:
    line = TrackedLine()
    line.lift()
    dial(line, "1" * 100)
    line.lay_down()
    assert line.numbers() == ["1" * 40]


def test_the_box_s_own_record_of_the_dialled_number_goes_before_keys() -> None:
    line = TrackedLine()
    line.lift()
    dial(line, "0480221611")
    line.say(EventKind.CALLER_ID, number="04802216119", direction=OUT)
    line.wait(5)
    line.lay_down()
    assert line.numbers() == ["04802216119"]


def test_a_lifted_handset_without_a_number_is_a_call_all_the_same() -> None:
    line = TrackedLine()
    line.lift()
    line.wait(2)
    line.lay_down()
    assert line.told() == ["begun", "ended"]
    assert line.outcome() == ("outgoing", "hook")


def test_a_dialled_number_ends_whatever_was_on_the_line() -> None:
    line = TrackedLine()
    line.ring(1)
    line.number("111")
    line.lift()
    line.wait(5)
    line.number("222")  # knocks
    line.say(EventKind.CALLER_ID, number="110", direction=OUT)
    line.wait(5)
    line.lay_down()
    assert line.outcome("call1") == ("answered", "nothing")
    assert line.outcome("call2") == ("unknown", "nothing")
    assert line.outcome("call3") == ("outgoing", "hook")


def test_without_hooks_the_dial_tone_begins_and_the_busy_tone_ends() -> None:
    line = TrackedLine(RINGS_AND_SOUND)
    line.hear(EventKind.DIAL_TONE, 2)
    line.hear(EventKind.DTMF, 0.2, key="1")
    line.hear(EventKind.DTMF, 5, key="0")
    line.hear(EventKind.VOICE, 20)
    line.hear(EventKind.BUSY)
    assert line.numbers() == ["10"]
    assert line.outcome() == ("outgoing", "sound")


def test_without_hooks_a_long_silence_ends_it_when_it_began() -> None:
    line = TrackedLine(RINGS_AND_SOUND)
    line.hear(EventKind.DIAL_TONE, 2)
    line.hear(EventKind.VOICE, 20)
    quiet = line.now
    line.hear(EventKind.SILENCE, 31)
    assert line.fact("ended").occurred_at == quiet.at


def test_a_silence_from_before_the_call_does_not_shorten_it() -> None:
    line = TrackedLine(RINGS_AND_SOUND)
    line.hear(EventKind.SILENCE, 300)
    line.hear(EventKind.DIAL_TONE, 40)  # the handset lies beside the telephone
    assert "ended" not in line.told()


def test_without_hooks_and_sound_only_the_box_s_record_ends_it() -> None:
    line = TrackedLine(RINGS_ALONE)
    line.say(EventKind.CALLER_ID, number="110", direction=OUT)
    line.wait(60)
    line.say(EventKind.CALL_END, number="110", direction=OUT, seconds=50)
    assert line.outcome() == ("outgoing", "record")
