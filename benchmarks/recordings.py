"""What recording costs and loses, for as long as asked, while the log is searched and written.

Two recorders run at the same time: one takes a counted ramp from the simulated
source, in a process of its own; the other is the real keeper, on a call, with a tone
played into the null sink of a sound server and captured by PortAudio.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks import tone
from benchmarks.desk import BenchDesk
from benchmarks.figures import Figure
from benchmarks.processes import processor_seconds
from tests.e2e.keeper_desk import until

PROCESSOR_PERCENT: Final = 3.0

_ROOT: Final = Path(__file__).resolve().parent.parent
_LEAD: Final = 3
"""Seconds that the tone sounds longer than it is looked at, at each end."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of it.

    Attributes:
        ramp: What `benchmarks.recording` says.
        load: How many searches and calls there were meanwhile.
        keeper_percent: Processor time of the keeper, in percent of one core.
        breaks: Samples of the tone that do not follow those before.
        heard: Length of the tone in the recording, in seconds.
        gaps: Gaps that the recording's own rows tell of.
    """

    ramp: dict[str, Any]
    load: dict[str, int]
    keeper_percent: float
    breaks: int
    heard: float
    gaps: int


def record(desk: BenchDesk, seconds: int, number: str) -> Recorded:
    """Record for some seconds.

    Args:
        desk: Its keeper runs and records from its sound server.
        seconds: How long.
        number: Of the call.

    Raises:
        RuntimeError: There is no sound server, or a part failed.
    """
    if desk.sound is None:
        raise RuntimeError("no sound server is installed")
    load = _start("benchmarks.load", str(desk.keeper.places.database))
    if load.stdout is not None:
        load.stdout.readline()  # it searches by now: on a busy machine it takes seconds to begin
    player = desk.sound.play(tone.tone(seconds + 2 * _LEAD))
    ramp = _start("benchmarks.recording", f"--seconds={seconds}", f"--folder={desk.keeper.home}")
    try:
        desk.answer(number)
        before, began = processor_seconds(desk.keeper_pid), time.monotonic()
        ramp_said = _result(ramp)
        used = processor_seconds(desk.keeper_pid) - before
        spent = time.monotonic() - began
        desk.lay_down()
        load_said = _result(load)
        found, heard, gaps = _look_at(desk)
        if heard < seconds:
            raise RuntimeError(f"only {heard:.1f} s of the tone were recorded")
        return Recorded(ramp_said, load_said, 100 * used / spent, found, heard, gaps)
    finally:
        for process in (player, load, ramp):
            process.kill()
            process.wait()


def figures(recorded: Recorded) -> Iterator[Figure]:
    """Yield the figures of a recording."""
    ramp, load = recorded.ramp, recorded.load
    beside = f"beside {load['searches']} searches and {load['calls']} written calls"
    lost = ramp["lost_samples"] + ramp["broken_samples"] + ramp["gaps"]
    length = f"{ramp['seconds']:.0f} s"
    yield Figure(f"ramp recorded for {length}: samples lost", "samples", lost, 0, note=beside)
    yield Figure(
        f"ramp recorded for {length}: processor", "%", ramp["cpu_percent"], PROCESSOR_PERCENT,
        note="of one core, with the source that makes the ramp",
    )  # fmt: skip
    heard = f"tone through PortAudio, {recorded.heard:.0f} s"
    yield Figure(f"{heard}: breaks and gaps", "", recorded.breaks + recorded.gaps, 0)
    yield Figure(
        f"{heard}: processor of the keeper", "%", recorded.keeper_percent, PROCESSOR_PERCENT,
        note="of one core, with all else that the keeper does",
    )  # fmt: skip


def _start(module: str, *arguments: str) -> subprocess.Popen[str]:
    """Start one of the other benchmarks, which waits for its standard input where it has to."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
    )


def _result(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Close its standard input, wait for its end and return the last line it printed.

    Raises:
        RuntimeError: It failed.
    """
    said, complaint = process.communicate()
    lines = [line for line in said.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(complaint.strip().rpartition("\n")[2])
    result: dict[str, Any] = json.loads(lines[-1])
    return result


def _look_at(desk: BenchDesk) -> tuple[int, float, int]:
    """Return breaks and length of the tone in the newest recording, and the gaps it tells of."""
    until(desk.finished, what="the recording to be closed")
    rows = desk.finished()
    found = [tone.breaks_in(desk.keeper.places.recordings / row.path) for row in rows]
    gaps = sum(len(row.gaps) for row in rows) + len(rows) - 1
    return sum(each for each, _ in found), sum(length for _, length in found), gaps
