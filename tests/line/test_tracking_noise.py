"""What is heard on the line by the real ear, and what becomes of it in the call log."""

from __future__ import annotations

import random

import pytest

from dutyroom.devices import pcm, signals
from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.line_sound import LineSound, SoundKind
from dutyroom.line.tracking.calls import SOUND
from dutyroom.line.tracking.rules import TrackingRules
from tests.line.tracking_kit import RINGS_AND_SOUND, SOUND_ALONE, TrackedLine

_BLOCK = 800
"""Samples in a tenth of a second, at which the tracked line ticks."""


class HeardLine(TrackedLine):
    """A line whose sound goes through the ear."""

    def __init__(self, rules: TrackingRules) -> None:
        """Begin with an idle line."""
        super().__init__(rules)
        self._ear = LineSound()

    def say(self, kind: EventKind, **fields: object) -> None:
        """Have the box say something; of a ring the keeper tells the ear."""
        super().say(kind, **fields)
        if kind is EventKind.RING:
            self._ear.listen_anew()

    def play(self, sound: bytes) -> None:
        """Let the line sound, at real-time pace by its own clock."""
        for block in signals.blocks_of(sound, _BLOCK):
            for event in self._ear.feed(block):
                if event.kind is SoundKind.STIR:
                    self.tracker.stirred()
                elif event.kind is not SoundKind.RING_BACK:
                    self.take(LineEvent(EventKind(event.kind.value), SOUND, event.frame, b""))
            self.wait(0.1)

    def ring_through(self, times: int) -> None:
        """Ring, so that the ring is heard on the line as well; ends with the pause."""
        for _ in range(times):
            self.say(EventKind.RING)
            self.play(signals.tone([25, 50, 75], 1, level=0.9) + signals.silence(4))


def crackle(seconds: float) -> bytes:
    """A burst of loud noise."""
    chance = random.Random(3)  # noqa: S311 - noise, no secret
    values = pcm.samples(signals.silence(seconds))
    for index in range(len(values)):
        values[index] = chance.randint(-20_000, 20_000)
    return values.tobytes()


@pytest.mark.parametrize("rules", [RINGS_AND_SOUND, SOUND_ALONE])
def test_a_burst_of_noise_on_an_idle_line_is_no_call(rules: object) -> None:
    line = HeardLine(rules)  # type: ignore[arg-type] # one of the rules
    for seconds in (0.4, 2.0):
        line.play(signals.silence(8) + crackle(seconds))
    line.play(signals.silence(8))
    assert line.calls() == []


def test_a_ring_that_is_heard_answers_no_call() -> None:
    """Where the caller gives up after the first ring, its sound was all that there was."""
    line = HeardLine(RINGS_AND_SOUND)
    line.ring_through(1)
    line.play(signals.silence(20))
    assert line.outcome() == ("missed", "sound")


@pytest.mark.parametrize("rings", [1, 3])
def test_a_voice_after_rings_that_are_heard_is_an_answer(rings: int) -> None:
    line = HeardLine(RINGS_AND_SOUND)
    line.ring_through(rings)
    line.play(signals.murmur(15) + signals.silence(40))
    assert line.outcome() == ("answered", "sound")


@pytest.mark.parametrize("pause", [0, 4])
def test_a_call_that_rings_as_soon_as_the_last_is_over_is_answered_too(pause: float) -> None:
    """No silence parts the two where the ring is heard; who speaks then is heard all the same."""
    line = HeardLine(RINGS_AND_SOUND)
    line.ring_through(1)
    line.play(signals.murmur(8) + signals.silence(pause))
    line.ring_through(1)
    line.play(signals.murmur(11) + signals.silence(36))
    assert line.outcome("call2") == ("answered", "sound")
    assert line.recorded()[-1] == ("call2", False)


@pytest.mark.parametrize("pause", [0, 4])
def test_the_voice_of_the_last_call_answers_none(pause: float) -> None:
    """It was heard before the ring."""
    line = HeardLine(RINGS_AND_SOUND)
    line.ring_through(1)
    line.play(signals.murmur(8) + signals.silence(pause))
    line.ring_through(2)
    line.play(signals.silence(12))
    assert line.outcome("call2") == ("missed", "sound")


@pytest.mark.parametrize(("pause", "over"), [(8, False), (12, True)])
def test_a_number_in_a_long_silence_is_the_next_caller_s(pause: float, over: bool) -> None:
    """As told by a box that knows no rings; in a talk it is of one who knocks.

    It may be of one who knocks in the silence, too: whether the voice is theirs is asked.
    """
    line = HeardLine(RINGS_AND_SOUND)
    line.number("13800000001")
    line.play(signals.silence(2) + signals.murmur(6) + signals.silence(pause))
    line.number("13800000002")
    line.play(signals.silence(3) + signals.murmur(9) + signals.silence(36))
    assert line.outcome("call1") == ("answered", "sound")
    assert line.outcome("call2") == ("unknown", "nothing")
    assert (("call2", True) in line.recorded()) == over


def test_one_word_now_and_then_keeps_a_call_alive() -> None:
    """Silence alone ends it."""
    line = HeardLine(RINGS_AND_SOUND)
    line.ring_through(1)
    line.play(signals.murmur(15))
    for _ in range(4):
        line.play(signals.silence(20) + signals.murmur(0.8))
    assert "ended" not in line.told()
    line.play(signals.silence(40))
    assert line.outcome() == ("answered", "sound")
