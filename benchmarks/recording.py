"""How much sound is lost, and what recording costs.

Records a counted ramp from the simulated source, through the same queue, thread
and file as a real line, at real-time pace, with the ear listening; then reads the
file back and counts every sample that does not follow the one before.

    python -m benchmarks.recording [--seconds 3600]
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from dutyroom.clock import SystemClock
from dutyroom.devices import signals
from dutyroom.devices.audio_format import LINE_RATE
from dutyroom.devices.audio_simulated import SimulatedSource
from dutyroom.devices.line_sound import LineSound
from dutyroom.devices.recorder import Recorder
from dutyroom.devices.recorder_events import (
    FinishedRecording,
    RecorderEvent,
    RecordingFailed,
    RecordingFinished,
    RecordingRequest,
)
from dutyroom.devices.wav import WavReader

MOST_CPU_PERCENT = 3.0
_CHUNK = 65_536
_STARTING = 5.0
"""Seconds that the source may take to begin."""

_LOOK = 0.02
"""Seconds between two looks at what the source has made."""


def record(folder: Path, seconds: float) -> tuple[FinishedRecording, int, float]:
    """Record for some seconds.

    Returns:
        What was recorded, the frames that the source made, and the CPU time in
        seconds of this process, the source's own included.

    Raises:
        RuntimeError: The recording failed, or the source makes too little.
    """
    said: list[RecorderEvent] = []
    source = SimulatedSource(SystemClock(), signals.ramp)
    recorder = Recorder(source, folder, SystemClock(), said.append, ear=LineSound())
    before = time.process_time()
    recorder.begin(RecordingRequest("benchmark", 1, datetime.now(UTC)))
    recorder.start()
    made = _made_in(source, seconds)
    recorder.close()
    spent = time.process_time() - before
    for event in said:
        if isinstance(event, RecordingFinished):
            return event.recording, made, spent
    failures = [event.reason for event in said if isinstance(event, RecordingFailed)]
    raise RuntimeError(f"nothing was recorded: {failures}")


def _made_in(source: SimulatedSource, seconds: float) -> int:
    """Wait until a source has made so many seconds of sound; return its frames.

    Raises:
        RuntimeError: It does not make them at real pace.
    """
    limit = time.monotonic() + seconds * 1.1 + _STARTING
    while (made := source.frames_made) < seconds * LINE_RATE:
        if time.monotonic() > limit:
            raise RuntimeError(f"the source has made {made} frames in {seconds} s")
        time.sleep(_LOOK)
    return made


def faults(path: Path) -> int:
    """Return how many samples of the file do not follow the one before."""
    found = at = 0
    with WavReader(path) as reader:
        while len(sound := reader.read(at, _CHUNK + 1)) > 2:
            found += signals.ramp_faults(sound)
            at += _CHUNK  # one sample of overlap, so that no join goes unseen
    return found


def main() -> int:
    """Run, print a table and a JSON line; 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--folder", type=Path, help="where to record; a disk, not a RAM disk")
    seconds, folder = (arguments := parser.parse_args()).seconds, arguments.folder
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        recording, made, spent = record(Path(scratch), seconds)
        broken = faults(recording.path)
    result = {
        "benchmark": "recording",
        "seconds": seconds,
        "samples": recording.frames,
        # the blocks made while it was being closed may or may not be in the file
        "lost_samples": max(0, made - recording.frames),
        "broken_samples": broken,
        "gaps": len(recording.gaps),
        "cpu_percent": round(100 * spent / seconds, 2),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "python": platform.python_version(),
        "machine": platform.platform(),
    }
    for name, value in result.items():
        print(f"{name:>16}  {value}")
    print(json.dumps(result))
    sound = not (result["lost_samples"] or broken or recording.gaps)
    return 0 if sound and 100 * spent / seconds <= MOST_CPU_PERCENT else 1


if __name__ == "__main__":
    raise SystemExit(main())
