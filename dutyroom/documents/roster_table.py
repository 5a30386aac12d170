"""The roster as offices post it: a line a day, with the leaders and everybody's telephone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from dutyroom.config import Unit
from dutyroom.documents.errors import DocumentError
from dutyroom.i18n import N_, _
from dutyroom.phrases import clauses
from dutyroom.registers.calendar.reading import calendar
from dutyroom.registers.people import reading as people
from dutyroom.registers.roster.issuing import on_word
from dutyroom.registers.roster.reading import in_force, version, waivers
from dutyroom.registers.roster.rows import SlotRow, VersionRow
from dutyroom.registers.unit import reading as unit_reading
from dutyroom.standard.calendar.days import DayKind, YearWithoutData
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.clocks import BEIJING, local_date
from dutyroom.standard.roster.faults import FaultKind
from dutyroom.standard.roster.values import Role
from dutyroom.store.session import Session

_ONE_DAY: Final = timedelta(days=1)
_LONGEST_SHIFT: Final = timedelta(days=7)
WEEKDAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
"""The days of the week, from Monday."""


class RosterMissing(DocumentError):  # noqa: N818 - it says what is missing
    """There is no published roster for the days that are wanted."""


@dataclass(frozen=True, slots=True)
class WallDay:
    """A line of the roster.

    Attributes:
        day: The duty day.
        note: What it is: holiday, make-up working day, event; often empty.
        rest: Whether people rest on it.
        cells: Names for each of the roster's officer shifts.
        leaders: Names of the leaders.
        phones: Telephones of the leaders, in their order.
    """

    day: date
    note: str
    rest: bool
    cells: tuple[str, ...]
    leaders: str
    phones: str

    @property
    def weekday(self) -> str:
        """The day of the week."""
        return _(WEEKDAYS[self.day.weekday()])


@dataclass(frozen=True, slots=True)
class WallRoster:
    """A roster to be posted.

    Attributes:
        unit: Name of the unit.
        number: The unit's one duty number.
        shifts: What the officer shifts are called, in the order of the day.
        days: The lines.
        versions: Which versions it comes from, in words; of an older one, on whose word.
        issued: By whom and on which day the newest of them was issued, and on whose word.
        officers: Name and telephone of every officer on it, by name.
        printed_at: When it is made, aware.
        admitted: Who serves by special admission, as it was published: of what, on whose word, why.
    """

    unit: str
    number: str
    shifts: tuple[str, ...]
    days: tuple[WallDay, ...]
    versions: str
    issued: str
    officers: tuple[tuple[str, str], ...]
    printed_at: datetime
    admitted: tuple[str, ...] = ()

    @property
    def admissions(self) -> str:
        """Who serves by special admission, in a line; empty: nobody does."""
        words = _("Special admissions (article 4): {list}")
        return words.format(list=clauses(self.admitted)) if self.admitted else ""

    @property
    def title(self) -> str:
        """What stands on top."""
        return _("Duty roster")

    @property
    def span(self) -> str:
        """Its days in words: a month where it is one."""
        first, last = self.days[0].day, self.days[-1].day
        whole = first.day == 1 and (last + _ONE_DAY).day == 1 and first.month == last.month
        if whole and first.year == last.year:
            return _("{month}/{year}").format(year=first.year, month=first.month)
        return f"{first.isoformat()} – {last.isoformat()}"

    @property
    def headings(self) -> list[str]:
        """What stands above the columns."""
        return [
            _("Date"),
            _("Weekday"),
            _("Note"),
            *self.shifts,
            _("Leader on duty"),
            _("Telephone"),
        ]

    def rows(self) -> list[tuple[str, ...]]:
        """Return the lines as texts."""
        return [
            (day.day.isoformat(), day.weekday, day.note, *day.cells, day.leaders, day.phones)
            for day in self.days
        ]


def read_wall(
    session: Session, first: date, last: date, *, unit: Unit, printed_at: datetime
) -> WallRoster:
    """Return the roster in force for some days.

    Args:
        session: A transaction that reads.
        first: First duty day.
        last: Last duty day, included.
        unit: The unit, as it is set up.
        printed_at: When it is made, aware.

    Raises:
        RosterMissing: Nothing is published for them.
    """
    rows = in_force(session, first - _LONGEST_SHIFT, last).rows
    inside = [row for row in rows if row.slot.day >= first]
    if not inside:
        words = _("No roster is published for {first} to {last}.")
        raise RosterMissing(words.format(first=first.isoformat(), last=last.isoformat()))
    phones = {one.id: one.phone for one in people.everybody(session, retired=True)}
    known = calendar(session, first.year, last.year)
    shifts = _shifts(inside)
    days = [first + back * _ONE_DAY for back in range((last - first).days + 1)]
    number = unit_reading.number(session, unit.code, printed_at)
    made = [_made(session, each) for each in sorted({row.version for row in inside})]
    newest = max(made, key=lambda each: each.seq)
    return WallRoster(
        unit=unit.name or unit.code,
        number=number.number if number is not None else unit.number,
        shifts=tuple(shifts.values()),
        days=tuple(_day(day, rows, list(shifts), known, phones) for day in days),
        versions=clauses(
            each.label if each is newest else _on_word(session, each, each.label) for each in made
        ),
        issued=_issued(session, newest),
        officers=_officers(inside, phones),
        printed_at=printed_at,
        admitted=_admitted(session, made),
    )


def _admitted(session: Session, made: Iterable[VersionRow]) -> tuple[str, ...]:
    """Return who serves by special admission, as the newest version of each period says."""
    newest: dict[tuple[date, date], VersionRow] = {}
    for row in sorted(made, key=lambda each: each.seq):
        newest[row.first, row.last] = row
    told = [each for row in newest.values() for each in waivers(session, row.id)]
    return tuple(each.words for each in told if each.kind == FaultKind.ADMITTED)


def _issued(session: Session, newest: VersionRow) -> str:
    """Return who issued a version and when, and on whose word where they had no role for it."""
    words = _("Issued by {name} on {day}").format(
        name=newest.by, day=local_date(newest.published_at).isoformat()
    )
    return _on_word(session, newest, words)


def _on_word(session: Session, row: VersionRow, words: str) -> str:
    """Return words about a version, with on whose word it was issued where that was needed."""
    word = on_word(session, row.id)
    return _("{issued} ({word})").format(issued=words, word=word) if word else words


def _made(session: Session, identity: str) -> VersionRow:
    """Return a version that a slot in force comes from.

    Raises:
        RosterMissing: It is gone.
    """
    found = version(session, identity)
    if found is None:  # pragma: no cover - a slot has its version
        raise RosterMissing(_("The version cannot be read."))
    return found


def _shifts(rows: Iterable[SlotRow]) -> dict[str, str]:
    """Return the officer shifts there are, in the order in which they begin, with their names."""
    officers = [row for row in rows if row.slot.role is Role.OFFICER]
    by_hour = sorted(officers, key=lambda row: (row.slot.start - _beginning(row), row.slot.shift))
    return {row.slot.shift: row.label for row in by_hour}


def _beginning(row: SlotRow) -> datetime:
    """Return midnight of a slot's duty day."""
    return datetime(row.slot.day.year, row.slot.day.month, row.slot.day.day, tzinfo=BEIJING)


