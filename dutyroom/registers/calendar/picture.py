"""One year of the calendar as it is looked at: its entries, what they come to, what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dutyroom.registers.calendar import reading
from dutyroom.registers.calendar.entry import joined
from dutyroom.registers.calendar.reading import Assumption, EntryRow
from dutyroom.registers.calendar.shipped import shipped
from dutyroom.standard.calendar.days import DayKind
from dutyroom.standard.calendar.deadlines import NOTICE_MONTH, missing_notice
from dutyroom.store.session import Session

_UNKNOWN = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class YearPicture:
    """A year.

    Attributes:
        year: Which.
        entries: Those that touch it, by day; of a year that is still as it ships, that.
        kept: The register keeps it; otherwise it is as it ships, or not known at all.
        known: Its notice is known.
        days_off: Days off of its holidays.
        makeup: Make-up working days.
        holidays: Holidays.
        events: Event periods.
        missing: Holidays that every notice arranges and nobody has entered; only of a known year.
        assumed: Who allowed plain weekdays for it; None: nobody.
        notice: The year whose notice is missing by today; None: none is.
        in_part: Some of that notice has been entered.
    """

    year: int
    entries: tuple[EntryRow, ...]
    kept: bool
    known: bool
    days_off: int
    makeup: int
    holidays: int
    events: int
    missing: tuple[str, ...]
    assumed: Assumption | None
    notice: int | None
    in_part: bool = False


def year_picture(
    session: Session, year: int, today: date, *, month: int = NOTICE_MONTH
) -> YearPicture:
    """Return a year as it stands.

    Args:
        session: A transaction.
        year: Which.
        today: The day on which it is looked at, Beijing time.
        month: From which month on the next year's notice is asked for [C].
    """
    calendar = reading.calendar(session, year, year)
    kept = bool(reading.years_kept(session, year, year))
    own = {row.day: row for row in calendar.rows if row.kind is not DayKind.EVENT}
    kinds = Counter(row.kind for row in own.values() if row.day.year == year)
    allowed = {each.year: each for each in reading.assumptions(session)}
    now = reading.calendar(session, today.year, today.year + 1)
    known = calendar.has_year(year)
    notice = missing_notice(today, now, month=month) if month else None
    return YearPicture(
        year=year,
        entries=tuple(_entries(session, year, kept=kept)),
        kept=kept,
        known=known,
        days_off=kinds[DayKind.STATUTORY] + kinds[DayKind.ADJACENT],
        makeup=kinds[DayKind.MAKEUP],
        holidays=sum(span.first.year <= year <= span.last.year for span in calendar.holidays),
        events=len(calendar.events),
        missing=calendar.missing_festivals(year) if known else (),
        assumed=allowed.get(year),
        notice=notice,
        in_part=notice is not None and now.has_year(notice),
    )


def _entries(session: Session, year: int, *, kept: bool) -> list[EntryRow]:
    """Return the entries of a year, those that ship among the events where it is not kept."""
    found = reading.entries(session, year)
    if kept:
        return found
    whole = [EntryRow("", entry, _UNKNOWN, "") for entry in joined(shipped(year))]
    return sorted([*whole, *found], key=lambda row: (row.entry.first, row.entry.last))
