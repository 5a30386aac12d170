"""What the register of visitors answers: who is in, who came on a day, who is found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Select, func, or_, select

from dutyroom.registers.values import choice
from dutyroom.registers.visitors.kinds import VisitFilter, VisitState
from dutyroom.registers.visitors.tables import CHANGES, VISITORS_TABLE
from dutyroom.standard.clocks import day_after, midnight
from dutyroom.store.parts import in_parts
from dutyroom.store.session import Session

_SEARCHED: Final = ("name", "from_unit", "business", "host", "refused_why")


@dataclass(frozen=True, slots=True)
class VisitorRow:
    """A visit as it is read.

    Attributes:
        id: Its id.
        name: The visitor; foreign text, as the next three.
        from_unit: Where they come from.
        business: What for.
        host: Whom they see.
        state: How the visit stands; None: a newer version's word.
        came_at: When they came.
        came_by: Who let them in, or did not.
        noted_at: When that was entered; of two who came in one minute the first comes first.
        left_at: When they went; None: they are in, or never were.
        left_by: Who noted that.
        refused_why: Why they were not let in.
        revision: How often it was changed.
    """

    id: str
    name: str
    from_unit: str
    business: str
    host: str
    state: VisitState | None
    came_at: datetime
    came_by: str
    noted_at: datetime
    left_at: datetime | None
    left_by: str
    refused_why: str
    revision: int

    @property
    def inside(self) -> bool:
        """Whether they are still in."""
        return self.state is VisitState.INSIDE


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a visit that became another."""

    field: str
    old: str
    new: str
    why: str
    by: str
    at: datetime


def get(session: Session, visitor: str) -> VisitorRow | None:
    """Return a visit by its id; None: there is none."""
    found = _read(session, _rows().where(VISITORS_TABLE.c.id == visitor))
    return found[0] if found else None


def inside(session: Session) -> list[VisitorRow]:
    """Return who is still in, the longest first."""
    held = VISITORS_TABLE.c.state == VisitState.INSIDE
    return _read(session, _rows().where(held).order_by(*_order()))


def listed(
    session: Session, which: VisitFilter, today: date, *, query: str = "", limit: int = 200
) -> list[VisitorRow]:
    """Return visits, the newest first.

    Args:
        session: A transaction.
        which: Which; today's are all who are or were in today.
        today: The day, in Beijing time.
        query: Words that all have to stand in name, unit, business, host or reason.
        limit: Most visits returned.
    """
    columns = VISITORS_TABLE.c
    chosen = _rows()
    held = columns.state == VisitState.INSIDE
    if which is VisitFilter.INSIDE:
        chosen = chosen.where(held)
    elif which is VisitFilter.TODAY:
        chosen = chosen.where(_on(today))
    for word in query.split():
        fits = [columns[name].icontains(word, autoescape=True) for name in _SEARCHED]
        chosen = chosen.where(or_(*fits))
    newest = (each.desc() for each in _order())
    return _read(session, chosen.order_by(*newest).limit(limit))


def of_day(session: Session, day: date) -> list[VisitorRow]:
    """Return who came or was in on a day in Beijing time, in the order in which they came."""
    return _read(session, _rows().where(_on(day)).order_by(*_order()))


def counts(session: Session) -> dict[str, int]:
    """Return how many rows the filters hold, where that is counted."""
    held = VISITORS_TABLE.c.state == VisitState.INSIDE
    number = session.connection().execute(select(func.count()).where(held)).scalar_one()
    return {VisitFilter.INSIDE.value: int(number)}


def changes(session: Session, visitors: Collection[str]) -> dict[str, list[Change]]:
    """Return the corrections of some visits, in their order."""
    found: dict[str, list[Change]] = {visitor: [] for visitor in visitors}
    columns = CHANGES.c
    names = Change.__dataclass_fields__
    chosen = select(columns.visitor, *(columns[name] for name in names))
    for some in in_parts(list(visitors)):
        of_some = chosen.where(columns.visitor.in_(some)).order_by(columns.position)
        for visitor, *rest in session.connection().execute(of_some):
            found[visitor].append(Change(*rest))
    return found


def _on(day: date) -> ColumnElement[bool]:
    """Return what chooses the visits that touch a day."""
    columns, begins = VISITORS_TABLE.c, midnight(day)
    held = columns.state == VisitState.INSIDE
    lasted = or_(columns.came_at >= begins, columns.left_at >= begins, held)
    return (columns.came_at < midnight(day_after(day))) & lasted


def _order() -> tuple[Column[Any], ...]:
    """Return by what visits are ordered, the first one first."""
    columns = VISITORS_TABLE.c
    return columns.came_at, columns.noted_at, columns.id


def _rows() -> Select[Any]:
    """Return what reads visits; one whose beginning was never written is left out."""
    columns = VISITORS_TABLE.c
    names = VisitorRow.__dataclass_fields__
    return select(*(columns[name] for name in names)).where(columns.came_at.is_not(None))


def _read(session: Session, chosen: Select[Any]) -> list[VisitorRow]:
    """Return rows as values."""
    found = session.connection().execute(chosen).mappings()
    return [VisitorRow(**{**row, "state": choice(VisitState, row["state"])}) for row in found]
