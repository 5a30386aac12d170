"""What goes on beside a recording: somebody types into the search, and calls are written.

    python -m benchmarks.load DATABASE

Ten searches and two whole calls a second, until standard input is closed; then it
prints how many there were, as a line of JSON. A line before says that the first search is done.
"""

from __future__ import annotations

import itertools
import json
import random
import select
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.million_calls import KINDS, call_facts, queries
from dutyroom.clock import SystemClock
from dutyroom.registers.calls import reading
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store, open_store

_PAUSE: Final = 0.1
_SEARCHES_PER_CALL: Final = 5
_TYPED: Final = 1000


def main() -> int:
    """Work until told to stop."""
    store = open_store(Path(sys.argv[1]))
    ledger = Ledger(store, SystemClock())
    chance = random.Random(7)  # noqa: S311 - made-up calls, no secrets
    searches = calls = 0
    _search(store, next(_typed()))
    print("under way", flush=True)
    for typed in _typed():
        if select.select([sys.stdin], [], [], _PAUSE)[0]:
            break
        _search(store, typed)
        searches += 1
        if searches % _SEARCHES_PER_CALL == 0:
            ledger.record(*call_facts(chance, datetime.now(UTC)))
            calls += 1
    store.close()
    print(json.dumps({"searches": searches, "calls": calls}), flush=True)
    return 0


def _typed() -> Iterator[str]:
    """Yield queries of every kind by turns, for ever."""
    kinds = [itertools.cycle(queries(kind, _TYPED)) for kind in KINDS]
    return (next(kind) for kind in itertools.cycle(kinds))


def _search(store: Store, typed: str) -> None:
    with store.read() as session:
        reading.page(session, "all", query=typed, limit=50, now=datetime.now(UTC))


if __name__ == "__main__":
    sys.exit(main())
