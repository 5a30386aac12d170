"""Measure everything, print one table and lines of JSON.

    python -m benchmarks.run [--hour] [--only GROUP …] [--rows N] [--seconds N] …

Ends with 1 where a target was missed or something could not be measured.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks import calls, decoding, recordings, resident, rota, searching, starting
from benchmarks.desk import BenchDesk, bench_desk
from benchmarks.figures import Figure
from benchmarks.machine import load, machine
from benchmarks.million_calls import FOLDER, made
from benchmarks.report import Report
from benchmarks.terminal import NotSeenError
from dutyroom.store.errors import StoreError

RESULTS: Final = "results"
"""Name of the files below the folder of the benchmarks that keep the last run."""

_TROUBLE: Final = (
    RuntimeError, NotSeenError, AssertionError, OSError, ValueError, StoreError,
    subprocess.SubprocessError,
)  # fmt: skip
"""What may go wrong in a group; the others are measured all the same, and the table says so."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of each is measured.

    Attributes:
        rows: Calls in the database.
        calls: Calls timed in a terminal of 80×24.
        wide_calls: Calls timed in a terminal of 120×36.
        all_calls: Calls that keeper and console have seen when their memory is read.
        rounds: Starts of each program.
        age: Seconds that the console has run when its memory is read.
        seconds: Length of the recording.
        solves: How often each roster is solved.
    """

    rows: int = 1_000_000
    calls: int = 300
    wide_calls: int = 150
    all_calls: int = resident.CALLS
    rounds: int = 8
    age: float = resident.AGE_SECONDS
    seconds: int = 20
    solves: int = 5


Group = Callable[[Plan, "Shared"], Iterator[Figure]]


class Shared:
    """What the groups share: a desk that is laid out when the first of them needs it."""

    def __init__(self, plan: Plan, stack: ExitStack) -> None:
        """Prepare.

        Args:
            plan: How big the desk is.
            stack: Takes the desk down at the end.
        """
        self._plan = plan
        self._stack = stack
        self._desk: BenchDesk | None = None
        self.numbers = calls.numbers()

    def desk(self) -> BenchDesk:
        """Return the desk."""
        if self._desk is None:
            self._desk = self._stack.enter_context(bench_desk(self._plan.rows))
        return self._desk


def _decoders(_plan: Plan, _shared: Shared) -> Iterator[Figure]:
    """Measure the decoders."""
    yield from decoding.figures()


def _search(plan: Plan, _shared: Shared) -> Iterator[Figure]:
    """Measure pages and searches."""
    yield from searching.figures(plan.rows)


def _start(plan: Plan, shared: Shared) -> Iterator[Figure]:
    """Measure the start of the console."""
    yield from starting.figures(starting.start_times(shared.desk(), plan.rounds))


def _calls(plan: Plan, shared: Shared) -> Iterator[Figure]:
    """Measure calls at both sizes of the terminal, then the memory of both processes."""
    desk = shared.desk()
    with desk.console(120, 36) as console:
        console.until(lambda text: desk.unit in text, "the duty strip")
        console.rest(3)
        wide = calls.ring_through(desk, console, plan.wide_calls, shared.numbers)
        yield from calls.figures(wide, "120×36")
    with desk.console(80, 24) as console:
        console.until(lambda text: desk.unit in text, "the duty strip")
        console.rest(3)
        timed = calls.ring_through(desk, console, plan.calls, shared.numbers)
        yield from calls.figures(timed, "80×24")
        left = plan.all_calls - plan.calls - plan.wide_calls
        calls.hurry_through(desk, console, left, shared.numbers)
        resident.come_of_age(console, plan.age)
        yield from resident.figures(desk, console, plan.all_calls)


def _recording(plan: Plan, shared: Shared) -> Iterator[Figure]:
    """Measure a recording."""
    recorded = recordings.record(shared.desk(), plan.seconds, next(shared.numbers))
    yield from recordings.figures(recorded)


def _rota(plan: Plan, _shared: Shared) -> Iterator[Figure]:
    """Measure the rota solver against its targets, and its fairness against a plain rotation."""
    yield from rota.figures(plan.solves)


GROUPS: Final[dict[str, Group]] = {
    "decoders": _decoders,
    "search": _search,
    "start": _start,
    "calls": _calls,
    "recording": _recording,
    "rota": _rota,
}
"""What can be measured, in the order it is done; no two run at the same time."""


_WITHOUT_CALLS: Final = frozenset({"decoders", "rota"})
"""What needs no database."""


def measure(plan: Plan, groups: list[str], say: Callable[[str], None]) -> Report:
    """Measure some groups.

    Args:
        plan: How much of each.
        groups: Names from `GROUPS`.
        say: Told how far it has got.
    """
    FOLDER.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    ran = {"taken": f"{now:%Y-%m-%d %H:%M} UTC", "groups": groups, "calls_in_log": plan.rows}
    report = Report(ran, machine(FOLDER))
    if set(groups) - _WITHOUT_CALLS:
        say(f"a database with {plan.rows} calls")
        made(plan.rows)
    report.loads["before"] = load()
    with ExitStack() as stack:
        shared = Shared(plan, stack)
        for name in groups:
            say(name)
            try:
                for figure in GROUPS[name](plan, shared):
                    report.figures.append(figure)
            except _TROUBLE as error:
                report.failures[name] = f"{error.__class__.__name__}: {error}"
    report.loads["after"] = load()
    return report


def main() -> int:
    """Measure, print, and keep the results."""
    arguments = _parser().parse_args()
    seconds = arguments.seconds or (3600 if arguments.hour else Plan().seconds)
    groups = arguments.only or (["recording"] if arguments.hour else list(GROUPS))
    plan = Plan(
        rows=arguments.rows,
        calls=arguments.calls,
        wide_calls=arguments.calls // 2,
        all_calls=max(arguments.all_calls, arguments.calls * 3 // 2),
        rounds=arguments.rounds,
        age=arguments.age,
        seconds=seconds,
        solves=arguments.solves,
    )
    report = measure(plan, groups, lambda words: print(f"… {words}", file=sys.stderr, flush=True))
    print(report.table(), report.json_lines(), sep="\n\n")
    _keep(report, arguments.hour)
    return int(bool(report.missed or report.failures))


def _parser() -> argparse.ArgumentParser:
    """Return what reads the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hour", action="store_true", help="an hour of recording, alone")
    parser.add_argument("--only", nargs="+", choices=GROUPS, metavar="GROUP", help=str([*GROUPS]))
    for name, words in (
        ("rows", "calls in the database"),
        ("calls", "calls that are timed; half as many again in a large terminal"),
        ("all_calls", "calls before memory is read"),
        ("rounds", "starts of each program"),
        ("age", "seconds before memory is read"),
        ("solves", "how often each roster is solved"),
    ):
        parser.add_argument(
            f"--{name.replace('_', '-')}", type=int, default=int(getattr(Plan(), name)), help=words
        )
    parser.add_argument("--seconds", type=int, help="length of the recording")
    return parser


def _keep(report: Report, hour: bool) -> None:
    """Keep the table and the lines of JSON beside the database."""
    name = f"{RESULTS}-hour" if hour else RESULTS
    Path(FOLDER / f"{name}.txt").write_text(report.table() + "\n", encoding="utf-8")
    Path(FOLDER / f"{name}.jsonl").write_text(report.json_lines() + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
