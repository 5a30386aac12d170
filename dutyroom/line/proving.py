"""Trials of the recorder that run on the lines: at most one on each, each with its time."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from dutyroom.channel.messages import Answer, Ask
from dutyroom.clock import Clock
from dutyroom.config import PRIVATE_FOLDER, Probes
from dutyroom.devices.preroll import Heard
from dutyroom.devices.recorder import Recorder
from dutyroom.devices.trial import Trial, TrialPhase
from dutyroom.line.guard import attempt
from dutyroom.line.line_watch import LineWatch
from dutyroom.os_reasons import os_reason
from dutyroom.standard.judging.recorder import Course, TrialSeen, judge_trial

WAIT_SECONDS: Final = 30.0
"""How long an officer may take to lift the handset."""

LONGEST_SECONDS: Final = WAIT_SECONDS + 15.0
"""After so long a trial is over whatever it was doing."""

KEPT: Final = 20
"""Recordings of trials that are kept; older ones go."""


@dataclass(slots=True)
class _Proving:
    """A trial on a line.

    Attributes:
        id: What the consoles call it.
        trial: The trial.
        recorder: The recorder that feeds it.
        watch: The line.
        begun: Monotonic seconds.
        call: The outgoing call as which the lifted handset is logged; empty: none yet.
        course: How it ended; None while it runs.
    """

    id: str
    trial: Trial
    recorder: Recorder
    watch: LineWatch
    begun: float
    call: str = ""
    course: Course | None = None


class Provings:
    """Begins, ends and tells of trials; on the keeper's event loop."""

    def __init__(self, clock: Clock, chosen: Probes, folder: Path) -> None:
        """Have none yet.

        Args:
            clock: The keeper's clock.
            chosen: The tone, and from where on it is too loud or too soft.
            folder: Where the recordings stand.
        """
        self._clock = clock
        self._chosen = chosen
        self._folder = folder
        self._running: dict[str, _Proving] = {}

    def begin(self, ask: Ask, watch: LineWatch) -> Answer:
        """Begin a trial on a line; one that runs there is ended.

        The answer has its `id` and the `wait` in seconds; or the reason: `no_recorder`,
        `busy`, or `disk` with its `detail`.
        """
        recorder = watch.devices.recorder
        if recorder is None:
            return Answer(ask.number, done=False, reason="no_recorder")
        if watch.devices.kept.called:
            return Answer(ask.number, done=False, reason="busy")
        self.end(ask.line)
        name = uuid.uuid4().hex
        try:
            self._make_room()
        except OSError as error:
            values = {"detail": os_reason(error)}
            return Answer(ask.number, done=False, reason="disk", values=values)
        trial = Trial(
            self._folder / f"{name}.wav",
            watch.devices.line.rate,
            self._clock,
            self._clock.now(),
            float(self._chosen.tone_hz),
        )
        now = self._clock.monotonic()
        self._running[ask.line] = _Proving(name, trial, recorder, watch, now)
        recorder.tap = _guarded(recorder, trial)
        return Answer(ask.number, done=True, values={"id": name, "wait": f"{WAIT_SECONDS:.0f}"})

    def tell(self, ask: Ask) -> Answer:
        """Say how the trial of a line stands; a console asks a few times a second.

        The answer has the `id`, the `phase`, the `seconds` recorded, and once it is over
        the `verdict` and, where there is a file, its `path`. `call` is the outgoing call
        as which the lifted handset is logged.
        """
        proving = self._running.get(ask.line)
        if proving is None:
            return Answer(ask.number, done=False, reason="no_proof")
        self._look(proving)
        state = proving.trial.state
        values = {
            "id": proving.id,
            "phase": state.phase.value,
            "seconds": f"{state.seconds:.1f}",
            "level": f"{state.loudness.rms_dbfs:.1f}",
            "call": proving.call,
        }
        if proving.course is not None:
            verdict = judge_trial(
                self._seen(proving, proving.course),
                self._chosen.faint_dbfs,
                self._chosen.clipped_percent,
            )
            values["verdict"] = msgspec.json.encode(verdict).decode()
            if proving.course is Course.RECORDED:
                values["path"] = str(proving.trial.path)
        return Answer(ask.number, done=True, values=values)

    def give_way(self, line: str) -> None:
        """End the trial of a line at once: somebody calls."""
        self._stop(line, Course.GAVE_WAY)

    def end(self, line: str) -> None:
        """End the trial of a line, where one runs."""
        self._stop(line, Course.ENDED)

    def close(self) -> None:
        """End all of them."""
        for line, proving in self._running.items():
            self.end(line)
            proving.trial.close()

    def look(self) -> None:
        """Let time pass: a trial that nobody asks after any more is over too."""
        for proving in self._running.values():
            self._look(proving)

    def _look(self, proving: _Proving) -> None:
        """Note what has become of a trial."""
        kept = proving.watch.devices.kept
        if kept.state.call and not kept.called:
            proving.call = kept.state.call
        if proving.course is not None:
            return
        passed = self._clock.monotonic() - proving.begun
        match proving.trial.state.phase:
            case TrialPhase.RECORDED:
                self._over(proving, Course.RECORDED)
            case TrialPhase.FAILED:
                self._over(proving, Course.DISK)
            case _ if proving.watch.lost:
                self._over(proving, Course.NO_SOUND)
            case TrialPhase.LISTENING if passed >= WAIT_SECONDS:
                self._over(proving, Course.NO_TONE)
            case _ if passed >= LONGEST_SECONDS:
                self._over(proving, Course.NO_SOUND)

    def _stop(self, line: str, course: Course) -> None:
        proving = self._running.get(line)
        if proving is not None:
            self._look(proving)
            if proving.course is None:
                self._over(proving, course)

    def _over(self, proving: _Proving, course: Course) -> None:
        """End a trial; what is left of its file is cleared away beside the loop."""
        proving.course = course
        proving.recorder.tap = None
        proving.trial.give_up()
        if course is not Course.RECORDED:
            asyncio.get_running_loop().run_in_executor(None, proving.trial.close)

    def _seen(self, proving: _Proving, course: Course) -> TrialSeen:
        """Return what was measured."""
        state = proving.trial.state
        loud = state.loudness
        return TrialSeen(
            course,
            float(self._chosen.tone_hz),
            state.tone_share,
            loud.rms_dbfs,
            loud.peak_dbfs,
            100 * loud.clipped / state.frames if state.frames else 0.0,
            state.seconds,
            state.sha256,
            proving.watch.lost or state.detail,
        )

    def _make_room(self) -> None:
        """Make the folder, and remove all but the newest recordings.

        Raises:
            OSError: The disk refused.
        """
        self._folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        found = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime)
        for path in found[: max(0, len(found) - KEPT + 1)]:
            path.unlink(missing_ok=True)


def _guarded(recorder: Recorder, trial: Trial) -> Callable[[Heard], None]:
    """Return what feeds a trial, and stops at the first fault: the recorder goes on."""

    def feed(heard: Heard) -> None:
        if not attempt(lambda: trial.feed(heard), "a trial of the recorder"):
            recorder.tap = None

    return feed
