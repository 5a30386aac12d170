"""How the figures are told: a table for people, lines of JSON for programs, text for the manual."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.figures import Figure, Verdict

_HEADS = ("figure", "target", "measured", "p50", "p99", "max", "n", "")
_EMPTY = ""


@dataclass
class Report:
    """What one run found.

    Attributes:
        ran: What ran: the groups, the number of calls, when.
        machine: The machine it ran on.
        figures: In the order they were taken.
        failures: Groups that could not be measured, each with the reason.
        loads: Load averages before the run, and after it.
    """

    ran: dict[str, object]
    machine: dict[str, object]
    figures: list[Figure] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    loads: dict[str, list[float]] = field(default_factory=dict)

    @property
    def missed(self) -> list[Figure]:
        """The figures whose target was missed."""
        return [figure for figure in self.figures if figure.verdict is Verdict.MISSED]

    def table(self) -> str:
        """Return everything as people read it."""
        lines = [*_pairs({**self.machine, **self.ran}), *_pairs(self._loads()), ""]
        lines += _aligned([_HEADS, *map(_cells, self.figures)])
        notes = {each.note: each.name for each in reversed(self.figures) if each.note}
        lines += ["", *(f"  {name}: {note}" for note, name in reversed(notes.items()))]
        lines += [f"NOT MEASURED  {name}: {why}" for name, why in self.failures.items()]
        held = [each for each in self.figures if each.verdict is not Verdict.NONE]
        met = len(held) - len(self.missed)
        return "\n".join([*lines, "", f"{met} of {len(held)} targets met"])

    def json_lines(self) -> str:
        """Return a line about the run, and one for each figure."""
        head = {"kind": "run", **self.ran, "machine": self.machine, **self._loads()}
        lines: list[dict[str, object]] = [head]
        lines += [{"kind": "figure", **figure.as_dict()} for figure in self.figures]
        lines += [{"kind": "failure", "group": k, "why": v} for k, v in self.failures.items()]
        return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)

    def _loads(self) -> dict[str, object]:
        return {f"load_{when}": value for when, value in self.loads.items()}


def _cells(figure: Figure) -> Sequence[str]:
    """Return a row of the table."""
    sign = "≥" if figure.at_least else "≤"
    target = _EMPTY if figure.target is None else f"{sign} {figure.target:g} {figure.unit}"
    measured = f"{_number(figure.value)} {figure.unit}"
    spread = figure.spread
    if spread is None:
        return (figure.name, target, measured, _EMPTY, _EMPTY, _EMPTY, _EMPTY, figure.verdict)
    numbers = (_number(spread.p50), _number(spread.p99), _number(spread.largest))
    if figure.judged:
        measured = f"{measured} {figure.judged}"
    return (figure.name, target, measured, *numbers, str(spread.count), figure.verdict)


def _number(value: float) -> str:
    """Return a number with about three digits that mean something."""
    if abs(value) >= 100 or value == int(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines whose columns stand below each other, numbers to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if at in {0, len(row) - 1} else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _pairs(values: dict[str, object]) -> list[str]:
    """Return names and values as lines."""
    return [f"{name.replace('_', ' '):<14}{_plain(value)}" for name, value in values.items()]


def _plain(value: object) -> str:
    """Return a value as people write it."""
    if isinstance(value, list | tuple):
        return " ".join(str(each) for each in value)
    return str(value)
