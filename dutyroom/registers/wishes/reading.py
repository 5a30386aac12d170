"""What the register of wishes answers: who wishes what of which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select

from dutyroom.registers.wishes.kinds import SEPARATOR, WishFilter
from dutyroom.registers.wishes.tables import WISHES_TABLE
from dutyroom.standard.roster.values import Request
from dutyroom.standard.roster.words import days_in_words
from dutyroom.store.session import Session

_SEARCHED: Final = ("name", "reason", "withdrawn_why")


@dataclass(frozen=True, slots=True)
class WishRow:
    """A wish as it is read.

    Attributes:
        id: Its id.
        person: Id of whoever wishes.
        name: Their name then; foreign text, as the reason.
        wanted: Whether duty is wished for rather than to be avoided.
        first: First duty day.
        last: Last duty day, included.
        shifts: Names of the shifts meant; empty: all.
        strong: Whether it counts more than a usual wish.
        reason: What for; may be empty.
        asked_at: When it was entered.
        asked_by: Who entered it: themselves, or whoever rosters, on their word.
        withdrawn_at: When it was withdrawn; None: it stands.
        withdrawn_by: Who noted that.
        withdrawn_why: Why.
        revision: How often it was changed.
    """

    id: str
    person: str
    name: str
    wanted: bool
    first: date
    last: date
    shifts: tuple[str, ...]
    strong: bool
    reason: str
    asked_at: datetime
    asked_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_why: str
    revision: int

    @property
    def stands(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.withdrawn_at is None

    @property
    def days(self) -> str:
        """Its days, as they are written."""
        return days_in_words(self.first, self.last)

    def request(self, strong: float) -> Request:
        """Return it as the rules of the roster know it.

        Args:
            strong: How many usual wishes a strong one counts for.
        """
        return Request(
            self.person,
            self.first,
            self.last,
            self.wanted,
            frozenset(self.shifts),
            strong if self.strong else 1.0,
            self.reason,
        )


def get(session: Session, wish: str) -> WishRow | None:
    """Return a wish by its id; None: there is none."""
    found = _read(session, _rows().where(WISHES_TABLE.c.id == wish))
    return found[0] if found else None


def standing(session: Session, first: date, last: date, person: str = "") -> list[WishRow]:
    """Return the wishes that stand and touch some days, the earliest first.

    Args:
        session: A transaction.
        first: First duty day.
        last: Last duty day, included.
        person: Id of whose; empty: everybody's.
    """
    chosen = _rows().where(_STANDING, _touching(first, last))
    if person:
        chosen = chosen.where(WISHES_TABLE.c.person == person)
    columns = WISHES_TABLE.c
    return _read(session, chosen.order_by(columns.first, columns.person, columns.id))


def requests(session: Session, first: date, last: date, strong: float) -> list[Request]:
    """Return the wishes of some days as the rules of the roster know them.

    Args:
        session: A transaction.
        first: First duty day.
        last: Last duty day, included.
        strong: How many usual wishes a strong one counts for.
    """
    return [row.request(strong) for row in standing(session, first, last)]


def listed(
    session: Session,
    which: WishFilter,
    month: tuple[date, date],
    today: date,
    *,
    query: str = "",
    limit: int = 200,
) -> list[WishRow]:
    """Return wishes: those that stand by their days, the others newest first.

    Args:
        session: A transaction.
        which: Those that stand of a month or from today on, those withdrawn, or all.
        month: First and last day of the month.
        today: The duty day.
        query: Words that all have to stand in name, reason or why it was withdrawn.
        limit: Most wishes returned.
    """
    columns = WISHES_TABLE.c
    chosen = _rows()
    match which:
        case WishFilter.MONTH:
            chosen = chosen.where(_STANDING, _touching(*month))
        case WishFilter.STANDING:
            chosen = chosen.where(_coming(today))
        case WishFilter.WITHDRAWN:
            chosen = chosen.where(~_STANDING)
        case WishFilter.ALL:
            pass
    for word in query.split():
        chosen = chosen.where(
            or_(*(columns[n].icontains(word, autoescape=True) for n in _SEARCHED))
        )
    if which in {WishFilter.MONTH, WishFilter.STANDING}:
        ordered = chosen.order_by(columns.first, columns.name, columns.id)
    else:
        ordered = chosen.order_by(columns.first.desc(), columns.name, columns.id)
    return _read(session, ordered.limit(limit))


def counts(session: Session, month: tuple[date, date], today: date) -> dict[str, int]:
    """Return how many wishes stand, of a month and from today on."""
    asked = WISHES_TABLE.c.asked_at.is_not(None)
    told = {
        WishFilter.MONTH: _STANDING & _touching(*month),
        WishFilter.STANDING: _coming(today),
    }
    return {
        which.value: int(
            session.connection().execute(select(func.count()).where(asked, fits)).scalar_one()
        )
        for which, fits in told.items()
    }


_STANDING: Final = WISHES_TABLE.c.withdrawn_at.is_(None)


def _touching(first: date, last: date) -> ColumnElement[bool]:
    """Return what chooses the wishes that touch some days."""
    columns = WISHES_TABLE.c
    return (columns.last >= first.isoformat()) & (columns.first <= last.isoformat())


def _coming(today: date) -> ColumnElement[bool]:
    """Return what chooses the wishes that stand and are not over."""
    return _STANDING & (WISHES_TABLE.c.last >= today.isoformat())


def _rows() -> Select[Any]:
    """Return what reads wishes; one that was never written down is left out."""
    columns = WISHES_TABLE.c
    names = WishRow.__dataclass_fields__
    return select(*(columns[name] for name in names)).where(columns.asked_at.is_not(None))


def _read(session: Session, chosen: Select[Any]) -> list[WishRow]:
    """Return rows as values."""
    found = session.connection().execute(chosen).mappings()
    return [
        WishRow(
            **{
                **row,
                "first": date.fromisoformat(row["first"]),
                "last": date.fromisoformat(row["last"]),
                "shifts": tuple(filter(None, row["shifts"].split(SEPARATOR))),
            }
        )
        for row in found
    ]
