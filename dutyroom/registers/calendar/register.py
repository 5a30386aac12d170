"""The calendar as the ledger knows it: from its facts to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR
from typing import Any, Final

from dutyroom.registers.calendar import facts
from dutyroom.registers.calendar.tables import (
    ASSUMPTIONS,
    ENTRIES,
    CalendarAssumption,
    CalendarEntry,
)
from dutyroom.registers.folding import by_time, history, replace
from dutyroom.registers.register import Register
from dutyroom.registers.values import choice, day, text, whole, words
from dutyroom.standard.calendar.days import DayKind
from dutyroom.standard.calendar.file_format import LONGEST_SPAN
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

_OF_ENTRIES: Final = frozenset({facts.NOTED, facts.WITHDRAWN})
_OF_YEARS: Final = frozenset({facts.ASSUMED, facts.UNASSUMED})


def project(session: Session, entry: Entry) -> None:
    """Compute the row of one entry, or of one year, anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    kind, subject = entry.fact.kind, entry.fact.subject
    if kind in _OF_ENTRIES:
        known = [each.fact for each in history(session, subject, _OF_ENTRIES, by_time)]
        replace(session, ENTRIES, "id", subject, _entry(known))
    elif kind in _OF_YEARS and (year := _year(subject)):
        known = [each.fact for each in history(session, subject, _OF_YEARS, by_time)]
        replace(session, ASSUMPTIONS, "year", year, _assumption(year, known[-1]))


def _entry(known: Sequence[Fact]) -> list[dict[str, Any]]:
    """Return the row of an entry; none where its days or its kind cannot be read."""
    noted = next((fact for fact in known if fact.kind == facts.NOTED), None)
    gone = next((fact for fact in known if fact.kind == facts.WITHDRAWN), None)
    if noted is None:
        return []
    first, last = day(noted, "first"), day(noted, "last")
    kind = choice(DayKind, words(noted, "kind"))
    if not first or not last or not kind or not 0 <= (last - first).days < LONGEST_SPAN:
        return []
    return [
        {
            "id": noted.subject,
            "unit": noted.place.unit,
            "first": first,
            "last": last,
            "kind": kind.value,
            "name": text(noted, "name"),
            "document": text(noted, "document"),
            "source": text(noted, "source"),
            "position": whole(noted, "position") or 0,
            "corrects": words(noted, "corrects"),
            "why": text(noted, "why"),
            "noted_at": noted.occurred_at,
            "by": noted.actor,
            "withdrawn_at": gone.occurred_at if gone else None,
            "withdrawn_by": gone.actor if gone else "",
            "withdrawn_why": text(gone, "why") if gone else "",
        }
    ]


def _assumption(year: int, latest: Fact) -> list[dict[str, Any]]:
    """Return the row of a year; none where plain weekdays may not be taken any more."""
    if latest.kind == facts.UNASSUMED:
        return []
    return [
        {
            "year": year,
            "unit": latest.place.unit,
            "assumed_at": latest.occurred_at,
            "by": latest.actor,
            "why": text(latest, "why"),
        }
    ]


def _year(subject: str) -> int:
    """Return the year of a subject; 0 where it names none."""
    plain = subject.isascii() and subject.isdigit() and len(subject) <= len(str(MAXYEAR))
    return int(subject) if plain and int(subject) >= MINYEAR else 0


CALENDAR: Final = Register(
    name="calendar",
    prefixes=("calendar.",),
    project=project,
    tables=(CalendarEntry, CalendarAssumption),
)
"""Holidays, make-up days and event periods."""
