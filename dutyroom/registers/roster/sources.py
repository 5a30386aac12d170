"""Where the roster learns of days, absences, wishes, admissions: the registers that know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from dutyroom.registers.admissions.reading import overrides
from dutyroom.registers.calendar.reading import calendar
from dutyroom.registers.leave.reading import absences
from dutyroom.registers.wishes.reading import requests
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.roster.eligibility import Override
from dutyroom.standard.roster.values import Absence, Request
from dutyroom.store.session import Session


class CalendarSource(Protocol):
    """What a register knows of the kinds of day."""

    def __call__(self, session: Session, first: int, last: int) -> Calendar:
        """Return the calendar of some years; a year that nobody knows has no rows.

        Args:
            session: A transaction that reads.
            first: The first.
            last: The last, included.
        """


class AbsenceSource(Protocol):
    """What a register knows of leave and of times away."""

    def __call__(self, session: Session, start: datetime, end: datetime) -> Iterable[Absence]:
        """Return the absences that touch a stretch of time.

        Args:
            session: A transaction that reads.
            start: Aware.
            end: Aware.
        """


class RequestSource(Protocol):
    """What a register knows of wishes for and against duty."""

    def __call__(
        self, session: Session, first: date, last: date, strong: float
    ) -> Iterable[Request]:
        """Return the wishes that touch some duty days.

        Args:
            session: A transaction that reads.
            first: First duty day.
            last: Last duty day, included.
            strong: How many usual wishes a strong one counts for.
        """


class OverrideSource(Protocol):
    """What a register knows of decisions in spite of a rule."""

    def __call__(self, session: Session, first: date, last: date) -> Iterable[Override]:
        """Return the decisions that touch some duty days.

        Args:
            session: A transaction that reads.
            first: First duty day.
            last: Last duty day, included.
        """


@dataclass(frozen=True, slots=True)
class Sources:
    """Where days, absences, wishes and admissions come from.

    Attributes:
        calendar: The kinds of day.
        absences: Leave and times away, of every register that knows some.
        requests: Wishes for and against duty, likewise.
        overrides: Who was admitted in spite of a rule, likewise.
    """

    calendar: CalendarSource
    absences: tuple[AbsenceSource, ...] = ()
    requests: tuple[RequestSource, ...] = ()
    overrides: tuple[OverrideSource, ...] = ()

    def admissions(self, session: Session, first: date, last: date) -> tuple[Override, ...]:
        """Return the decisions of all registers that touch some duty days.

        Args:
            session: A transaction that reads.
            first: First duty day.
            last: Last duty day, included.
        """
        return tuple(each for ask in self.overrides for each in ask(session, first, last))


SOURCES: Final = Sources(calendar, (absences,), (requests,), (overrides,))
"""The sources of this version; a register that knows better takes its place here."""
