"""How long a handover takes: a shift of 500 calls and 200 open matters.

    python -m benchmarks.handing_over [--json]

Time is wall time, in this process, on a database of its own. The lock figure is how long the one
transaction of the signatures keeps other writers waiting: what takes time is made ready before.
Ends with 1 where a target was missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final
from unittest import mock

from benchmarks.figures import Figure, Spread, Verdict
from benchmarks.machine import load, machine
from benchmarks.report import Report
from dutyroom.clock import SystemClock
from dutyroom.config import Equipment, Settings
from dutyroom.desk.handover import sheet
from dutyroom.documents.handover_sheet import paper
from dutyroom.documents.paper_page import as_pdf
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.hashing import Hasher
from dutyroom.registers.calls import facts as calls
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.handover import acts, by_name
from dutyroom.registers.handover.reading import under_way
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters import facts as matters
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.shifts import facts as shifts
from dutyroom.standard.handover.values import Decision, Item
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session

CALLS: Final = 500
MATTERS: Final = 200
OFFICER: Final = "覃小梅"
PLACE: Final = Place("bench")
LINE: Final = Place("bench", "1")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="lines of JSON")
    arguments = parser.parse_args()
    report = Report({"ran": "handing_over"}, machine(Path.cwd()))
    report.loads["before"] = load()
    with tempfile.TemporaryDirectory(prefix="handing-over-") as folder:
        report.figures += figures(Path(folder) / "dutyroom.db")
    report.loads["after"] = load()
    print(report.json_lines() if arguments.json else report.table())
    return int(any(figure.verdict is Verdict.MISSED for figure in report.figures))


def figures(database: Path) -> Iterator[Figure]:
    """Yield each figure.

    Args:
        database: Where a database may be made.
    """
    store = open_store(database, migrate=True)
    try:
        access = Access(store, Ledger(store, SystemClock()), SystemClock(), PLACE, Hasher())
        fill(access)
        acts.begin(access, actor=OFFICER, planned_end=None)
        with store.read() as session:
            held = under_way(session, access.clock.now(), limits=Equipment())
        keys = [item for item in held.walk.items if not item.done] if held else []
        yield _spread("collected", 200.0, [timed(lambda: collected(store)) for _ in range(10)])
        yield _spread(
            "an item explained", None, [timed(partial(_explain, access, i)) for i in keys]
        )
        acts.arrive(access, name="单明", arrived_at=access.clock.now(), planned_end=None)
        yield _spread("an item accepted", None, [timed(partial(_accept, access, i)) for i in keys])
        yield _spread("list as PDF", 2000.0, [timed(lambda: pdf(store)) for _ in range(3)])
        locked: list[float] = []
        with watched(store, locked):
            yield _spread("signed, all in all", None, [timed(partial(_signed, access))])
        yield _spread("signed: the write lock held", 50.0, [max(locked)])
    finally:
        store.close()


def fill(access: Access) -> None:
    """Have a shift in which much came in; ten of its calls are not called back."""
    at = access.clock.now() - timedelta(hours=8)
    made: list[Fact] = [shifts.begun("s1", at, PLACE, officer=OFFICER)]
    for number in range(CALLS):
        call, when = f"c{number}", at + timedelta(seconds=50 * number)
        missed = number % 50 == 0
        outcome = Outcome.MISSED if missed else Outcome.ANSWERED
        made.append(calls.begun(call, when, LINE, direction="in"))
        made.append(calls.ended(call, when, LINE, outcome=outcome, by=KnownBy.HOOK, seconds=60.0))
        if not missed:
            fields = {
                "content": f"群众来电咨询第 {number} 项事务的办理地点和时间",
                "handling": "已答复",
            }
            made.append(calls.written_up(call, when, LINE, actor=OFFICER, fields=fields))
    for number in range(MATTERS):
        what = matters.Opening(f"镇街报告第 {number} 处积水，需跟踪处置并于次日上午回复")
        by = Officer(OFFICER)
        made.append(matters.opened(f"m{number}", at, PLACE, by=by, what=what))
    for start in range(0, len(made), 100):
        access.ledger.record(*made[start : start + 100])


def collected(store: Store) -> None:
    """Collect what there is to hand over, as the screen does."""
    with store.read() as session:
        under_way(session, SystemClock().now(), limits=Equipment())


def pdf(store: Store) -> None:
    """Make the page."""
    with store.read() as session:
        found = sheet(session, "", SystemClock().now(), Settings())
    if found is not None:
        as_pdf(paper(found))


def _explain(access: Access, item: Item) -> None:
    """Explain an item."""
    acts.explain(access, item.key, "八点前回复", actor=OFFICER)


def _accept(access: Access, item: Item) -> None:
    """Accept an item."""
    acts.decide(access, item.key, Decision.ACCEPTED, digest=item.digest)


def _signed(access: Access) -> None:
    """Sign, at a desk without accounts: no time goes into passwords."""
    by_name.sign(access, leader_name="", phone="", leader="nothing")


@contextmanager
def watched(store: Store, held: list[float]) -> Iterator[None]:
    """Note how long each transaction keeps the write lock, its commit included, in ms."""
    write = store.write

    @contextmanager
    def watching() -> Iterator[Session]:
        with ExitStack() as stack:
            session = stack.enter_context(write())
            begun = time.perf_counter()
            yield session
            stack.close()
            held.append((time.perf_counter() - begun) * 1000)

    with mock.patch.object(store, "write", watching):
        yield


def timed(act: Callable[[], object]) -> float:
    """Return how long something takes, in milliseconds."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def _spread(name: str, target: float | None, taken: list[float]) -> Figure:
    """Return a figure whose worst sample is held against a target."""
    return Figure(name, "ms", max(taken), target, judged="max", spread=Spread.of(taken))


if __name__ == "__main__":
    sys.exit(main())
