"""What screens read of the call log: pages, search, previous calls, counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from itertools import product

from sqlalchemy import ColumnElement, func, select

from dutyroom.registers.calls import row_words
from dutyroom.registers.calls.finding import (
    Wanted,
    counted,
    entered,
    find,
    newest,
    readings,
    within,
)
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.calls.rows import (
    CALLS,
    CallRow,
    NameLookup,
    NumberLookup,
    StateLookup,
    Values,
    choose,
    rows,
    unnamed,
    unnumbered,
    unsaid,
)
from dutyroom.registers.calls.state import Owed
from dutyroom.registers.shifts.on_duty import in_charge
from dutyroom.registers.typed import parts
from dutyroom.standard.clocks import local_date, midnight
from dutyroom.standard.numbers import variants
from dutyroom.store.session import Session

__all__ = [
    "CallCounts",
    "CallFilter",
    "CallRow",
    "counts",
    "current",
    "is_taken",
    "page",
    "previous",
]

_UNDER_WAY = (Outcome.RINGING.value, Outcome.TALKING.value)


class CallFilter(StrEnum):
    """Which calls a page shows."""

    SHIFT = "shift"
    TODAY = "today"
    PENDING = "pending"
    """Over and not yet written up."""
    MISSED = "missed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CallCounts:
    """How many calls still need somebody.

    Attributes:
        pending: Over and not written up.
        missed: Missed and not called back.
    """

    pending: int
    missed: int


def page(
    session: Session,
    which: CallFilter | str,
    *,
    query: str = "",
    before: int | None = None,
    limit: int = 200,
    since: datetime | None = None,
    now: datetime | None = None,
    names: NameLookup = unnamed,
    numbers: NumberLookup = unnumbered,
    states: StateLookup = unsaid,
) -> list[CallRow]:
    """Return one page of the log, newest first.

    Args:
        session: A transaction.
        which: The filter.
        query: What was typed into the search; any text at all.
        before: The last ordinal of the page before; None for the first page.
        limit: Most calls to return.
        since: Where shift or day begin; by default where `now` says.
        now: The present; without it no word of the query names a day.
        names: Gives the names behind the numbers.
        numbers: Gives the numbers behind a name.
        states: Gives what a word in a row means.
    """
    words = parts(query, local_date(now) if now is not None else None)
    wanted = _filtered(session, CallFilter(which), since, now, searched=words is not None)
    if before is not None:
        wanted = wanted.and_also(Wanted(before=before))
    if words is None:
        return rows(session, find(session, wanted, limit), names)
    narrowed = [
        [
            *readings(session, ways, numbers),
            *row_words.found(session, ways, states),
        ]
        for ways in words
    ]
    pages = [
        find(session, reduce(Wanted.and_also, reading, wanted), limit)
        for reading in product(*narrowed)
        if words
    ]
    return rows(session, newest(pages, limit), names)


_BY_INDEX = {
    CallFilter.PENDING: CALLS.c.owed == Owed.WRITE_UP.value,
    CallFilter.MISSED: CALLS.c.outcome == Outcome.MISSED.value,
}
"""The filters that an index answers, in the order of the log."""


def _filtered(
    session: Session,
    which: CallFilter,
    start: datetime | None,
    now: datetime | None,
    *,
    searched: bool,
) -> Wanted:
    """Return what a filter wants; how many calls meet it matters only where texts are searched."""
    if (condition := _BY_INDEX.get(which)) is not None:
        return counted(session, condition) if searched else Wanted((condition,))
    if which is CallFilter.ALL:
        return Wanted()
    if start is None and now is not None:
        shift = in_charge(session) if which is CallFilter.SHIFT else None
        if shift is not None:
            return entered(session, shift.begun_at, shift.seq)
        start = midnight(local_date(now))
    return Wanted() if start is None else within(session, start)


def previous(
    session: Session,
    number: str,
    *,
    limit: int = 5,
    before: int | None = None,
    area_code: str = "",
    names: NameLookup = unnamed,
) -> list[CallRow]:
    """Return the last calls from or to a number, newest first.

    Args:
        session: A transaction.
        number: The number, in any form.
        limit: Most calls to return.
        before: Only calls logged before this ordinal.
        area_code: The unit's own area code, which local numbers may lack.
        names: Gives the names behind the numbers.
    """
    pages: list[list[Values]] = []
    for form in variants(number, area_code):
        wanted: list[ColumnElement[bool]] = [CALLS.c.normalised == form]
        if before is not None:
            wanted.append(CALLS.c.ordinal < before)
        chosen = choose().where(*wanted).order_by(CALLS.c.ordinal.desc()).limit(limit)
        pages.append(list(session.connection().execute(chosen)))
    return rows(session, newest(pages, limit), names)


def is_taken(session: Session, call: str) -> bool:
    """Say whether a call has its first receiver already (article 14)."""
    chosen = select(CALLS.c.taken_at).where(CALLS.c.id == call)
    return session.connection().execute(chosen).scalar() is not None


def current(session: Session, *, names: NameLookup = unnamed) -> list[CallRow]:
    """Return the calls that ring or are talked on, the oldest first."""
    chosen = choose().where(CALLS.c.outcome.in_(_UNDER_WAY)).order_by(CALLS.c.ordinal)
    return rows(session, session.connection().execute(chosen), names)


def counts(session: Session) -> CallCounts:
    """Return how many calls still need somebody."""

    def owed(what: Owed) -> int:
        chosen = select(func.count()).where(CALLS.c.owed == what.value)
        return int(session.connection().execute(chosen).scalar_one())

    return CallCounts(pending=owed(Owed.WRITE_UP), missed=owed(Owed.CALL_BACK))
