"""The pre-roll and the sound queue."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dutyroom.devices import signals
from dutyroom.devices.preroll import Heard, PreRoll
from dutyroom.devices.sound_queue import SoundQueue
from tests.devices.sound_fakes import frozen_clock


@given(
    lengths=st.lists(st.integers(1, 3000), min_size=1, max_size=60),
    seconds=st.floats(0.1, 2),
    since=st.integers(0, 50_000),
)
def test_the_newest_seconds_are_kept_whole(lengths: list[int], seconds: float, since: int) -> None:
    ring, heard = PreRoll(seconds, 8000), 0
    for length in lengths:
        ring.append(Heard(heard, signals.ramp(heard, length), heard / 8000))
        heard += length
        kept = ring.since(0)
        held = heard - kept[0].frame
        assert b"".join(block.pcm for block in kept) == signals.ramp(kept[0].frame, held)
        assert held >= min(heard, round(seconds * 8000))
        assert held < round(seconds * 8000) + max(lengths)
    assert ring.since(since) == [block for block in ring.since(0) if block.frame >= since]


@given(st.lists(st.booleans(), max_size=60))
def test_every_frame_is_delivered_or_counted(steps: list[bool]) -> None:
    """Put (True) and take (False) in any order: nothing vanishes unseen."""
    sound = SoundQueue(frozen_clock(), 3)
    put = delivered = counted = 0
    for step in steps:
        if step:
            sound.put(bytes(20), 10)
            put += 10
        elif (block := sound.take(0.0)) is not None:
            delivered += len(block.pcm) // 2
            counted += block.lost
    sound.put(bytes(20), 10)
    while (block := sound.take(0.0)) is not None:
        delivered += len(block.pcm) // 2
        counted += block.lost
    sound.put(bytes(20), 10)
    last = sound.take(0.0)
    assert last is not None
    assert delivered + counted + last.lost + 10 == put + 20
    assert sound.frames_lost == counted + last.lost


def test_the_drivers_warning_survives_a_full_queue() -> None:
    sound = SoundQueue(frozen_clock(), 1)
    sound.put(b"ab", 1)
    sound.put(b"cd", 1, overflowed=True)
    assert sound.take(0) is not None
    sound.put(b"ef", 1)
    block = sound.take(0)
    assert block is not None
    assert (block.lost, block.overflowed) == (1, True)
