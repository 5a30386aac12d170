"""What may be done to the calendar, as facts to be recorded together.

Whoever changes a year that is still as it ships takes all of it into the register first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.calendar import facts, reading
from dutyroom.registers.calendar.changes import Preview, compare
from dutyroom.registers.calendar.entry import Entry, EntryWrong, checked, joined
from dutyroom.registers.calendar.reading import EntryRow
from dutyroom.registers.calendar.shipped import shipped
from dutyroom.registers.sheets.outcome import State
from dutyroom.standard.calendar.days import DayKind, YearWithoutData
from dutyroom.standard.calendar.file_format import read_rows
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session

_SATURDAY: Final = 5


def taken(
    session: Session, years: Iterable[int], at: datetime, place: Place, *, actor: str
) -> list[Fact]:
    """Return the facts that take years as they ship into the register.

    Args:
        session: A transaction.
        years: The years; one that the register keeps already, or that does not ship, gives none.
        at: When.
        place: Unit and seat of the desk.
        actor: Who does it.
    """
    made = []
    for year in sorted(set(years)):
        if not reading.years_kept(session, year, year):
            made += [
                facts.noted(entry, at, place, actor=actor, position=position)
                for position, entry in enumerate(joined(shipped(year)))
            ]
    return made


def noted(session: Session, entry: Entry, at: datetime, place: Place, *, actor: str) -> list[Fact]:
    """Return the facts that note an entry.

    Args:
        session: A transaction.
        entry: What somebody entered.
        at: When.
        place: Unit and seat of the desk.
        actor: Who entered it.

    Raises:
        EntryWrong: It makes no sense.
    """
    good = _needed(session, checked(entry))
    before = taken(session, _years(good), at, place, actor=actor)
    return [*before, facts.noted(good, at, place, actor=actor, position=len(before))]


def corrected(
    session: Session,
    row: EntryRow,
    entry: Entry | None,
    at: datetime,
    place: Place,
    *,
    actor: str,
    why: str,
) -> list[Fact]:
    """Return the facts that put an entry in another's place, or withdraw it.

    Args:
        session: A transaction.
        row: The entry that was wrong; with an empty id one of a year that is as it ships.
        entry: What stands in its stead; None: nothing.
        at: When.
        place: Unit and seat of the desk.
        actor: Who does it.
        why: The reason.

    Raises:
        EntryWrong: The new entry makes no sense, or the old one counts no more.
    """
    good = _needed(session, checked(entry)) if entry is not None else None
    years = {*_years(row.entry), *(_years(good) if good is not None else ())}
    made = taken(session, years, at, place, actor=actor)
    old = row.id or next((each.subject for each in made if _says(each, row.entry)), "")
    known = reading.entry(session, old)
    if not old or (known is not None and known.withdrawn_at is not None):
        raise EntryWrong(_("This entry counts no more. Nothing was changed."))
    made.append(facts.withdrawn(old, at, place, actor=actor, why=why))
    if good is not None:
        position = len(made)
        made.append(
            facts.noted(good, at, place, actor=actor, position=position, corrects=old, why=why)
        )
    return made


def imported(
    session: Session, preview: Preview, at: datetime, place: Place, *, actor: str
) -> list[Fact]:
    """Return the facts that carry an import out.

    Args:
        session: A transaction.
        preview: What was looked at.
        at: When.
        place: Unit and seat of the desk.
        actor: Who imports.
    """
    wanted = [change.entry for change in preview.changes if change.state is not State.UNCHANGED]
    years = {year for entry in wanted for year in _years(entry)}
    made = taken(session, years, at, place, actor=actor)
    return made + [
        facts.noted(entry, at, place, actor=actor, position=position)
        for position, entry in enumerate(wanted, len(made))
    ]


def previewed(session: Session, text: str, source: str) -> Preview:
    """Return what a calendar file would change; every bad line is told.

    Args:
        session: A transaction.
        text: What stands in the file.
        source: Its name.
    """
    rows, faults = read_rows(text, source)
    years = [row.day.year for row in rows]
    known = reading.calendar(session, min(years), max(years)) if years else None
    return compare(rows, known, faults)


def _needed(session: Session, entry: Entry) -> Entry:
    """Return an entry, unless it makes a working day of one that is a working day anyway.

    Raises:
        EntryWrong: It does; most likely the date is mistyped.
    """
    if entry.kind is DayKind.MAKEUP:
        known = reading.calendar(session, entry.first.year, entry.last.year)
        for row in entry.rows():
            if row.day.weekday() < _SATURDAY and not _off(known, row.day):
                words = _("{day} is a working day anyway. Check the date; nothing was changed.")
                raise EntryWrong(words.format(day=row.day.isoformat()))
    return entry


def _off(known: Calendar, day: date) -> bool:
    """Return whether a day is known to be off; of a year without its notice nothing is."""
    try:
        return known.day(day).kind.is_holiday
    except YearWithoutData:
        return False


def _years(entry: Entry) -> range:
    """Return the years whose own days an entry names; an event names none."""
    if entry.kind is DayKind.EVENT:
        return range(0)
    return range(entry.first.year, entry.last.year + 1)


def _says(fact: Fact, entry: Entry) -> bool:
    """Tell whether a fact notes exactly an entry."""
    said = (fact.body["first"], fact.body["last"], fact.body["kind"], fact.texts.get("name", ""))
    return said == (entry.first.isoformat(), entry.last.isoformat(), entry.kind.value, entry.name)
