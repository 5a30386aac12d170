"""The trial of a recorder: what counts as a dial tone, and that a call is never touched."""

from __future__ import annotations

import hashlib
import math
import random
import threading
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutyroom.devices import signals
from dutyroom.devices.preroll import Heard
from dutyroom.devices.recorder import Recorder
from dutyroom.devices.recorder_events import RecordingFinished
from dutyroom.devices.trial import Trial, TrialPhase
from dutyroom.devices.wav import WavReader
from dutyroom.standard.judging.recorder import Course, TrialSeen, judge_heard, judge_trial
from dutyroom.standard.probing import State, Verdict, worded
from tests.devices.sound_fakes import RATE, STARTED, FakeSource, Said, frozen_clock, request


def trial_in(folder: Path, tone_hz: float = 450.0) -> Trial:
    """A trial that listens."""
    return Trial(folder / "proof.wav", RATE, frozen_clock(), STARTED, tone_hz)


def blocks(pcm: bytes, size: int = 1600) -> Iterator[Heard]:
    """Sound as the recorder hands it on."""
    for start in range(0, len(pcm), size):
        part = pcm[start : start + size]
        yield Heard(start // 2, part, start / 2 / RATE)


def fed(trial: Trial, pcm: bytes) -> Trial:
    """The trial after some sound."""
    for each in blocks(pcm):
        trial.feed(each)
    return trial


def tone(seconds: float, hertz: float = 450.0, level: float = 0.2) -> bytes:
    """A tone, hard-limited where it is too loud."""
    peak = level * 32767
    wave = (peak * math.sin(2 * math.pi * hertz * n / RATE) for n in range(round(seconds * RATE)))
    return array("h", (max(-32768, min(32767, round(each))) for each in wave)).tobytes()


def noise(seconds: float) -> bytes:
    """Hiss as loud as a voice."""
    chance = random.Random(7)  # noqa: S311 - no secret
    return array("h", (chance.randint(-6000, 6000) for _ in range(round(seconds * RATE)))).tobytes()


def judged(trial: Trial, course: Course = Course.RECORDED) -> Verdict:
    """What the rules make of a trial."""
    state, loud = trial.state, trial.state.loudness
    clipped = 100 * loud.clipped / state.frames if state.frames else 0.0
    seen = TrialSeen(
        course,
        450.0,
        state.tone_share,
        loud.rms_dbfs,
        loud.peak_dbfs,
        clipped,
        state.seconds,
        state.sha256,
        state.detail,
    )
    return judge_trial(seen, -40, 0.5)


def whole(path: Path) -> tuple[int, bytes]:
    """Return rate and samples of a recording."""
    with WavReader(path) as reader:
        return reader.info.rate, reader.read(0, reader.info.frames)


def test_a_dial_tone_is_found_recorded_and_hashed(tmp_path: Path) -> None:
    trial = fed(trial_in(tmp_path), signals.silence(2.0) + tone(8.0))
    assert trial.state.phase is TrialPhase.RECORDED
    assert trial.state.sha256 == hashlib.sha256(trial.path.read_bytes()).hexdigest()
    assert trial.state.seconds == pytest.approx(5.0, abs=0.2)
    assert trial.state.tone_share > 0.95
    found = judged(trial)
    assert found.state is State.OK
    assert "450 Hz" in worded(found.evidence)
    rate, sound = whole(trial.path)
    assert (rate, len(sound)) == (RATE, trial.state.frames * 2)


@pytest.mark.parametrize(
    ("what", "sound"),
    [
        ("silence", lambda: signals.silence(6.0)),
        ("ring-back", lambda: (tone(1.0) + signals.silence(4.0)) * 2),
        ("busy", lambda: (tone(0.35) + signals.silence(0.35)) * 9),
        ("another tone", lambda: tone(6.0, 1000.0)),
        ("hiss", lambda: noise(6.0)),
        ("speech", lambda: signals.murmur(6.0)),
    ],
)
def test_nothing_else_is_taken_for_a_dial_tone(
    tmp_path: Path, what: str, sound: Callable[[], bytes]
) -> None:
    trial = fed(trial_in(tmp_path), sound())
    assert trial.state.phase is TrialPhase.LISTENING, what
    assert judged(trial, Course.NO_TONE).state is State.FAULTY
    assert not trial.path.exists()


def test_no_tone_and_complete_silence_have_different_words(tmp_path: Path) -> None:
    silent = judged(fed(trial_in(tmp_path), bytes(RATE * 4)), Course.NO_TONE)
    assert "complete silence" in worded(silent.evidence)
    hiss = judged(fed(trial_in(tmp_path), noise(2.0)), Course.NO_TONE)
    assert "No dial tone" in worded(hiss.evidence)


def test_too_loud_too_soft_and_broken_off_are_told_apart(tmp_path: Path) -> None:
    cases = {"too loud": tone(8.0, level=1.6), "too softly": tone(8.0, level=0.008)}
    cases["broke off"] = tone(3.0) + noise(5.0)
    for number, (says, sound) in enumerate(cases.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = judged(fed(trial_in(folder), sound))
        assert found.state is State.FAULTY
        assert says in worded(found.evidence)


@settings(max_examples=15, deadline=None)
@given(
    size=st.integers(2, 5000).map(lambda each: each * 2),
    quiet=st.floats(0, 1.5),
    hertz=st.floats(447, 453),
    level=st.floats(0.03, 0.9),
)
def test_it_matters_not_how_the_sound_is_cut_or_how_exact_the_exchange_is(
    size: int, quiet: float, hertz: float, level: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    trial = trial_in(tmp_path_factory.mktemp("trial"))
    for each in blocks(signals.silence(quiet) + tone(7.5, hertz, level), size):
        trial.feed(each)
    assert trial.state.phase is TrialPhase.RECORDED
    assert judged(trial).state is State.OK


def test_only_the_officer_makes_it_certain(tmp_path: Path) -> None:
    found = judged(fed(trial_in(tmp_path), tone(8.0)))
    heard = worded(judge_heard(found, True).evidence)
    assert "heard when played" in heard
    assert "0.0 % cut off" in heard
    deaf = judge_heard(found, False)
    assert deaf.state is State.FAULTY
    bad = judged(trial_in(tmp_path), Course.NO_TONE)
    assert judge_heard(bad, True) is bad


def test_given_up_it_leaves_no_file(tmp_path: Path) -> None:
    trial = fed(trial_in(tmp_path), tone(4.0))
    assert trial.path.exists()
    trial.give_up()
    fed(trial, tone(0.2))
    assert trial.state.phase is TrialPhase.GIVEN_UP
    assert list(tmp_path.iterdir()) == []


def test_closed_without_another_block_it_leaves_no_file_either(tmp_path: Path) -> None:
    trial = fed(trial_in(tmp_path), tone(4.0))
    trial.close()
    trial.close()
    assert trial.state.phase is TrialPhase.GIVEN_UP
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_ends_the_trial_and_raises_nothing(tmp_path: Path) -> None:
    (tmp_path / "proof.wav").write_bytes(b"somebody else's")
    trial = fed(trial_in(tmp_path), tone(8.0))
    assert trial.state.phase is TrialPhase.FAILED
    assert trial.state.detail
    assert judged(trial, Course.DISK).state is State.FAULTY
    assert (tmp_path / "proof.wav").read_bytes() == b"somebody else's"


def test_a_call_during_a_trial_is_recorded_whole_from_its_preroll_on(tmp_path: Path) -> None:
    """Sample by sample the same as without a trial, also where the trial has its own file."""
    sound = tone(4.0) + noise(3.0)
    made = []
    for tried in (False, True):
        folder = tmp_path / str(tried)
        folder.mkdir()
        clock = frozen_clock()
        source, said = FakeSource(clock), Said()
        recorder = Recorder(source, folder / "recordings", clock, said, preroll_seconds=3.0)
        trial = trial_in(folder)
        if tried:
            recorder.tap = trial.feed
        for number, block in enumerate(blocks(sound)):
            if number == 30:
                assert trial.state.phase is (
                    TrialPhase.RECORDING if tried else TrialPhase.LISTENING
                )
                recorder.begin(request())
            if number == 33:
                trial.give_up()
            source.put(block.pcm)
            recorder.turn(0)
        recorder.end()
        recorder.turn(0)
        (finished,) = said.of(RecordingFinished)
        made.append(whole(finished.recording.path)[1])
        assert finished.recording.gaps == ()
        assert trial.path.exists() is False
    assert made[0] == made[1]
    assert len(made[0]) > 2 * 3 * RATE


def test_feeding_and_closing_from_two_threads_agree(tmp_path: Path) -> None:
    trial = trial_in(tmp_path)
    feeder = threading.Thread(target=fed, args=(trial, tone(8.0)))
    feeder.start()
    trial.close()
    feeder.join()
    assert trial.state.phase in (TrialPhase.GIVEN_UP, TrialPhase.RECORDED)
    assert trial.path.exists() is (trial.state.phase is TrialPhase.RECORDED)
