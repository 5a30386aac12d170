"""The real keeper records real sound: PortAudio over a PulseAudio null sink."""

from __future__ import annotations

import hashlib
import time
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from dutyroom.config import Recording
from dutyroom.devices import signals
from dutyroom.devices.pattern_process import BEEP_HZ, BEEP_SECONDS
from dutyroom.devices.tones import Goertzel
from dutyroom.registers.calls.recordings import RecordingRow
from tests.devices.test_fsk import MDMF, modulated
from tests.e2e.keeper_desk import KeeperDesk, until
from tests.sound_server import SoundServer, require_sound_server

pytestmark = [pytest.mark.device, pytest.mark.timeout(120)]

RATE = 8000
RAMP_SECONDS = 40


def ramp() -> bytes:
    """Return sound whose samples count tenths of milliseconds, loud enough to be heard."""
    return array("h", ((n // 8) % 16000 + 8000 for n in range(RATE * RAMP_SECONDS))).tobytes()


@pytest.fixture
def server() -> Iterator[SoundServer]:
    """Return a sound server that runs."""
    require_sound_server()
    made = SoundServer()
    made.start()
    yield made
    made.close()


@pytest.fixture
def playing(server: SoundServer) -> Iterator[None]:
    """Play the ramp into the line."""
    player = server.play(ramp())
    yield
    player.kill()
    player.wait()


@pytest.fixture
def desk(tmp_path: Path, server: SoundServer) -> Iterator[KeeperDesk]:
    """Return a desk whose keeper listens to the sound server."""
    made = KeeperDesk(tmp_path / "home", audio="default", env=server.env)
    try:
        made.start()
        until(lambda: made.keeper_state().get("database") == "ok", what="the database")
        until(lambda: made.line_state().get("sound") == "ok", what="the sound")
        yield made
    finally:
        made.close()


def finished(desk: KeeperDesk) -> list[RecordingRow]:
    """Return the closed recordings of the newest call."""
    calls = desk.calls()
    rows = desk.recordings(calls[0].id) if calls else ()
    return [row for row in rows if row.finished_at is not None]


def samples(path: Path) -> array[int]:
    """Return the samples of a recording."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return array("h", file.readframes(file.getnframes()))


@pytest.mark.usefixtures("playing")
def test_a_call_is_recorded_with_its_preroll_and_hashed(desk: KeeperDesk) -> None:
    time.sleep(2.0)  # sound from before the call, for the pre-roll
    desk.ring()
    desk.lift()
    time.sleep(2.0)  # the talk
    desk.lay_down()
    until(lambda: finished(desk), what="the recording")
    row = finished(desk)[0]
    path = desk.places.recordings / row.path
    assert row.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    heard = samples(path)
    assert row.frames == len(heard)
    assert row.seconds is not None
    assert row.seconds > 3.5
    assert max(heard[-RATE:]) > 8000
    assert row.gaps == ()
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
@pytest.mark.parametrize("notice", ["beep", "none"])
def test_both_sides_hear_that_an_answered_call_is_recorded(
    tmp_path: Path, server: SoundServer, notice: Literal["beep", "none"]
) -> None:
    """The beep goes where the unit wants it, here into the line; it stands in the recording."""
    desk = KeeperDesk(
        tmp_path / "home", audio="default", env=server.env, recording=Recording(notice=notice)
    )
    try:
        desk.start()
        until(lambda: desk.line_state().get("sound") == "ok", what="the sound")
        desk.ring()
        until(lambda: desk.line_state().get("recorder") == "recording", what="the recorder")
        time.sleep(1.0)  # rings on: nobody is told before anybody listens
        before = time.time()
        desk.lift()
        time.sleep(3.0)  # the talk
        talked = time.time() - before
        desk.lay_down()
        until(lambda: finished(desk), what="the recording")
    finally:
        desk.close()
    heard = samples(desk.places.recordings / finished(desk)[0].path)
    blocks = [heard[at : at + RATE // 10] for at in range(0, len(heard), RATE // 10)]
    beeps = [at for at, block in enumerate(blocks) if _beeps(block)]
    assert len(beeps) == (pytest.approx(10 * BEEP_SECONDS, abs=1) if notice == "beep" else 0)
    assert all(at / 10 >= len(heard) / RATE - talked - 1 for at in beeps)


def _beeps(block: array[int]) -> bool:
    """Return whether a piece of sound is the beep."""
    energy = sum(value * value for value in block)
    return energy > 0 and Goertzel(BEEP_HZ, RATE).share(block, energy) > 0.7


@pytest.mark.usefixtures("playing")
@pytest.mark.timed
@pytest.mark.slow
def test_after_a_crash_the_same_call_is_recorded_on(desk: KeeperDesk) -> None:
    desk.ring()
    desk.lift()
    until(lambda: desk.line_state().get("recorder") == "recording", what="the recorder")
    path = next(desk.places.recordings.rglob("*.wav"))
    until(lambda: len(samples(path)) > RATE / 2, what="sound")
    before = len(samples(path))
    time.sleep(2.5)
    killed = time.monotonic()
    desk.kill()
    kept = samples(path)
    desk.start()
    until(lambda: desk.line_state().get("recorder") == "recording", what="the recorder again")
    assert time.monotonic() - killed < 5.0
    time.sleep(1.0)
    desk.lay_down()
    until(lambda: len(finished(desk)) == 2, what="both segments")
    first, second = finished(desk)
    assert (first.segment, second.segment) == (1, 2)
    assert first.repaired
    assert len(first.gaps) == 1
    assert 0 < first.gaps[0].frames < 5 * RATE
    assert not second.repaired
    assert first.frames == len(kept)
    assert len(kept) - before > 2.5 * RATE - RATE
    for row in (first, second):
        content = (desk.places.recordings / row.path).read_bytes()
        assert row.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.slow
def test_without_a_box_the_sound_alone_makes_a_call_and_names_the_caller(
    tmp_path: Path, server: SoundServer
) -> None:
    desk = KeeperDesk(tmp_path / "home", audio="default", env=server.env, boxed=False)
    try:
        desk.start()
        until(lambda: desk.keeper_state().get("database") == "ok", what="the database")
        until(lambda: desk.line_state().get("sound") == "ok", what="the sound")
        call = [
            signals.silence(1.0),
            modulated(MDMF),
            signals.silence(1.0),
            signals.murmur(8.0),
            *[signals.tone([450], 0.35) + signals.silence(0.35)] * 8,
            signals.silence(10.0),
        ]
        player = server.play(b"".join(call))
        try:
            until(lambda: desk.outcomes() == ["ringing"], what="the call")
            until(lambda: desk.calls()[0].number == "4075550000", what="the number")
            until(lambda: desk.outcomes() == ["talking"], what="the voice")
            until(lambda: desk.outcomes() == ["answered"], what="the busy tone")
        finally:
            player.kill()
            player.wait()
        assert desk.calls()[0].known_by == "sound"
        until(lambda: finished(desk), what="the recording")
    finally:
        desk.close()


@pytest.mark.slow
def test_a_caller_on_hold_is_recorded_on_as_the_same_call(
    tmp_path: Path, server: SoundServer
) -> None:
    """A box that tells numbers alone: silence ends the call, and the voice after it is not lost."""
    desk = KeeperDesk(
        tmp_path / "home",
        audio="default",
        env=server.env,
        box_format="netcallerid",
        recording=Recording(silence=5),
    )
    try:
        desk.start()
        until(lambda: desk.line_state().get("sound") == "ok", what="the sound")
        desk.say("###DATE11231743...NMBR0871225503...NAME-UNKNOWN-+++")
        until(lambda: desk.outcomes() == ["ringing"], what="the call")
        parts = (signals.murmur(12.0), signals.silence(16.0), signals.murmur(12.0))
        player = server.play(b"".join((*parts, signals.silence(20.0))))
        try:
            until(lambda: desk.outcomes() == ["answered"], 40, what="the silence")
            until(lambda: desk.outcomes() == ["talking"], what="the voice after it")
            until(lambda: desk.outcomes() == ["answered"], 40, what="the true end")
        finally:
            player.kill()
            player.wait()
        until(lambda: len(finished(desk)) == 2, what="both segments")
        second = finished(desk)[1]
        assert second.segment == 2
        assert max(samples(desk.places.recordings / second.path)) > 1000
    finally:
        desk.close()


@pytest.mark.slow
@pytest.mark.timed
def test_sound_that_goes_away_is_noticed_and_comes_back(
    desk: KeeperDesk, server: SoundServer
) -> None:
    server.kill()
    assert until(lambda: desk.line_state().get("sound") == "lost", what="the loss") < 4.5
    desk.ring(number="010-1111-2222")
    until(lambda: desk.outcomes() == ["ringing"], what="a call without sound")
    server.start()
    until(lambda: desk.line_state().get("sound") == "ok", 20, what="the sound again")


@pytest.mark.usefixtures("playing")
@pytest.mark.slow
def test_a_full_disk_ends_the_recording_and_not_the_log(desk: KeeperDesk) -> None:
    desk.places.recordings.mkdir(exist_ok=True)
    until(desk.places.recordings.is_dir, what="the folder")
    blocked = desk.places.recordings.rename(desk.home / "aside")
    desk.places.recordings.write_text("no folder")  # as when the disk cannot take a file
    desk.ring()
    until(lambda: desk.line_state().get("recorder") == "failed", what="the failure")
    desk.lift()
    desk.lay_down()
    until(lambda: desk.outcomes() == ["answered"], what="the call")
    desk.places.recordings.unlink()
    blocked.rename(desk.places.recordings)
    desk.ring(number="010-7777-8888")
    until(lambda: desk.line_state().get("recorder") == "recording", what="the next recording")
