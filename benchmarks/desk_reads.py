"""How fast the log answers the console: its own pages, with the names behind the numbers.

    python -m benchmarks.desk_reads [--rows N]

`benchmarks.register_rows` asks the register alone; this asks what stands between it
and the screens, as the screens do. It prints lines of JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable
from typing import Final

from benchmarks import as_console  # noqa: F401 - before the first table is declared
from benchmarks.figures import Spread
from benchmarks.million_calls import LAST, made, queries
from dutyroom.clock import SystemClock
from dutyroom.config import Settings, Unit
from dutyroom.desk.opening import StoreRegisters
from dutyroom.screens.calls import PAGE
from dutyroom.store.engine import open_store

_TIMES: Final = 200
_FIRST: Final = 5
"""Questions that do not count: the first ones load what later ones find in memory."""


def main() -> int:
    """Ask, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    store = open_store(made(parser.parse_args().rows))
    settings = Settings(unit=Unit(code="unit", area_code="0480"))
    registers = StoreRegisters(store, settings, SystemClock(), None)
    last = registers.page("all", query="", before=None, limit=1, now=LAST)[0].ordinal
    gc.freeze()  # as the console does once its registers are loaded

    def next_page(at: int) -> object:
        before = last + 1 - at * last // (_TIMES + _FIRST)
        return registers.page("all", query="", before=before, limit=PAGE, now=LAST)

    typed = list(queries("two characters", _TIMES + _FIRST))

    def search(at: int) -> object:
        return registers.page("all", query=typed[at], before=None, limit=PAGE, now=LAST)

    _tell("page, with names, as the console reads it", next_page)
    _tell("search: two characters, with names, as the console reads it", search)
    registers.close()
    return 0


def _tell(name: str, question: Callable[[int], object]) -> None:
    """Ask again and again, and print how long the answers took."""
    timed: list[float] = []
    for at in range(_TIMES + _FIRST):
        began = time.perf_counter()
        question(at)
        timed.append((time.perf_counter() - began) * 1000)
    spread = Spread.of(timed[_FIRST:])
    figures = {"p50_ms": spread.p50, "p99_ms": spread.p99, "max_ms": spread.largest}
    told = {"benchmark": "desk_reads", "asked": name, "count": spread.count, "cold_max_ms": 0}
    print(json.dumps({**told, **figures}), flush=True)


if __name__ == "__main__":
    sys.exit(main())
