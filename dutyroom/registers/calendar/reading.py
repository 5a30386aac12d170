"""What the calendar answers: the days of some years, and the entries that they come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, select

from dutyroom.registers.calendar.entry import Entry
from dutyroom.registers.calendar.shipped import shipped
from dutyroom.registers.calendar.tables import ASSUMPTIONS, ENTRIES
from dutyroom.standard.calendar.days import DayKind
from dutyroom.standard.calendar.year_days import Calendar, calendar_of
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as it is read.

    Attributes:
        id: Id of the entry.
        entry: What it says.
        noted_at: When it was noted.
        by: Who noted it.
        corrects: Id of the entry in whose stead it stands; empty: none.
        why: The reason, where one was given.
        withdrawn_at: When it was withdrawn; None: it counts.
        withdrawn_by: Who withdrew it.
        withdrawn_why: Why.
        outdone: A later entry counts for every one of its days.
    """

    id: str
    entry: Entry
    noted_at: datetime
    by: str
    corrects: str = ""
    why: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""
    outdone: bool = False

    @property
    def counts(self) -> bool:
        """Whether it says of any day what it is."""
        return self.withdrawn_at is None and not self.outdone


@dataclass(frozen=True, slots=True)
class Assumption:
    """A year for which plain weekdays may be taken.

    Attributes:
        year: The year.
        assumed_at: Since when.
        by: Who allowed it.
        why: Why.
    """

    year: int
    assumed_at: datetime
    by: str
    why: str


def calendar(session: Session, first: int, last: int) -> Calendar:
    """Return the days of some years.

    Args:
        session: A transaction.
        first: The first year.
        last: The last year, included.

    Returns:
        The calendar. A year that nobody has entered is as it ships with the program; one
        that does not ship raises `YearWithoutData` when one of its days is asked for,
        unless somebody has allowed plain weekdays for it. To count days back from the
        beginning of a year, or forward from its end, read the year beside it too.
    """
    kept = years_kept(session, first, last)
    rows = [row for year in range(first, last + 1) if year not in kept for row in shipped(year)]
    found = session.connection().execute(_counting(first, last)).mappings()
    rows += [row for each in found for row in _said(each).rows()]
    return calendar_of(rows, assumed=(each.year for each in assumptions(session)))


def years_kept(session: Session, first: int, last: int) -> frozenset[int]:
    """Return the years of which the register has, or had, a day other than an event's.

    Args:
        session: A transaction.
        first: The first year asked about.
        last: The last, included.
    """
    columns = ENTRIES.c
    chosen = _touching(select(columns.first, columns.last), first, last)
    days = chosen.where(columns.kind != DayKind.EVENT.value)
    found = session.connection().execute(days)
    return frozenset(year for row in found for year in range(row[0].year, row[1].year + 1))


def entries(session: Session, year: int) -> list[EntryRow]:
    """Return the entries that touch a year, by their first day; the withdrawn ones too.

    Args:
        session: A transaction.
        year: The year.
    """
    columns = ENTRIES.c
    touching = _touching(select(ENTRIES), year, year)
    by_age = touching.order_by(columns.noted_at, columns.position, columns.id)
    found = list(session.connection().execute(by_age).mappings())
    standing = _standing([row for row in found if row["withdrawn_at"] is None])
    rows = [_row(row, standing) for row in found]
    return sorted(rows, key=lambda row: (row.entry.first, row.entry.last, row.noted_at))


def entry(session: Session, identity: str) -> EntryRow | None:
    """Return an entry by its id; None where there is none. What outdoes it is not looked up."""
    chosen = select(ENTRIES).where(ENTRIES.c.id == identity)
    row = session.connection().execute(chosen).mappings().first()
    return _row(row, {identity}) if row is not None else None


def assumptions(session: Session) -> list[Assumption]:
    """Return the years for which plain weekdays may be taken, earliest first."""
    chosen = select(
        ASSUMPTIONS.c.year, ASSUMPTIONS.c.assumed_at, ASSUMPTIONS.c.by, ASSUMPTIONS.c.why
    ).order_by(ASSUMPTIONS.c.year)
    return [Assumption(*row) for row in session.connection().execute(chosen)]


def _counting(first: int, last: int) -> Select[Any]:
    """Select the entries that count in some years, the oldest first."""
    columns = ENTRIES.c
    chosen = select(
        columns.first, columns.last, columns.kind, columns.name, columns.document, columns.source
    )
    counting = _touching(chosen, first, last).where(columns.withdrawn_at.is_(None))
    return counting.order_by(columns.noted_at, columns.position, columns.id)


def _touching(chosen: Select[Any], first: int, last: int) -> Select[Any]:
    """Select the entries that have a day in some years."""
    columns = ENTRIES.c
    return chosen.where(columns.last >= date(first, 1, 1), columns.first <= date(last, 12, 31))


def _said(row: RowMapping) -> Entry:
    """Return what an entry says."""
    return Entry(
        row["first"],
        row["last"],
        DayKind(row["kind"]),
        row["name"],
        row["document"],
        row["source"],
    )


def _standing(rows: list[RowMapping]) -> set[str]:
    """Return the ids of the entries that still say what some day is.

    Args:
        rows: Those that are not withdrawn, the oldest first.
    """
    counting: dict[tuple[date, str], str] = {}
    for row in rows:
        for each in _said(row).rows():
            event = each.name if each.kind is DayKind.EVENT else ""
            counting[each.day, event] = row["id"]
    return set(counting.values())


def _row(row: RowMapping, standing: set[str]) -> EntryRow:
    """Return an entry with all that is known of it."""
    return EntryRow(
        row["id"],
        _said(row),
        row["noted_at"],
        row["by"],
        row["corrects"],
        row["why"],
        row["withdrawn_at"],
        row["withdrawn_by"],
        row["withdrawn_why"],
        outdone=row["withdrawn_at"] is None and row["id"] not in standing,
    )
