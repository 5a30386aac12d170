"""Caller ID in the sound: both standards, any loudness, noise, and things that are none."""

from __future__ import annotations

import array
import math
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.devices import signals
from dutyroom.devices.events import EventKind
from dutyroom.devices.formats.mdmf import MdmfDecoder
from dutyroom.devices.fsk import BAUD, RATE, FskReceiver
from tests.thorough import examples

BELL = (1200.0, 2200.0)
V23 = (1300.0, 2100.0)
MDMF = bytes.fromhex("802001083035313131383532020A3430373535353030303007084A4F484E20444F4584")
SDMF = bytes.fromhex("041230353131313835323430373535353030303059")


def modulated(
    message: bytes,
    tones: tuple[float, float] = BELL,
    level: float = 0.2,
    noise: float = 0.0,
    skew: float = 1.0,
) -> bytes:
    """Return a caller-ID burst: 300 alternating bits, 180 marks, the message, some marks."""
    bits = [index % 2 for index in range(300)] + [1] * 180
    for byte in message:
        bits += [0, *(byte >> shift & 1 for shift in range(8)), 1]
    bits += [1] * 20
    mark, space = tones
    rng = random.Random(1)  # noqa: S311 - noise, not a secret
    made = array.array("h")
    phase = 0.0
    for index in range(round(len(bits) * RATE / BAUD / skew)):
        bit = bits[min(int(index * BAUD * skew / RATE), len(bits) - 1)]
        phase += 2 * math.pi * (mark if bit else space) / RATE
        value = math.sin(phase) * level + rng.gauss(0, noise)
        made.append(max(-32768, min(32767, round(value * 32767))))
    return made.tobytes()


def numbers(sound: bytes, block: int = 1600) -> list[str | None]:
    """Return the numbers of the calls in a sound, heard in blocks."""
    receiver, decoder = FskReceiver(), MdmfDecoder()
    events = []
    for start in range(0, len(sound), block):
        events += decoder.feed(receiver.feed(sound[start : start + block]))
    events += decoder.close()
    return [e.number for e in events if e.event is EventKind.CALLER_ID and not e.partial]


@pytest.mark.parametrize("tones", [BELL, V23])
@pytest.mark.parametrize("message", [MDMF, SDMF])
@pytest.mark.parametrize("level", [0.02, 0.2, 0.9])
def test_both_standards_are_heard_at_any_loudness(
    tones: tuple[float, float], message: bytes, level: float
) -> None:
    sound = bytes(3200) + modulated(message, tones, level) + bytes(3200)
    assert numbers(sound) == ["4075550000"]


@pytest.mark.parametrize("noise", [0.01, 0.03])
@pytest.mark.parametrize("skew", [0.99, 1.01])
def test_noise_and_a_transmitter_off_by_one_percent_do_no_harm(noise: float, skew: float) -> None:
    sound = bytes(3200) + modulated(MDMF, level=0.2, noise=noise, skew=skew) + bytes(3200)
    assert numbers(sound) == ["4075550000"]


@settings(max_examples=examples(20), deadline=None)
@given(st.integers(1, 4000))
def test_the_size_of_blocks_does_not_matter(size: int) -> None:
    sound = bytes(800) + modulated(SDMF) + bytes(1600)
    assert numbers(sound, size * 2) == ["4075550000"]


def test_a_message_between_two_rings_and_after_voice_is_heard() -> None:
    ring = signals.tone([25], 1.0)
    speech = signals.murmur(1.0)
    sound = ring + bytes(8000) + modulated(MDMF) + bytes(8000) + ring + speech + modulated(SDMF)
    assert numbers(sound + bytes(3200)) == ["4075550000", "4075550000"]


@pytest.mark.parametrize(
    "sound",
    [
        lambda: signals.silence(3),
        lambda: signals.tone([450], 3),
        lambda: signals.murmur(5.0),
        lambda: b"".join(signals.dtmf(key) for key in "0123456789"),
        lambda: random.Random(2).randbytes(64_000),  # noqa: S311 - noise, not a secret
    ],
)
def test_other_sounds_call_nobody(sound: Callable[[], bytes]) -> None:
    assert numbers(sound()) == []


def test_a_damaged_message_gives_no_number() -> None:
    damaged = bytearray(MDMF)
    damaged[20] ^= 4
    assert numbers(bytes(3200) + modulated(bytes(damaged)) + bytes(3200)) in ([], [None])
