"""What the register of matters answers: lists, searches and counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.finding import found, of_number
from dutyroom.registers.matters.kinds import LinkKind
from dutyroom.registers.matters.line import MatterRow, chosen, lines
from dutyroom.registers.matters.tables import MATTERS, MatterLink
from dutyroom.standard.clocks import local_date
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_LINKS: Final = table_of(MatterLink)
_C: Final = MATTERS.c
_BY_DEADLINE: Final = (_C.deadline_at.is_(None), _C.deadline_at, _C.ordinal)


class MatterFilter(StrEnum):
    """Which matters are shown."""

    MINE = "mine"
    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    WAITING = "waiting"
    UNTOUCHED = "untouched"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Horizon:
    """From when on a matter is due soon or untouched; the unit's to choose.

    Attributes:
        now: The present.
        due_soon: A deadline so near is soon.
        untouched: A matter about which nobody did anything for so long is untouched.
    """

    now: datetime
    due_soon: timedelta = timedelta(hours=1)
    untouched: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class MatterCounts:
    """How many matters still need somebody.

    Attributes:
        open: Not closed.
        overdue: Open, and should have been done.
        due: Open, and due soon; overdue ones are not among them.
    """

    open: int
    overdue: int
    due: int


def page(
    session: Session,
    which: MatterFilter,
    horizon: Horizon,
    *,
    officer: Officer | None = None,
    query: str = "",
    before: int | None = None,
    limit: int = 200,
) -> list[MatterRow]:
    """Return matters: open ones by their deadline, lists that hold closed ones newest first.

    Args:
        session: A transaction.
        which: The filter.
        horizon: The present, and what is soon.
        officer: Who asks; `mine` is empty without one.
        query: What was typed into the search; any text at all.
        before: The last ordinal of the page before, of lists that are newest first.
        limit: Most matters to return.
    """
    wanted = _wanted(which, horizon, officer)
    if query.strip():
        today = local_date(horizon.now)
        return found(session, query, wanted, today=today, before=before, limit=limit)
    if which in (MatterFilter.ALL, MatterFilter.CLOSED):
        if before is not None:
            wanted.append(_C.ordinal < before)
        ordered = chosen().where(*wanted).order_by(_C.ordinal.desc())
    else:
        ordered = chosen().where(*wanted).order_by(*_BY_DEADLINE)
    return lines(session.connection().execute(ordered.limit(limit)))


def _wanted(
    which: MatterFilter, horizon: Horizon, officer: Officer | None
) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter."""
    if which is MatterFilter.ALL:
        return []
    if which is MatterFilter.CLOSED:
        return [_C.open.is_(False)]
    wanted: list[ColumnElement[bool]] = [_C.open.is_(True)]
    match which:
        case MatterFilter.MINE:
            wanted.append(handled_by(officer or Officer("")))
        case MatterFilter.DUE:
            wanted.append(_C.deadline_at <= horizon.now + horizon.due_soon)
        case MatterFilter.OVERDUE:
            wanted.append(_C.deadline_at <= horizon.now)
        case MatterFilter.WAITING:
            wanted.append(or_(_C.waiting_for != "", _C.asked != ""))
        case MatterFilter.UNTOUCHED:
            wanted.append(_C.touched_at <= horizon.now - horizon.untouched)
    return wanted


def handled_by(officer: Officer) -> ColumnElement[bool]:
    """Return the condition that somebody handles a matter, or was asked to take it over."""
    named = officer.name.strip()
    own: list[ColumnElement[bool]] = [false()]
    for name, identity in ((_C.handler, _C.handler_id), (_C.asked, _C.asked_id)):
        if named:
            own.append(name == named if not officer.id else and_(name == named, identity == ""))
        if officer.id:
            own.append(identity == officer.id)
    return or_(*own)


def linked(session: Session, kind: LinkKind, target: str) -> list[MatterRow]:
    """Return the matters linked to something, the newest first.

    Args:
        session: A transaction.
        kind: What it is.
        target: Its id.
    """
    ids = select(_LINKS.c.matter).where(_LINKS.c.target == target, _LINKS.c.kind == kind.value)
    ordered = chosen().where(_C.id.in_(ids)).order_by(_C.ordinal.desc())
    return lines(session.connection().execute(ordered))


def by_call(session: Session, call: str) -> list[MatterRow]:
    """Return the matters that came by a call or were linked to it, the newest first."""
    return linked(session, LinkKind.CALL, call)


def get(session: Session, matter: str) -> MatterRow | None:
    """Return one matter by its id; None where there is none."""
    found = lines(session.connection().execute(chosen().where(_C.id == matter)))
    return found[0] if found else None


def numbered(session: Session, typed: str) -> MatterRow | None:
    """Return the newest matter with a number as it is printed, for instance `2026-0012` or `12`."""
    if not (conditions := of_number(typed)):
        return None
    wanted = chosen().where(*conditions)
    newest = wanted.order_by(_C.ordinal.desc()).limit(1)
    found = lines(session.connection().execute(newest))
    return found[0] if found else None


def counts(session: Session, horizon: Horizon) -> MatterCounts:
    """Return how many matters still need somebody."""
    late = _C.deadline_at <= horizon.now
    soon = and_(_C.deadline_at > horizon.now, _C.deadline_at <= horizon.now + horizon.due_soon)
    asked = select(func.count(), func.count().filter(late), func.count().filter(soon)).where(
        _C.open.is_(True)
    )
    return MatterCounts(*session.connection().execute(asked).one())


def pending_for_handover(session: Session, officer: Officer | None = None) -> list[MatterRow]:
    """Return every open matter, by deadline: what a handover must pass on (article 17).

    Args:
        session: A transaction.
        officer: Only those that somebody handles; by default all.
    """
    mine = () if officer is None else (handled_by(officer),)
    ordered = chosen().where(_C.open.is_(True), *mine).order_by(*_BY_DEADLINE)
    return lines(session.connection().execute(ordered))
