"""What the tests of the self-check share: a bench without a keeper, and one reading of a kind."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from dutyroom.channel.messages import Answer
from dutyroom.clock import Clock, SystemClock
from dutyroom.config import Line, Probes, Settings, places
from dutyroom.desk.looks.bench import Bench
from dutyroom.desk.probing import Probing
from dutyroom.standard.probing import Kind, Probe, Reading, State

NOW = datetime(2026, 11, 23, 9, 43, 30, tzinfo=UTC)


async def no_keeper(command: str, line: str = "", **values: str) -> Answer:
    """Answer as the console does where no keeper runs."""
    return Answer(0, done=False, reason="gone")


def bench(
    home: Path,
    *lines: Line,
    probes: Probes | None = None,
    clock: Clock | None = None,
) -> Bench:
    """A bench at a home."""
    settings = Settings(lines=lines, probes=probes or Probes())
    return Bench(places(home), settings, clock or SystemClock(), no_keeper)


async def read(made: Bench, kind: Kind, subject: str = "", seconds: float = 10.0) -> Reading:
    """Run one probe, and return its answer."""
    run = Probing(made, [Probe(kind, subject, seconds=seconds)])
    readings = [each async for each in run.readings()]
    assert [each.state for each in readings[:-1]] == [State.RUNNING]
    return readings[-1]


def programs(folder: Path, **named: str) -> None:
    """Put stand-ins for programs into a folder: name and Python code."""
    folder.mkdir(exist_ok=True)
    for name, code in named.items():
        path = folder / name
        path.write_text(f"#!{sys.executable}\nimport sys, time\n{code}\n", encoding="utf-8")
        path.chmod(0o755)
