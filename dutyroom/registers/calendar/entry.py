"""An entry of the register: days in a row that are one thing by one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.standard.calendar.days import CalendarRow, DayKind
from dutyroom.standard.calendar.file_format import LONGEST_SPAN

ONE_DAY: Final = timedelta(days=1)
ENTERED: Final = "entered"
"""The source of an entry that somebody has typed."""

LONGEST_TEXT: Final = 200
"""Most characters of a name, a document number or a reason."""

NAMED: Final = frozenset({DayKind.STATUTORY, DayKind.ADJACENT, DayKind.EVENT})
"""Kinds of day that nobody would understand without a name."""


class EntryWrong(PlainError):  # noqa: N818 - it says what is the case
    """An entry cannot be kept as it was given; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the days of a span are.

    Attributes:
        first: First day, Beijing time.
        last: Last day, included.
        kind: What they are; an `EVENT` stands beside the days' own kind.
        name: Of the holiday or event.
        document: Number of the document that says so; empty where nobody noted it.
        source: Where the entry comes from: `chinesecalendar`, a file's name, `entered`.
    """

    first: date
    last: date
    kind: DayKind
    name: str = ""
    document: str = ""
    source: str = ENTERED

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def rows(self) -> Iterator[CalendarRow]:
        """Yield the entry as the calendar's rows, one a day."""
        for back in range(self.length):
            day = self.first + back * ONE_DAY
            yield CalendarRow(day, self.kind, self.name, self.document, self.source)


def checked(entry: Entry) -> Entry:
    """Return an entry that may be kept, its texts trimmed.

    Raises:
        EntryWrong: The days are in the wrong order or too many, or the name is missing.
    """
    tidy = replace(entry, name=entry.name.strip(), document=entry.document.strip())
    if tidy.last < tidy.first:
        raise EntryWrong(_("The last day is before the first one."))
    if tidy.length > LONGEST_SPAN:
        raise EntryWrong(
            _("From {first} to {last} is too long: at most {days} days.").format(
                first=tidy.first, last=tidy.last, days=LONGEST_SPAN
            )
        )
    if tidy.kind in NAMED and not tidy.name:
        raise EntryWrong(_("A {kind} needs a name.").format(kind=tidy.kind.label))
    if max(len(tidy.name), len(tidy.document)) > LONGEST_TEXT:
        raise EntryWrong(_("The name or the document number is too long."))
    return tidy


def joined(rows: Iterable[CalendarRow]) -> list[Entry]:
    """Return rows as entries: days in a row that are alike become one.

    Args:
        rows: In any order, at most one for a day and event.
    """
    made: dict[tuple[DayKind, str, str, str], list[Entry]] = {}
    for row in sorted(rows, key=lambda row: row.day):
        alike = made.setdefault((row.kind, row.name, row.document, row.source), [])
        if alike and row.day - alike[-1].last == ONE_DAY and alike[-1].length < LONGEST_SPAN:
            alike[-1] = replace(alike[-1], last=row.day)
        else:
            alike.append(Entry(row.day, row.day, row.kind, row.name, row.document, row.source))
    found = [entry for alike in made.values() for entry in alike]
    return sorted(found, key=lambda entry: (entry.first, entry.kind, entry.name))
