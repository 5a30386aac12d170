"""How long the console takes to start, against the smallest Textual program there is.

Both are started by turns, in the same terminal, with the same interpreter, so
that what the machine does besides falls on both; the ratio of the medians counts.
"""

from __future__ import annotations

import contextlib
import re
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from benchmarks.desk import BenchDesk
from benchmarks.figures import Figure, Spread
from benchmarks.terminal import PATIENCE, NotSeenError, Terminal

FRAME: Final = 1.5
KEY: Final = 2.5
ROWS: Final = 3.5

_KEYS: Final = "89"
"""Pressed by turns: one key again and again would be a key that is held down."""

_PRESSES: Final = 200
_BETWEEN_PRESSES: Final = 0.03
_CLOCK: Final = re.compile(r"\d\d:\d\d:\d\d")
_MS: Final = 1e6
_TRIVIAL: Final = Path(__file__).with_name("trivial_app.py")

Times = dict[str, list[float]]
"""Milliseconds since the start, a value for each round, by what was waited for."""


def start_times(desk: BenchDesk, rounds: int) -> Times:
    """Start each program so many times, by turns, after a round that does not count.

    Args:
        desk: Its keeper runs.
        rounds: How often.

    Raises:
        NotSeenError: Something did not appear.
    """
    newest = desk.newest_number()
    found: Times = {"trivial": [], "frame": [], "key": [], "rows": []}
    for count in range(rounds + 1):
        taken = {
            "trivial": _trivial(desk),
            **_first_rows(desk, newest),
            "key": _first_key(desk),
        }
        if count:
            for name, milliseconds in taken.items():
                found[name].append(milliseconds)
    return found


def figures(times: Times) -> Iterator[Figure]:
    """Yield the ratios, and the times they are made of."""
    trivial = statistics.median(times["trivial"])
    yield _milliseconds("start of a trivial Textual program → first frame", times["trivial"])
    for name, words, most in (
        ("frame", "first frame with strip and clock", FRAME),
        ("key", "a key echoes in search", KEY),
        ("rows", "rows shown", ROWS),
    ):
        yield _milliseconds(f"console start → {words}", times[name])
        ratio = statistics.median(times[name]) / trivial
        yield Figure(f"console start → {words} ÷ trivial", "×", ratio, most)


def _milliseconds(name: str, samples: list[float]) -> Figure:
    spread = Spread.of(samples)
    return Figure(name, "ms", spread.p50, judged="p50", spread=spread)


def _trivial(desk: BenchDesk) -> float:
    with Terminal([sys.executable, str(_TRIVIAL)], desk.env) as program:
        return _since_start(program, _clock_stands("trivial program"), "the first frame")


def _first_rows(desk: BenchDesk, newest: str) -> dict[str, float]:
    """Start the console and only look."""
    with desk.console() as console:
        frame = _since_start(console, _clock_stands(desk.unit), "the duty strip")
        rows = _since_start(console, lambda text: newest in text, "the newest call")
    return {"frame": frame, "rows": rows}


def _first_key(desk: BenchDesk) -> float:
    """Start the console and type into the search as soon as there is something to see.

    Keys are pressed again and again, as an impatient person does: one that comes
    before the field has the focus does nothing.
    """
    with desk.console() as console:
        console.until(_clock_stands(desk.unit), "the duty strip")
        console.type("/")
        for press in range(_PRESSES):
            console.rest(_BETWEEN_PRESSES)
            console.type(_KEYS[press % len(_KEYS)])
            with contextlib.suppress(NotSeenError):
                return _since_start(console, _echoed, "the key in the search", _BETWEEN_PRESSES)
    raise NotSeenError("no key was echoed in the search")


def _echoed(text: str) -> bool:
    """Whether the search field, the line above the list, holds just the keys."""
    return any(line.strip() and set(line.strip()) <= set(_KEYS) for line in text.splitlines())


def _clock_stands(words: str) -> Callable[[str], bool]:
    """Return what tells whether words and a clock stand on the screen."""
    return lambda text: words in text and _CLOCK.search(text) is not None


def _since_start(
    program: Terminal, seen: Callable[[str], bool], what: str, seconds: float = PATIENCE
) -> float:
    """Return the milliseconds from the start to what is waited for."""
    return (program.until(seen, what, seconds) - program.began) / _MS
