"""What the roster raises alarms about: shifts that nobody serves, and people who are not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, select

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.roster.departures import absences
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.reading import in_force_between
from dutyroom.registers.roster.rows import SlotRow
from dutyroom.registers.roster.sources import SOURCES
from dutyroom.registers.roster.tables import VERSIONS
from dutyroom.standard.clocks import local
from dutyroom.standard.roster.values import Absence, Role
from dutyroom.store.session import Session

_CODES: Final = {
    Role.OFFICER: AlarmCode.ROSTER_NO_OFFICER,
    Role.LEADER: AlarmCode.ROSTER_NO_LEADER,
}
_SPANS: Final = (
    select(VERSIONS.c.since, VERSIONS.c.until)
    .where(VERSIONS.c.until >= bindparam("after"))
    .order_by(VERSIONS.c.since)
)
_FORGOTTEN: Final = timedelta(days=31)
"""A desk whose last roster ended longer ago keeps none here, and misses none."""


def deadlines(session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:
    """Yield the shifts of the next hours that nobody serves, and those whose people are away.

    A desk that has published nothing is not told that it has no roster.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: How far ahead is looked; 0 hours: not at all.
    """
    ahead = timedelta(hours=settings.roster.gap_hours)
    found = session.connection().execute(_SPANS, {"after": now - _FORGOTTEN})
    spans = [(row.since, row.until) for row in found]
    if not ahead or not spans:
        return
    horizon = now + ahead
    rows = in_force_between(session, now, horizon)
    ends = _ends(spans, now)
    if ends is not None and ends < horizon:
        yield Condition(AlarmCode.ROSTER_ENDS, detail=f"{local(ends):%m-%d %H:%M}")
    for row in rows:
        if not row.people and row.slot.required:
            yield Condition(_CODES[row.slot.role], about=row.slot.id, detail=_named(row))
    persons = {person for row in rows for person in row.people}
    rules = planning(settings).rules
    known = absences(session, now, horizon, persons, rules=rules, sources=SOURCES.absences)
    yield from _away(rows, known, now)


def _ends(spans: Iterable[tuple[datetime, datetime]], now: datetime) -> datetime | None:
    """Return until when one roster follows another; one beyond a gap, as of a holiday, is none.

    Args:
        spans: From when until when versions speak, by their beginning.
        now: The time.

    Returns:
        The end, which may have passed; None: no roster has begun yet.
    """
    ends: datetime | None = None
    for since, until in spans:
        if since <= now or (ends is not None and since <= ends):
            ends = until if ends is None else max(ends, until)
    return ends


def _away(rows: Sequence[SlotRow], known: Iterable[Absence], now: datetime) -> Iterator[Condition]:
    """Yield the shifts whose people are away while they last, or have left before they end."""
    for absence in known:
        for row in rows:
            touches = absence.start < row.slot.end and row.slot.start < absence.end
            if absence.person in row.people and touches and absence.end > now:
                detail = f"{row.people[absence.person]} {_named(row)}"
                about = f"{row.slot.id}/{absence.person}"
                yield Condition(AlarmCode.ROSTERED_AWAY, about=about, detail=detail)


def _named(row: SlotRow) -> str:
    """Return a slot in a few words."""
    return f"{local(row.slot.start):%m-%d %H:%M} {row.label}"
