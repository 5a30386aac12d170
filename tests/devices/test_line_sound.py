"""What the ear makes out on a line, and what it must not."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.devices import pcm, signals
from dutyroom.devices.line_sound import LineSound, Patience, SoundEvent, SoundKind
from dutyroom.devices.tones import Hearing
from tests.thorough import examples

TONE, QUIET = signals.tone, signals.silence


def _hear(sound: bytes, block: int = 800, ear: LineSound | None = None) -> list[SoundEvent]:
    ear = ear or LineSound()
    return [event for each in signals.blocks_of(sound, block) for event in ear.feed(each)]


def _kinds(sound: bytes) -> list[SoundKind]:
    """What the sound amounts to; that something stirs says nothing of what it is."""
    return [event.kind for event in _hear(sound) if event.kind is not SoundKind.STIR]


def _noisy(sound: bytes, level: int = 60, offset: int = 300) -> bytes:
    """Add what a cheap box adds: noise and a constant."""
    chance = random.Random(3)  # noqa: S311 - noise, not a secret
    values = pcm.samples(sound)
    for index, value in enumerate(values):
        values[index] = value + offset + chance.randint(-level, level)
    return values.tobytes()


def _busy(on: float, off: float, times: int) -> bytes:
    return (TONE([450], on) + QUIET(off)) * times


@pytest.mark.parametrize("level", [0.02, 0.25, 0.9])
def test_dial_tone(level: float) -> None:
    events = _hear(QUIET(1) + TONE([450], 3, level=level))
    assert [event.kind for event in events] == [SoundKind.DIAL_TONE]
    assert events[0].frame == pytest.approx(8000, abs=400)


@pytest.mark.parametrize(("on", "off"), [(0.35, 0.35), (0.33, 0.38), (0.7, 0.7), (0.4, 0.3)])
def test_busy_and_congestion(on: float, off: float) -> None:
    assert _kinds(QUIET(1) + _busy(on, off, 6)) == [SoundKind.BUSY]


@pytest.mark.parametrize(("on", "off"), [(0.1, 0.1), (0.35, 1.0), (0.2, 0.6), (1.2, 0.35)])
def test_other_cadences_are_not_busy(on: float, off: float) -> None:
    assert SoundKind.BUSY not in _kinds(QUIET(1) + _busy(on, off, 8))


def test_ring_back_then_somebody_answers() -> None:
    ringing = (TONE([450], 1) + QUIET(4)) * 3
    kinds = _kinds(QUIET(1) + ringing + signals.murmur(5))
    assert kinds == [SoundKind.RING_BACK, SoundKind.VOICE]


@pytest.mark.parametrize("pitch", [95, 120, 180, 225, 260])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_voice_is_a_voice_only(pitch: float, seed: int) -> None:
    assert _kinds(signals.murmur(8, pitch, seed)) == [SoundKind.VOICE]


def test_a_call_from_voice_to_busy() -> None:
    sound = signals.murmur(5) + QUIET(6) + signals.murmur(5) + _busy(0.35, 0.35, 6)
    assert _kinds(_noisy(sound)) == [
        SoundKind.VOICE, SoundKind.SILENCE, SoundKind.VOICE, SoundKind.BUSY
    ]  # fmt: skip


def test_noise_below_the_limit_is_silence() -> None:
    assert _kinds(_noisy(QUIET(6))) == [SoundKind.SILENCE]


def _hum(seconds: float, dbfs: float) -> bytes:
    """What a line without a good earth makes at all times: no tone of a telephone."""
    level = 10 ** (dbfs / 20) / 0.707
    return TONE([100], seconds, level=level)


@pytest.mark.parametrize("seconds", [0.1, 0.5, 2.0])
def test_a_click_or_a_burst_of_noise_is_no_voice_and_breaks_a_silence(seconds: float) -> None:
    burst = _noisy(QUIET(seconds), level=20_000)
    events = [event.kind for event in _hear(QUIET(6) + burst + QUIET(6))]
    stirs = [SoundKind.STIR, SoundKind.SILENCE] if seconds > 0.3 else []
    assert events == [SoundKind.SILENCE, *stirs]


@pytest.mark.parametrize(("on", "off"), [(1.0, 4.0), (2.0, 4.0)])
def test_a_ring_that_comes_through_is_no_voice(on: float, off: float) -> None:
    ringing = (TONE([25, 50, 75], on, level=0.9) + QUIET(off)) * 5
    assert SoundKind.VOICE not in _kinds(QUIET(2) + ringing)
    assert _kinds(QUIET(2) + ringing + signals.murmur(4))[-1] is SoundKind.VOICE


@pytest.mark.parametrize("dbfs", [-44, -40, -36])
def test_a_line_that_hums_is_quiet_and_a_voice_on_it_is_heard(dbfs: float) -> None:
    assert _kinds(_hum(20, dbfs)) == [SoundKind.SILENCE]
    assert _kinds(QUIET(6) + _hum(20, dbfs)) == [SoundKind.SILENCE, SoundKind.SILENCE]
    loud = pcm.audioop.add(_hum(4, dbfs), signals.murmur(4)[: 4 * 16_000], 2)
    assert _kinds(_hum(20, dbfs) + loud + _hum(20, dbfs)) == [
        SoundKind.SILENCE, SoundKind.VOICE, SoundKind.SILENCE
    ]  # fmt: skip


def test_a_voice_without_a_pause_never_becomes_the_noise_of_the_line() -> None:
    steady = TONE([110, 220, 330, 550], 20, level=0.02)
    assert _kinds(steady) == [SoundKind.VOICE]


def test_silence_lasts_as_long_as_the_unit_says() -> None:
    ear = LineSound(patience=Patience(silence=2))
    assert [each.kind for each in _hear(QUIET(2.1), ear=ear)] == [SoundKind.SILENCE]


@pytest.mark.parametrize("frequencies", [[600], [450, 1000], [350, 440]])
def test_other_steady_tones_are_no_dial_tone(frequencies: list[float]) -> None:
    assert SoundKind.DIAL_TONE not in _kinds(TONE(frequencies, 4))


def test_another_countrys_tone() -> None:
    ear = LineSound(hearing=Hearing(tone_hz=350))
    assert [each.kind for each in _hear(TONE([350], 3), ear=ear)] == [SoundKind.DIAL_TONE]
    assert SoundKind.DIAL_TONE not in _kinds(TONE([350], 3))


@pytest.mark.parametrize(("seconds", "pause"), [(0.08, 0.06), (0.1, 0.1), (0.3, 0.2)])
def test_keys(seconds: float, pause: float) -> None:
    wanted = "1234567890*#ABCD11"
    sound = b"".join(signals.dtmf(key, seconds) + QUIET(pause) for key in wanted)
    found = [event.key for event in _hear(_noisy(sound)) if event.kind is SoundKind.DTMF]
    assert "".join(str(key) for key in found) == wanted


def test_speech_presses_no_keys() -> None:
    for seed in range(4):
        assert SoundKind.DTMF not in _kinds(signals.murmur(10, 150 + 20 * seed, seed))


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=20))
@settings(max_examples=examples(10), deadline=None)
def test_cutting_into_blocks_changes_nothing(cuts: list[int]) -> None:
    sound = QUIET(0.5) + _busy(0.35, 0.35, 5) + signals.dtmf("5")
    ear, found, at = LineSound(), [], 0
    for cut in [*cuts, len(sound)]:
        found += ear.feed(sound[at * 2 : (at + cut) * 2])
        at += cut
    assert found == _hear(sound)


@given(st.binary(max_size=3000))
def test_any_bytes_are_heard(raw: bytes) -> None:
    LineSound().feed(raw)


def test_listening_is_cheap() -> None:
    """A minute of the dearest sound, a voice, in less than 1.2 s: 2 % of a core."""
    sound = signals.murmur(10)
    started = time.process_time()
    for _ in range(6):
        _hear(sound)
    assert time.process_time() - started < 1.2
