"""How fast the call log answers with a million calls in it.

Run it as `python -m benchmarks.register_rows [--rows N] [--json]`. Everything is
asked through the functions that the screens use, each in a transaction of its own.
Cold means that the file was dropped from the machine's memory before the query.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Final

from benchmarks import as_console  # noqa: F401 - before the first table is declared
from benchmarks.million_calls import KINDS, LAST, made, queries
from dutyroom.config import Alarms
from dutyroom.registers.alarms.rules import due_since
from dutyroom.registers.calls import reading
from dutyroom.registers.calls.owing import owing
from dutyroom.registers.calls.reading import CallFilter
from dutyroom.store.engine import Store, open_store

_WARM: Final = 300
_COLD: Final = 10
_PAGE: Final = 50
_TARGETS: Final = {"page": 2.0, "search": 5.0, "other": 5.0}
_COLD_TARGET: Final = 50.0
_UNTIMED: Final = frozenset({"one character"})
"""The target for searching holds from two characters on."""


def main() -> int:
    """Ask, print what came out, and return 1 where a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    arguments = parser.parse_args()
    path = made(arguments.rows)
    store = open_store(path)
    if not arguments.json:
        print(f"the call log, {arguments.rows} calls, {path.stat().st_size / 1e6:.0f} MB")
        print(f"SQLite {store.sqlite_version}, {platform.machine()}, page of {_PAGE}")
        print(f"{'asked':<24}{'p50':>8}{'p99':>8}{'max':>8}{'cold max':>10}  ms")
    missed = [
        *_measure_pages(store, as_json=arguments.json),
        *_measure_others(store, as_json=arguments.json),
        *_measure_searches(store, path, as_json=arguments.json),
    ]
    store.close()
    return int(any(missed))


def _ask(store: Store, question: Callable[[Store], object]) -> float:
    """Ask once; return the milliseconds it took."""
    began = time.perf_counter()
    question(store)
    return (time.perf_counter() - began) * 1000


def _search(typed: str, which: CallFilter = CallFilter.ALL) -> Callable[[Store], object]:
    """Return the question for a first page of a search."""

    def question(store: Store) -> object:
        with store.read() as session:
            return reading.page(session, which, query=typed, limit=_PAGE, now=LAST)

    return question


def _page(which: CallFilter, before: int | None) -> Callable[[Store], object]:
    """Return the question for a page of the log."""

    def question(store: Store) -> object:
        with store.read() as session:
            return reading.page(session, which, before=before, limit=_PAGE, now=LAST)

    return question


def _measure_pages(store: Store, *, as_json: bool) -> Iterable[bool]:
    """Page through each filter from many places of the log."""
    with store.read() as session:
        last = reading.page(session, CallFilter.ALL, limit=1)[0].ordinal
    for which in CallFilter:
        places = [last + 1 - number * last // _WARM for number in range(_WARM)]
        timed = [_ask(store, _page(which, before)) for before in places]
        yield _tell(f"page: {which.value}", timed, [], _TARGETS["page"], as_json=as_json)


def _measure_searches(store: Store, path: Path, *, as_json: bool) -> Iterable[bool]:
    """Search for what officers type, with the file in memory and then without."""
    warm = {kind: [_ask(store, _search(typed)) for typed in queries(kind, _WARM)] for kind in KINDS}
    for kind, timed in warm.items():
        cold = [_ask_cold(path, typed) for typed in queries(kind, _COLD)]
        target = float("inf") if kind in _UNTIMED else _TARGETS["search"]
        yield _tell(f"search: {kind}", timed, cold, target, as_json=as_json)


def _measure_others(store: Store, *, as_json: bool) -> Iterable[bool]:
    """Ask what strip, card and alarms ask each second."""

    def picture(store: Store) -> object:
        with store.read() as session:
            return reading.current(session), reading.counts(session)

    def owed(store: Store) -> object:
        with store.read() as session:
            return owing(session, due_since(LAST, Alarms()))

    def before(store: Store) -> object:
        with store.read() as session:
            return reading.previous(session, "13800138000", area_code="0755")

    def shift(store: Store) -> object:
        since = LAST - timedelta(hours=24)
        with store.read() as session:
            return reading.page(session, CallFilter.SHIFT, since=since, limit=_PAGE)

    asked = {"strip": picture, "alarms": owed, "previous calls": before, "shift": shift}
    for name, question in asked.items():
        timed = [_ask(store, question) for _ in range(_WARM)]
        yield _tell(name, timed, [], _TARGETS["other"], as_json=as_json)


def _ask_cold(path: Path, typed: str) -> float:
    """Ask right after opening, with nothing of the file in memory; return milliseconds."""
    store = open_store(path)
    with store.read() as session:
        session.connection()
    descriptor = os.open(path, os.O_RDONLY)
    if hasattr(os, "posix_fadvise"):
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(descriptor)
    took = _ask(store, _search(typed))
    store.close()
    return took


def _tell(
    name: str, timed: list[float], cold: list[float], target: float, *, as_json: bool
) -> bool:
    """Print the figures of one question; return whether they miss their target."""
    ordered = sorted(timed)
    p99 = ordered[int(len(ordered) * 0.99)]
    worst = max(cold, default=0.0)
    figures = {
        "p50_ms": round(statistics.median(ordered), 3),
        "p99_ms": round(p99, 3),
        "max_ms": round(ordered[-1], 3),
        "cold_max_ms": round(worst, 2),
    }
    if as_json:
        print(json.dumps({"benchmark": "register_rows", "asked": name, **figures}), flush=True)
    else:
        print(f"{name:<24}" + "".join(f"{value:>8.2f}" for value in figures.values()), flush=True)
    return p99 > target or (worst > _COLD_TARGET and target != float("inf"))


if __name__ == "__main__":
    sys.exit(main())
