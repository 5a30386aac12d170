"""What the registers hold of the stretch of a report: figures, and what is to be reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, or_, select

from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.calls.tables import WriteUp
from dutyroom.registers.calls.write_up import FIELDS
from dutyroom.registers.matters.kinds import MatterKind, Urgency
from dutyroom.registers.matters.tables import MATTERS
from dutyroom.registers.reports.facts import Figures
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_WRITE_UPS: Final = table_of(WriteUp)
_M: Final = MATTERS.c
_PRESSING: Final = _M.urgency.in_((Urgency.URGENT.value, Urgency.VERY_URGENT.value))
_NAMED: Final = 5
"""Most events that are told one by one."""
_LONGEST: Final = 30
"""Most characters of what a matter is about."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a report has to tell of.

    Attributes:
        id: Id of the call or matter.
        words: What it is, in words; holds foreign text.
    """

    id: str
    words: str


def figures(session: Session, since: datetime, until: datetime) -> Figures:
    """Return how many calls and matters there were.

    Args:
        session: A transaction.
        since: From when.
        until: Until when, exclusive.
    """
    opened = (_M.opened_at >= since) & (_M.opened_at < until)
    began = (CALLS.c.started_at >= since) & (CALLS.c.started_at < until)
    asked = (
        select(func.count()).select_from(CALLS).where(began),
        select(func.count()).select_from(MATTERS).where(opened),
        select(func.count()).select_from(MATTERS).where(opened, _PRESSING),
    )
    return Figures(*(int(session.connection().execute(each).scalar_one()) for each in asked))


def events(session: Session, since: datetime, until: datetime) -> list[Event]:
    """Return what is to be reported: urgent matters and incidents, calls written up as urgent.

    Args:
        session: A transaction.
        since: From when.
        until: Until when, exclusive.
    """
    return [*_matters(session, since, until), *_calls(session, since, until)]


def told(found: Sequence[Event]) -> str:
    """Return events in words, the first of them one by one."""
    words = [each.words for each in found[:_NAMED]]
    if len(found) > _NAMED:
        words.append(_("and {count} more").format(count=len(found) - _NAMED))
    return clauses(words)


def _matters(session: Session, since: datetime, until: datetime) -> list[Event]:
    """Return the matters that are to be reported."""
    told_of = _PRESSING | (_M.kind == MatterKind.INCIDENT.value)
    chosen = select(_M.id, _M.year, _M.running, _M.kind, _M.content).where(
        _M.opened_at >= since, _M.opened_at < until, told_of
    )
    urgent, incident = _("urgent matter {number} {what}"), _("incident, matter {number} {what}")
    return [
        Event(
            row.id,
            (incident if row.kind == MatterKind.INCIDENT else urgent).format(
                number=f"{row.year}-{row.running:04d}", what=_in_short(row.content)
            ),
        )
        for row in session.connection().execute(chosen.order_by(_M.ordinal))
    ]


def _in_short(content: str) -> str:
    """Return what a matter is about in one line; a mark says that there is more of it."""
    flat = " ".join(content.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"


def _calls(session: Session, since: datetime, until: datetime) -> list[Event]:
    """Return the calls of which what article 16 asks for was written up."""
    filled = or_(*(_WRITE_UPS.c[field.name] != "" for field in FIELDS if field.urgent))
    chosen = (
        select(CALLS.c.id, CALLS.c.running)
        .join_from(CALLS, _WRITE_UPS, _WRITE_UPS.c.ordinal == CALLS.c.ordinal)
        .where(CALLS.c.started_at >= since, CALLS.c.started_at < until, filled)
    )
    words = _("call {number}, written up as urgent")
    return [
        Event(row.id, words.format(number=f"{row.running:05d}"))
        for row in session.connection().execute(chosen.order_by(CALLS.c.ordinal))
    ]
