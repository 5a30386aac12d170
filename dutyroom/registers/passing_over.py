"""Which running numbers a restored desk does not give again.

Where the database that is set aside still tells its highest numbers, the next ones come
behind them, and whoever had a number keeps it should they come back. Where it tells nothing,
a gap is left that no desk fills between the backup and now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Table, func, select

from dutyroom.registers.calls.tables import Call
from dutyroom.registers.handover.tables import HANDOVERS
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters.tables import MATTERS
from dutyroom.registers.numbers.facts import Series, passed, versions_lost
from dutyroom.registers.numbers.register import LARGEST
from dutyroom.registers.roster.tables import VERSIONS
from dutyroom.standard.clocks import local
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place
from dutyroom.store.manifest import Backup
from dutyroom.store.reading import last_unit
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session
from dutyroom.store.survivors import Survivors, survivors

_TABLES: Final[dict[Series, Table]] = {
    Series.CALLS: table_of(Call),
    Series.MATTERS: MATTERS,
    Series.HANDOVERS: HANDOVERS,
}

A_DAY: Final = {Series.CALLS: 500, Series.MATTERS: 100, Series.HANDOVERS: 20}
"""Numbers left out for each day begun since the backup, where none can be read: our choice,
more than a day of the worst emergency."""

_ROUND: Final = 100
"""What such a gap is rounded up to, so that it is recognised as one."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Running numbers that are not given again.

    Attributes:
        series: What they number.
        unit: The unit in which they are counted.
        year: The Beijing year.
        first: The first of them.
        last: The last of them.
        known: Whether they were given; False: that cannot be read.
    """

    series: Series
    unit: str
    year: int
    first: int
    last: int
    known: bool


_Given = dict[tuple[str, int], dict[str, int]]
"""By unit and year, the numbers that subjects had."""

LastNumbers = dict[Series, dict[tuple[str, int], int]]
"""By series, unit and year, the last number that is known."""


def pass_over(
    store: Store,
    ledger: Ledger,
    left: Survivors | None,
    backup: Backup,
    *,
    at: datetime,
    actor: str,
) -> tuple[Jump, ...]:
    """Enter which numbers are not given again.

    Args:
        store: The restored database.
        ledger: Writes to it.
        left: What can be read of the database that is set aside; None: nothing.
        backup: The backup.
        at: The time.
        actor: Who restores.

    Returns:
        What is passed over; what is not named there goes on as it was.

    Raises:
        StoreError: The database cannot be written.
    """
    jumps: list[Jump] = []
    for series, table in _TABLES.items():
        with store.read() as session:
            there = _last(session, table)
            unit = last_unit(session)
        given = _given(left, table, there, backup) if left is not None else None
        if given is None:
            found = [*_guessed(series, there, unit, backup.created_at, at)]
        else:
            found = [*_read(series, there, given)]
        for jump in found:
            _enter(ledger, jump, (given or {}).get((jump.unit, jump.year), {}), at, actor)
        jumps += found
    return tuple(jumps)


def pass_over_versions(
    store: Store, ledger: Ledger, left: Survivors | None, *, at: datetime, actor: str
) -> bool:
    """Enter that versions of rosters may be missing, unless the old database holds no more.

    Args:
        store: The restored database.
        ledger: Writes to it.
        left: What can be read of the database that is set aside; None: nothing.
        at: The time.
        actor: Who restores.

    Returns:
        Whether any may be missing.

    Raises:
        StoreError: The database cannot be written.
    """
    with store.read() as session:
        unit = last_unit(session)
        known = set(session.connection().execute(select(VERSIONS.c.id)).scalars())
    old = left.rows(VERSIONS.name, ("id",)) if left is not None else None
    if old is not None and known.issuperset(identity for (identity,) in old):
        return False
    ledger.record(versions_lost(place=Place(unit), at=at, actor=actor))
    return True


def leave_gap(
    ledger: Ledger, there: LastNumbers, unit: str, *, since: datetime, at: datetime, actor: str
) -> tuple[Jump, ...]:
    """Enter that the numbers which a database that is gone may have given are not given again.

    Args:
        ledger: Writes to the database in its place.
        there: The last numbers that are known of it.
        unit: The unit that counts on.
        since: When they were the last.
        at: The time.
        actor: Who leaves them out.

    Raises:
        StoreError: The database cannot be written.
    """
    ledger.record(versions_lost(place=Place(unit), at=at, actor=actor))
    jumps = [
        jump
        for series in Series
        for jump in _guessed(series, there.get(series, {}), unit, since, at)
    ]
    for jump in jumps:
        _enter(ledger, jump, {}, at, actor)
    return tuple(jumps)


def last_numbers(backup: Path) -> LastNumbers | None:
    """Return the last numbers that stand in a backup; None where they cannot be read.

    Args:
        backup: The file; it is not changed.
    """
    found: LastNumbers = {}
    with survivors(backup) as left:
        for series, table in _TABLES.items():
            rows = left.rows(table.name, ("unit", "year", "running")) if left else None
            if rows is None:
                return None
            last = found.setdefault(series, {})
            for unit, year, running in rows:
                last[unit, year] = max(last.get((unit, year), 0), running)
    return found


def _enter(ledger: Ledger, jump: Jump, kept: dict[str, int], at: datetime, actor: str) -> None:
    """Enter that numbers are passed over."""
    place = Place(jump.unit)
    ledger.record(*passed(jump.series, jump.year, jump.last, kept, place=place, at=at, actor=actor))


def _last(session: Session, table: Table) -> dict[tuple[str, int], int]:
    """Return the last number of each unit and year."""
    columns = table.c.unit, table.c.year
    chosen = select(*columns, func.max(table.c.running)).group_by(*columns)
    return {(unit, year): last for unit, year, last in session.connection().execute(chosen)}


def _given(
    left: Survivors, table: Table, there: dict[tuple[str, int], int], backup: Backup
) -> _Given | None:
    """Return the numbers that only the old database knows; None where it cannot be read.

    A number that damage made is not believed: each new one had a fact of its own.
    """
    rows = left.rows(table.name, ("unit", "year", "running", "id"))
    last = left.last_seq()
    if rows is None or last < backup.manifest.seq:
        return None
    given: _Given = {}
    for unit, year, running, subject in rows:
        before = there.get((unit, year), 0)
        most = min(before + last - backup.manifest.seq, LARGEST)
        if isinstance(running, int) and before < running <= most:
            given.setdefault((unit, year), {})[subject] = running
    return given


def _read(series: Series, there: dict[tuple[str, int], int], given: _Given) -> Iterator[Jump]:
    """Yield the numbers that were given, of each unit and year."""
    for (unit, year), kept in sorted(given.items()):
        first = there.get((unit, year), 0) + 1
        yield Jump(series, unit, year, first, max(kept.values()), known=True)


def _guessed(
    series: Series,
    there: dict[tuple[str, int], int],
    unit: str,
    since: datetime,
    at: datetime,
) -> Iterator[Jump]:
    """Yield a gap for each unit and year in which numbers may have been given."""
    days = max(1, -((since - at) // timedelta(days=1)))
    years = range(local(since).year, max(local(since).year, local(at).year) + 1)
    units = {each for each, _year in there} | ({unit} if unit else set())
    for each in sorted(units):
        for year in years:
            before = there.get((each, year), 0)
            last = -(-(before + days * A_DAY[series]) // _ROUND) * _ROUND
            yield Jump(series, each, year, before + 1, min(last, LARGEST), known=False)
