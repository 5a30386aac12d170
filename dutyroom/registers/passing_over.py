"""Which running numbers a restored desk does not give again.

Where the database that is set aside still tells its highest numbers, the next ones come
behind them, and whoever had a number keeps it should they come back. Where it tells nothing,
a gap is left that no desk fills between the backup and now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import Final

from sqlalchemy import select

from dutyroom.registers.last_numbers import Last, Told, last_in, told_by
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.numbers.facts import Series, passed, versions_lost
from dutyroom.registers.numbers.register import LARGEST
from dutyroom.registers.roster.tables import VERSIONS
from dutyroom.standard.clocks import local
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place
from dutyroom.store.manifest import Backup
from dutyroom.store.reading import last_unit
from dutyroom.store.survivors import Survivors

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
        known: Whether they were given or left out; False: that cannot be read.
    """

    series: Series
    unit: str
    year: int
    first: int
    last: int
    known: bool


def pass_over(
    store: Store,
    ledger: Ledger,
    left: Survivors | None,
    backup: Backup,
    *,
    continues: bool,
    at: datetime,
    actor: str,
) -> tuple[Jump, ...]:
    """Enter which numbers are not given again.

    Args:
        store: The restored database.
        ledger: Writes to it.
        left: What can be read of the database that is set aside; None: nothing.
        backup: The backup.
        continues: Whether its journal goes on from the backup.
        at: The time.
        actor: Who restores.

    Returns:
        What is passed over; what is not named there goes on as it was.

    Raises:
        StoreError: The database cannot be written.
    """
    jumps: list[Jump] = []
    for series in Series:
        with store.read() as session:
            there = last_in(session, series)
            unit = last_unit(session)
        told = Told(there, None)
        if left is not None:
            gap = _days(backup.created_at, at) * A_DAY[series] + _ROUND
            told = told_by(left, series, there, backup.manifest.seq if continues else None, gap)
        if told.kept is None:
            found = [*_guessed(series, told.last, unit, backup.created_at, at)]
        else:
            found = [*_left_out(series, told.last, there)]
        for jump in found:
            kept = (told.kept or {}).get((jump.unit, jump.year), {})
            _enter(ledger, jump, kept, at, actor)
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
    ledger: Ledger,
    there: Mapping[Series, Last],
    unit: str,
    *,
    since: datetime,
    at: datetime,
    actor: str,
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


def _enter(ledger: Ledger, jump: Jump, kept: dict[str, int], at: datetime, actor: str) -> None:
    """Enter that numbers are passed over."""
    place = Place(jump.unit)
    ledger.record(*passed(jump.series, jump.year, jump.last, kept, place=place, at=at, actor=actor))


def _left_out(series: Series, told: Last, there: Last) -> Iterator[Jump]:
    """Yield the numbers that were given or passed over, of each unit and year."""
    for key, last in sorted(told.items()):
        if last > there.get(key, 0):
            yield Jump(series, *key, there.get(key, 0) + 1, last, known=True)


def _days(since: datetime, at: datetime) -> int:
    """Return how many days have begun."""
    return max(1, -((since - at) // timedelta(days=1)))


def _guessed(
    series: Series, there: Last, unit: str, since: datetime, at: datetime
) -> Iterator[Jump]:
    """Yield a gap for each unit and year in which numbers may have been given.

    In the years before as well: a call of December may be entered by hand in January.
    """
    years = range(local(since).year, max(local(since).year, local(at).year) + 1)
    units = {each for each, _year in there} | ({unit} if unit else set())
    for each, year in sorted({*there, *product(units, years)}):
        before = there.get((each, year), 0)
        last = -(-(before + _days(since, at) * A_DAY[series]) // _ROUND) * _ROUND
        yield Jump(series, each, year, before + 1, min(last, LARGEST), known=False)
