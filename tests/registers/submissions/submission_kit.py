"""National Day of 2026 and its submission, for the tests."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dutyroom.config import Calendar
from dutyroom.registers.submissions.occasions import Occasion, occasions
from dutyroom.store.engine import Store

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 7)


def morning(day: int, month: int = 9) -> datetime:
    """Return 09:00 of a day of 2026, Beijing time."""
    return datetime(2026, month, day, 1, tzinfo=UTC)


def found(store: Store, at: datetime, **chosen: object) -> Occasion:
    """Return National Day as it stands."""
    with store.read() as session:
        every = occasions(session, at, Calendar(**chosen))  # type: ignore[arg-type]
    return next(each for each in every if each.first == FIRST)
