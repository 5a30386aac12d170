"""What the board answers: which units' reports of a day have come, and which are missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import and_, or_, select

from dutyroom.registers.board.tables import RECEIVED, REPORTERS
from dutyroom.standard.clocks import day_after, midnight
from dutyroom.store.session import Session

_U, _R = REPORTERS.c, RECEIVED.c
_STANDING: Final = _R.back_at.is_(None)


class BoardFilter(StrEnum):
    """Which units are listed."""

    MISSING = "missing"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A unit, and whether its report of a day has come.

    Attributes:
        id: Its id on the board.
        name: Its name; foreign text.
        received_at: When the report came; None: it is missing.
        received_by: Who noted that.
        revision: How often the unit was changed.
    """

    id: str
    name: str
    received_at: datetime | None
    received_by: str
    revision: int

    @property
    def missing(self) -> bool:
        """Whether its report has not come."""
        return self.received_at is None


def board(session: Session, day: date, *, query: str = "") -> list[BoardRow]:
    """Return the units that report on a day, those without a report first, each by name.

    Args:
        session: A transaction.
        day: The day.
        query: Words that all have to stand in the name.
    """
    of_day = and_(_R.reporter == _U.id, _R.day == day.isoformat(), _STANDING)
    chosen = (
        select(_U.id, _U.name, _R.at, _R.by, _U.revision)
        .join_from(REPORTERS, RECEIVED, of_day, isouter=True)
        .where(_U.added_at.is_not(None), _U.added_at < midnight(day_after(day)))
        .where(or_(_U.removed_at.is_(None), _U.removed_at >= midnight(day)))
    )
    for word in query.split():
        chosen = chosen.where(_U.name.icontains(word, autoescape=True))
    found = session.connection().execute(chosen.order_by(_R.at.is_not(None), _U.name, _U.id))
    return [BoardRow(each.id, each.name, each.at, each.by or "", each.revision) for each in found]


def of_unit(session: Session, reporter: str, day: date) -> BoardRow | None:
    """Return a unit that still reports, with its report of a day; None: there is none."""
    chosen = select(_U.id, _U.name, _U.revision).where(
        _U.id == reporter, _U.added_at.is_not(None), _U.removed_at.is_(None)
    )
    unit = session.connection().execute(chosen).first()
    if unit is None:
        return None
    of_day = select(_R.at, _R.by).where(
        _R.reporter == reporter, _R.day == day.isoformat(), _STANDING
    )
    got = session.connection().execute(of_day).first()
    at, by = (got.at, got.by) if got is not None else (None, "")
    return BoardRow(unit.id, unit.name, at, by, unit.revision)


def names(session: Session) -> set[str]:
    """Return the names of the units that report."""
    chosen = select(_U.name).where(_U.added_at.is_not(None), _U.removed_at.is_(None))
    return {name for (name,) in session.connection().execute(chosen)}
