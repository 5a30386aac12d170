"""How long a month of the roster takes from the key until it stands on the screen.

    python -m benchmarks.month [--times N]

A unit of 14 officers and 4 leaders with three months published, four versions of each. The real
console runs in a pseudo-terminal without the keeper; the keys go to the month before and to the
next one in turn, and what is timed is the piece of output that brings the new month's lines.
What is read and what is judged is timed beside it, without a screen. It prints lines of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.figures import Spread
from benchmarks.terminal import Terminal
from dutyroom.clock import CLOCK_VARIABLE, SystemClock
from dutyroom.config import Settings, Unit, places, save_settings
from dutyroom.registers.roster.picture import judged, picture
from dutyroom.registers.shifts import facts as shifts
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Place
from dutyroom.store.migrator import migrate
from tests.registers.roster.roster_kit import PLANNING, put, room

_BEGAN: Final = datetime(2026, 9, 25, 2, tzinfo=UTC)
_NOW: Final = datetime(2026, 11, 2, 2, tzinfo=UTC)
_MONTHS: Final = ((2026, 10, 31), (2026, 11, 30), (2026, 12, 31))
_OFFICERS: Final = tuple(f"值班员{letter}" for letter in "甲乙丙丁戊己庚辛壬癸子丑寅卯")
_LEADERS: Final = tuple(f"领导{letter}" for letter in "甲乙丙丁")
_VERSIONS: Final = 4
_FIRST: Final = 6
"""Keys that do not count: the first ones load what later ones find in memory."""
_REST: Final = 0.6
"""Seconds between two keys, so that each begins at a screen that has come to rest."""


def main() -> int:
    """Make a unit, press the keys, and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="dutyroom-month-") as folder:
        home = Path(folder)
        where = places(home)
        save_settings(where.config, Settings(unit=Unit(code="unit", name="unit")))
        migrate(where.database, where.backups, SystemClock())
        store = open_store(where.database)
        _publish(store)
        _parts(store, times)
        store.close()
        for columns, rows in ((80, 24), (120, 36)):
            _keys(home, times, columns, rows)
    return 0


def _publish(store: Store) -> None:
    """Publish the months, each some times over, and have somebody on duty."""
    made = room(store, _OFFICERS, _LEADERS)
    made.go_to(_BEGAN)
    for year, month, last in _MONTHS:
        roster = made.filled(date(year, month, 1), date(year, month, last))
        made.publish(roster)
        for version in range(1, _VERSIONS):
            roster = put(roster, f"{date(year, month, 7 * version)}/night", f"o{version}")
            made.publish(roster, "swap")
    at = _NOW - timedelta(hours=1)
    begun = shifts.begun("shift", at, Place("unit"), officer=_OFFICERS[0], leader=_LEADERS[0])
    made.access.ledger.record(begun)


def _parts(store: Store, times: int) -> None:
    """Time what is read of a month and what is judged of it."""
    read, checked = [], []
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    for _time in range(times + _FIRST):
        began = time.perf_counter()
        with store.read() as session:
            seen = picture(session, first, last, PLANNING, _NOW)
        between = time.perf_counter()
        judged(seen, seen.in_force)
        read.append((between - began) * 1000)
        checked.append((time.perf_counter() - between) * 1000)
    _tell("a month, read", read)
    _tell("a month, judged", checked)


def _keys(home: Path, times: int, columns: int, rows: int) -> None:
    """Time the keys that turn the page."""
    clock = home / "clock"
    clock.write_text(_NOW.isoformat(), encoding="ascii")
    env = {**os.environ, CLOCK_VARIABLE: str(clock)}
    command = [sys.executable, "-m", "dutyroom", "--home", str(home), "console", "--no-keeper"]
    took: list[float] = []
    with Terminal(command, env, columns, rows) as console:
        console.until(lambda text: _OFFICERS[0] in text.replace(" ", ""), "the strip")
        console.rest(3)
        console.type("\x17")
        console.rest(1)
        console.type("6")
        console.until(lambda text: "11-02" in text and _LEADERS[1] in _tight(text), "the roster")
        months = (12, 11, 10, 11)
        for at in range(times + _FIRST):
            wanted, key = months[at % 4], "]" if at % 4 in {0, 3} else "["
            console.rest(_REST)
            began = time.monotonic_ns()
            console.type(key)
            came = console.until(partial(_stands, wanted), f"month {wanted}")
            took.append((came - began) / 1e6)
    _tell(f"a month, from the key to the screen of {columns}x{rows}", took)


def _stands(month: int, text: str) -> bool:
    """Whether the heading and the lines of a month, with people in them, are seen."""
    heading, *lines = [_tight(line) for line in text.splitlines()[2:]]
    filled = [line for line in lines if f"{month:02}-" in line[:4] and "值班员" in line]
    other = [line for line in lines if line[:3].strip(">").isdigit() and f"{month:02}-" not in line]
    return f"2026年{month:02}月" in heading and len(filled) > 5 and not other


def _tight(text: str) -> str:
    """Return a text of the screen without the blanks behind wide characters."""
    return text.replace(" ", "")


def _tell(name: str, took: list[float]) -> None:
    """Print what some times are, in milliseconds."""
    spread = Spread.of(took[_FIRST:])
    figures = {"p50_ms": spread.p50, "p99_ms": spread.p99, "max_ms": spread.largest}
    told = {"benchmark": "month", "asked": name, "count": spread.count, **figures}
    print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