def _day(
    day: date,
    rows: Sequence[SlotRow],
    shifts: Sequence[str],
    known: Calendar,
    phones: Mapping[str, str],
) -> WallDay:
    """Return the line of a day; a leader's week stands on each of its days."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=BEIJING)
    leaders = {
        person: name
        for row in rows
        if row.slot.role is Role.LEADER and row.slot.start <= noon < row.slot.end
        for person, name in row.people.items()
    }
    cells = tuple(
        "、".join(
            name
            for row in rows
            if row.slot.day == day and row.slot.shift == shift
            for name in row.people.values()
        )
        for shift in shifts
    )
    note, rest = _note(day, known)
    numbers = "、".join(filter(None, (phones.get(person, "") for person in leaders)))
    return WallDay(day, note, rest, cells, "、".join(leaders.values()), numbers)


def _note(day: date, known: Calendar) -> tuple[str, bool]:
    """Return what a day is called, and whether people rest on it."""
    try:
        found = known.day(day)
    except YearWithoutData:
        return "", day.weekday() >= 5
    own = found.name if found.kind.is_holiday else ""
    own = found.kind.label if found.kind is DayKind.MAKEUP else own
    return " ".join(filter(None, (own, *found.events))), found.kind.is_rest


def _officers(rows: Iterable[SlotRow], phones: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return name and telephone of every officer."""
    found = {
        (name, phones.get(person, ""))
        for row in rows
        if row.slot.role is Role.OFFICER
        for person, name in row.people.items()
    }
    return tuple(sorted(found))
