"""What a day can be, and the row that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _


class DayKind(StrEnum):
    """What a day is to those who work."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    STATUTORY = "statutory"
    ADJACENT = "adjacent"
    MAKEUP = "makeup"
    EVENT = "event"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _(_LABELS[self])

    @property
    def short(self) -> str:
        """The kind as lists name it."""
        return _(_SHORT[self])

    @property
    def names(self) -> frozenset[str]:
        """The words for it that the program shows, in the language in force and in English."""
        shown = {_LABELS[self], _SHORT[self], self.label, self.short}
        return frozenset(word.lower() for word in shown)

    @property
    def is_rest(self) -> bool:
        """Whether people rest on such a day."""
        return self in {DayKind.WEEKEND, DayKind.STATUTORY, DayKind.ADJACENT}

    @property
    def is_holiday(self) -> bool:
        """Whether the day belongs to a holiday of the State Council's notice."""
        return self in {DayKind.STATUTORY, DayKind.ADJACENT}


_LABELS: Final = {
    DayKind.WORKDAY: N_("working day"),
    DayKind.WEEKEND: N_("weekend"),
    DayKind.STATUTORY: N_("statutory holiday"),
    DayKind.ADJACENT: N_("rest day of a holiday"),
    DayKind.MAKEUP: N_("make-up working day"),
    DayKind.EVENT: N_("event period"),
}
_SHORT: Final = {
    DayKind.WORKDAY: N_("working day"),
    DayKind.WEEKEND: N_("weekend"),
    DayKind.STATUTORY: N_("statutory"),
    DayKind.ADJACENT: N_("day off"),
    DayKind.MAKEUP: N_("made up for"),
    DayKind.EVENT: N_("event"),
}


class YearWithoutData(LookupError):  # noqa: N818 - it names what is the case
    """A day was asked for in a year of which nobody has entered the notice.

    Attributes:
        year: The year.
    """

    def __init__(self, year: int) -> None:
        super().__init__(
            _(
                "The calendar has no holidays for {year}. On the page “Calendar” (Ctrl+W) enter "
                "the State Council's notice (Ins) or import it (F3); before it is out, plain "
                "weekdays may be allowed there (Ctrl+E)."
            ).format(year=year)
        )
        self.year = year


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One editable row: what a day is, by which document.

    Attributes:
        day: The date, in Beijing time.
        kind: What it is. An `EVENT` row stands beside the day's own kind.
        name: Of the holiday or event, in Chinese (`春节`); may be empty for a make-up day.
        document: Number of the notice that says so; empty where nobody noted it.
        source: Where the row comes from: `chinesecalendar`, a file's name, `entered`.
    """

    day: date
    kind: DayKind
    name: str = ""
    document: str = ""
    source: str = "entered"


@dataclass(frozen=True, slots=True)
class Day:
    """What a day is, all rows considered.

    Attributes:
        day: The date.
        kind: Never `EVENT`.
        name: The holiday's name; for a make-up day the holiday it makes up for, if known.
        document: Number of the notice; empty for an ordinary day.
        events: Names of the events that cover the day.
        assumed: The year has no data, and plain weekdays were allowed in its stead.
    """

    day: date
    kind: DayKind
    name: str = ""
    document: str = ""
    events: tuple[str, ...] = ()
    assumed: bool = False

    @property
    def reinforced(self) -> bool:
        """Whether article 9 asks more of the day: a holiday or an event."""
        return self.kind.is_holiday or bool(self.events)

    @property
    def label(self) -> str:
        """The day in words, with the holiday's name where it has one."""
        words = f"{self.kind.label} {self.name}" if self.name else self.kind.label
        return " · ".join((words, *self.events))
