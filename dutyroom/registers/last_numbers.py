"""Which running numbers a database knows of: those of its rows, and those it passes over itself.

Of a damaged one, what its journal says soundly is believed, and of its tables what can be true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Table, func, select

from dutyroom.registers.calls.tables import Call
from dutyroom.registers.handover.tables import HANDOVERS
from dutyroom.registers.matters.tables import MATTERS
from dutyroom.registers.numbers import facts
from dutyroom.registers.numbers.facts import Series
from dutyroom.registers.numbers.register import LARGEST
from dutyroom.registers.numbers.tables import KEPT, PASSED
from dutyroom.registers.values import whole
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session
from dutyroom.store.survivors import Survivors, survivors

_TABLES: Final[dict[Series, Table]] = {
    Series.CALLS: table_of(Call),
    Series.MATTERS: MATTERS,
    Series.HANDOVERS: HANDOVERS,
}

UnitYear = tuple[str, int]
"""A unit and a Beijing year: each counts from 1."""

Last = dict[UnitYear, int]
"""By unit and year, the last number that was given or passed over."""

Kept = dict[UnitYear, dict[str, int]]
"""By unit and year, the numbers that subjects had."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a database that is set aside tells of the numbers of one series.

    Attributes:
        last: The last number of each unit and year.
        kept: The numbers that only it knows; None: it cannot be read what it gave.
    """

    last: Last
    kept: Kept | None


def last_in(session: Session, series: Series) -> Last:
    """Return the last numbers of a sound database."""
    table = _TABLES[series]
    columns = table.c.unit, table.c.year
    given = select(*columns, func.max(table.c.running)).group_by(*columns)
    passed = select(PASSED.c.unit, PASSED.c.year, PASSED.c.last).filter_by(series=series.value)
    connection = session.connection()
    return _highest([*connection.execute(given), *connection.execute(passed)])


def last_numbers(backup: Path) -> dict[Series, Last] | None:
    """Return the last numbers that stand in a backup; None where they cannot be read.

    Args:
        backup: The file; it is not changed.
    """
    found: dict[Series, Last] = {}
    with survivors(backup) as left:
        for series, table in _TABLES.items():
            rows = left.rows(table.name, ("unit", "year", "running")) if left else None
            if left is None or rows is None:
                return None
            found[series] = _highest([*rows, *_entered(left, series, 0), *_passed(left, series)])
    return found


def told_by(left: Survivors, series: Series, known: Last, after: int | None, gap: int) -> Told:
    """Return what a database that is set aside tells of the numbers of one series.

    A number that damage made is not believed: each new one had a fact of its own, but for the
    gap that going back to a backup leaves.

    Args:
        left: What can be read of it.
        series: What is numbered.
        known: The last numbers of the database in its place.
        after: The last entry of the journal that both began with; None: of another journal,
            as after beginning empty, only the numbers count.
        gap: How many numbers are left out at once at most.
    """
    seq, since = left.last_seq, after or 0
    sure = [(*key, last) for key, last in known.items()] + [*_entered(left, series, since)]
    most, bound = _highest(sure), gap + max(0, seq - since)
    rows = left.rows(_TABLES[series].name, ("unit", "year", "running", "id"))
    had = [
        row
        for row in (*_kept(left, series), *(rows or ()))
        if _can_be(*row[:3]) and row[2] <= most.get(row[:2], 0) + bound
    ]
    passed = [row for row in _passed(left, series) if row[2] <= most.get(row[:2], 0) + bound]
    last = _highest([*sure, *passed, *(row[:3] for row in had)])
    if rows is None or after is None or seq < after:
        return Told(last, None)
    kept: Kept = {}
    for unit, year, running, subject in had:
        if running > known.get((unit, year), 0) and _is_text(subject):
            kept.setdefault((unit, year), {})[subject] = running
    return Told(last, kept)


def _is_text(found: object) -> bool:
    """Return whether a value of a damaged table can be a name at all."""
    return isinstance(found, str) and found.isprintable()


def _can_be(unit: object, year: object, running: object) -> bool:
    """Return whether a row of a damaged table can be true."""
    if not (_is_text(unit) and isinstance(year, int) and isinstance(running, int)):
        return False
    return MINYEAR <= year <= MAXYEAR and 0 < running <= LARGEST


def _highest(found: Iterable[tuple[Any, ...]]) -> Last:
    """Return the highest number of each unit and year, of rows of these three."""
    last: Last = {}
    for unit, year, running in found:
        if _can_be(unit, year, running):
            last[unit, year] = max(last.get((unit, year), 0), running)
    return last


def _of(series: Series, rows: list[tuple[Any, ...]] | None) -> Iterator[tuple[Any, ...]]:
    """Yield what stands behind the series in its rows."""
    return (row[1:] for row in rows or () if row[0] == series.value and _can_be(*row[1:4]))


def _entered(left: Survivors, series: Series, after: int) -> Iterator[tuple[str, int, int]]:
    """Yield up to which numbers sound entries of the journal say that all are passed over."""
    for found in left.of_kind(facts.PASSED, after):
        fact = found.fact
        year, last = whole(fact, "year"), whole(fact, "last")
        if fact.subject == series.value and year is not None and last is not None:
            yield fact.place.unit, year, last


def _passed(left: Survivors, series: Series) -> Iterator[tuple[Any, ...]]:
    """Yield the same as the table has it; nothing where it cannot be read, or is not there yet."""
    return _of(series, left.rows(PASSED.name, ("series", "unit", "year", "last")))


def _kept(left: Survivors, series: Series) -> Iterator[tuple[Any, ...]]:
    """Yield the numbers that are kept for those that had them."""
    return _of(series, left.rows(KEPT.name, ("series", "unit", "year", "running", "subject")))
