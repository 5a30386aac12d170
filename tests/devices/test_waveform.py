"""The shape of a recording."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.devices import pcm
from dutyroom.devices.wav import NotAWavError
from dutyroom.devices.wav_writer import WavWriter
from dutyroom.devices.waveform import BUCKET_FRAMES, Waveform


@given(
    parts=st.lists(
        st.tuples(st.integers(0, 3 * BUCKET_FRAMES), st.integers(-32768, 32767)),
        min_size=1,
        max_size=6,
    ),
    count=st.integers(1, 200),
)
def test_a_growing_file_has_the_shape_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[int, int]], count: int
) -> None:
    """Read in parts or at once: the same, and no peak is missing."""
    path = tmp_path_factory.mktemp("wave") / "a.wav"
    writer, growing, sound = WavWriter(path, 8000), Waveform(path), b""
    for part, value in parts:
        piece = value.to_bytes(2, "little", signed=True) * part
        writer.write(piece)
        sound += piece
        assert growing.update() == bool(part)
    writer.close()
    whole = Waveform(path)
    assert whole.update() == bool(sound)
    columns = whole.columns(count)
    assert growing.columns(count) == columns
    assert len(columns) == count
    assert growing.frames == len(sound) // 2
    if sound:
        low, high = pcm.lowest_highest(sound)
        assert min(each[0] for each in whole.columns(len(whole._lows))) == low
        if count <= len(whole._lows):
            assert (min(c[0] for c in columns), max(c[1] for c in columns)) == (low, high)


def test_an_hour_is_drawn_at_once(tmp_path: Path) -> None:
    """An hour takes well under a second, even on a slow desk."""
    writer = WavWriter(tmp_path / "a.wav", 8000)
    minute = pcm.louder(bytes(range(256)) * 3750, 1.0)
    for _ in range(60):
        writer.write(minute)
    writer.close()
    started = time.process_time()
    shape = Waveform(tmp_path / "a.wav")
    shape.update()
    assert len(shape.columns(76)) == 76
    assert shape.seconds == 3600
    assert time.process_time() - started < 0.6


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    """Garbage is no shape."""
    (tmp_path / "a.wav").write_bytes(b"garbage")
    with pytest.raises(NotAWavError):
        Waveform(tmp_path / "a.wav").update()
