"""Pages and searches of the log with a million calls, asked through the register's own functions.

`benchmarks.register_rows` asks the register, `benchmarks.desk_reads` the way from it
to the screens, each in a process of its own; this reads what they print.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.figures import Figure, Spread
from benchmarks.million_calls import made

WARM_MS: Final = 5.0
COLD_MS: Final = 50.0
PAGE_MS: Final = 2.0

_AT_ONCE: Final = 1 << 24
_ONE_CHARACTER: Final = "one character"
"""The target holds from two characters on."""

_COLD_NOTE: Final = (
    "right after the file was dropped from the machine's memory by posix_fadvise(DONTNEED); "
    "the disk's own memory is not emptied"
)


def figures(rows: int) -> Iterator[Figure]:
    """Yield a figure for each question, with the file in memory, and without it.

    Raises:
        RuntimeError: A benchmark failed.
    """
    answers = [*_asked("register_rows", rows), *_asked("desk_reads", rows)]
    yield from map(_warm, answers)
    yield from (_cold(each) for each in answers if each["cold_max_ms"])


def _warm_up(rows: int) -> None:
    """Read the whole database once: warm means that the machine has it in its memory."""
    with made(rows).open("rb") as file:
        while file.read(_AT_ONCE):
            pass


def _asked(module: str, rows: int) -> list[dict[str, Any]]:
    """Return what one of the two benchmarks prints.

    Raises:
        RuntimeError: It failed.
    """
    _warm_up(rows)  # the one before may have ended with questions to a file not in memory
    options = ["--json"] if module == "register_rows" else []
    asked = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", "--rows", str(rows), *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parent.parent,
    )
    answers = [json.loads(line) for line in asked.stdout.splitlines() if line.startswith("{")]
    if not answers:
        raise RuntimeError(asked.stderr.strip().rpartition("\n")[2])
    return answers


def _warm(answer: dict[str, Any]) -> Figure:
    """Return the figure of a question asked often."""
    name = str(answer["asked"])
    target = PAGE_MS if name.startswith("page") else WARM_MS
    p50, p99, largest = answer["p50_ms"], answer["p99_ms"], answer["max_ms"]
    return Figure(
        f"log, {name}",
        "ms",
        p99,
        None if _ONE_CHARACTER in name else target,
        judged="p99",
        spread=Spread(int(answer.get("count", 300)), p50, p99, largest, 0.0),
    )


def _cold(answer: dict[str, Any]) -> Figure:
    """Return the figure of a question whose answer has to be read from the disk."""
    name = str(answer["asked"])
    target = None if _ONE_CHARACTER in name else COLD_MS
    return Figure(
        f"log, {name}, cold", "ms", answer["cold_max_ms"], target, judged="max", note=_COLD_NOTE
    )
