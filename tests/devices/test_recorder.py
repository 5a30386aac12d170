"""The recorder, pumped by hand under a frozen clock."""

from __future__ import annotations

import hashlib
import stat
import wave
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dutyroom.devices import signals
from dutyroom.devices.gaps import Gap, GapCause
from dutyroom.devices.recorder import Recorder
from dutyroom.devices.recorder_events import (
    GapFound,
    LevelRead,
    Marked,
    RecorderState,
    RecordingFailed,
    RecordingFinished,
    RecordingStarted,
    SourceFound,
)
from dutyroom.devices.recording_place import hours_left, recording_path
from tests.devices.sound_fakes import (
    BLOCK,
    RATE,
    STARTED,
    FakeSource,
    Said,
    frozen_clock,
    request,
    until,
)


class Desk:
    """A recorder with a fake source that plays a counted ramp."""

    def __init__(self, folder: Path) -> None:
        self.clock = frozen_clock()
        self.source = FakeSource(self.clock)
        self.said = Said()
        self.recorder = Recorder(self.source, folder, self.clock, self.said)
        self.frame = 0
        until(lambda: not self.recorder.turn(0) and self.source.opened == 1)

    def hear(self, blocks: int, *, lost: int = 0, overflowed: bool = False) -> None:
        """Let some blocks of the ramp come, the first after a loss."""
        self.frame += lost
        for _ in range(blocks):
            self.source.put(signals.ramp(self.frame, BLOCK), lost=lost, overflowed=overflowed)
            assert self.recorder.turn(0)
            self.frame, lost, overflowed = self.frame + BLOCK, 0, False


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A recorder whose source is open."""
    made = Desk(tmp_path)
    yield made
    made.recorder.close()


def _samples(path: Path) -> bytes:
    with wave.open(str(path)) as file:
        return bytes(file.readframes(file.getnframes()))


def test_a_call_is_recorded_from_ten_seconds_before_it(desk: Desk, tmp_path: Path) -> None:
    desk.hear(150)
    desk.recorder.begin(request())
    desk.hear(20)
    desk.recorder.mark()
    desk.hear(10)
    desk.recorder.end()
    desk.recorder.turn(0)

    (started,) = desk.said.of(RecordingStarted)
    (finished,) = desk.said.of(RecordingFinished)
    made = finished.recording
    assert made.path == tmp_path / "2026" / "11" / "03" / "call-1-1.wav" == started.path
    assert started.preroll_frames == made.preroll_frames == 10 * RATE
    assert made.frames == 13 * RATE
    assert made.begins_at == STARTED + timedelta(seconds=5)
    assert made.marks == (12 * RATE,)
    assert desk.said.of(Marked) == [Marked(request(), 12 * RATE)]
    assert made.gaps == ()
    assert made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert _samples(made.path) == signals.ramp(5 * RATE, 13 * RATE)
    assert desk.recorder.state is RecorderState.IDLE


def test_files_and_folders_are_the_owners_alone(desk: Desk, tmp_path: Path) -> None:
    desk.recorder.begin(request())
    desk.hear(1)
    path = tmp_path / "2026" / "11" / "03" / "call-1-1.wav"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a\0b", "x" * 65, "电话", "a.b"])
def test_a_name_from_outside_is_no_path(desk: Desk, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        desk.recorder.begin(request(name))


def test_the_next_call_holds_nothing_of_the_one_before(desk: Desk) -> None:
    desk.hear(30)
    desk.recorder.begin(request("one"))
    desk.hear(10)
    desk.recorder.begin(request("two"))
    desk.hear(10)
    desk.recorder.end()
    desk.recorder.turn(0)
    one, two = (each.recording for each in desk.said.of(RecordingFinished))
    assert _samples(one.path) == signals.ramp(0, 40 * BLOCK)
    assert _samples(two.path) == signals.ramp(40 * BLOCK, 10 * BLOCK)
    assert (one.preroll_frames, two.preroll_frames) == (30 * BLOCK, 0)


def test_an_existing_file_is_a_failure_and_stays(desk: Desk, tmp_path: Path) -> None:
    path = recording_path(tmp_path, request())
    path.parent.mkdir(parents=True)
    path.write_bytes(b"evidence")
    desk.recorder.begin(request())
    desk.hear(5)
    (failed,) = desk.said.of(RecordingFailed)
    assert failed.kept is None
    assert path.read_bytes() == b"evidence"
    assert desk.recorder.state is RecorderState.FAILED
    desk.recorder.begin(request(segment=2))
    desk.hear(5)
    desk.recorder.end()
    desk.recorder.turn(0)
    (finished,) = desk.said.of(RecordingFinished)
    assert _samples(finished.recording.path) == signals.ramp(0, 10 * BLOCK)


def test_losses_are_counted_where_they_are(desk: Desk) -> None:
    desk.hear(10)
    desk.hear(5, lost=1600)
    desk.recorder.begin(request())
    desk.hear(5)
    desk.hear(5, overflowed=True)
    desk.hear(5, lost=800)
    desk.recorder.end()
    desk.recorder.turn(0)
    (finished,) = desk.said.of(RecordingFinished)
    assert finished.recording.gaps == (
        Gap(10 * BLOCK, 1600, GapCause.QUEUE_FULL),
        Gap(20 * BLOCK, 0, GapCause.DRIVER),
        Gap(25 * BLOCK, 800, GapCause.QUEUE_FULL),
    )
    assert [each.request for each in desk.said.of(GapFound)] == [None, request(), request()]
    assert finished.recording.frames == 30 * BLOCK


def test_a_lost_source_leaves_a_gap_in_the_same_file(desk: Desk) -> None:
    desk.recorder.begin(request())
    desk.hear(10)
    desk.clock.advance(3)
    desk.recorder.turn(0)
    assert desk.recorder.source_lost
    opened = desk.source.opened

    def reopened() -> bool:
        desk.clock.advance(0.1)
        desk.recorder.turn(0)
        return desk.source.opened > opened

    until(reopened)
    before = desk.clock.monotonic()
    desk.hear(10)
    assert desk.said.of(SourceFound)[-1].gone_seconds > 0
    desk.recorder.end()
    desk.recorder.turn(0)
    (finished,) = desk.said.of(RecordingFinished)
    (gap,) = finished.recording.gaps
    assert (gap.frame, gap.cause) == (10 * BLOCK, GapCause.SOURCE_LOST)
    assert gap.lost_frames == pytest.approx((before - 1000.0 - 1.0) * RATE, abs=2)


def test_levels_come_ten_times_a_second(desk: Desk) -> None:
    desk.hear(20)
    readings = desk.said.of(LevelRead)
    assert len(readings) == 20
    assert all(-97 < each.loudness.rms_dbfs <= 0 for each in readings)


def test_a_changed_file_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.recorder.begin(request())
    desk.hear(10)
    path = recording_path(tmp_path, request())
    with path.open("r+b") as file:
        file.seek(1000)
        file.write(b"\x55")
    desk.recorder.end()
    desk.recorder.turn(0)
    assert len(desk.said.of(RecordingFailed)) == 1
    assert desk.said.of(RecordingFinished) == []


def test_hours_left_are_those_of_the_disk(tmp_path: Path) -> None:
    all_of_it = hours_left(tmp_path)
    assert all_of_it > 0
    assert hours_left(tmp_path, keep_free=1024) == pytest.approx(all_of_it - 18.64, abs=3)
    assert hours_left(tmp_path, keep_free=1 << 40) == 0


def test_an_order_waits_for_the_sound_that_a_slow_disk_held_up(desk: Desk) -> None:
    desk.recorder.begin(request())
    for index in range(10):
        desk.source.put(signals.ramp(index * BLOCK, BLOCK))
    desk.recorder.end()
    for index in range(10, 15):
        desk.source.put(signals.ramp(index * BLOCK, BLOCK))
    while desk.recorder.turn(0):
        pass
    (finished,) = desk.said.of(RecordingFinished)
    assert _samples(finished.recording.path) == signals.ramp(0, 10 * BLOCK)


def test_closing_keeps_what_was_heard_already(desk: Desk) -> None:
    desk.recorder.begin(request())
    for index in range(10):
        desk.source.put(signals.ramp(index * BLOCK, BLOCK))
    desk.recorder.close()
    (finished,) = desk.said.of(RecordingFinished)
    assert _samples(finished.recording.path) == signals.ramp(0, 10 * BLOCK)
