"""What the published rosters answer: the versions, and which assignments are in force.

Of the versions that speak for a time the newest counts. A version speaks for its slots that
begin at or after `since` and before the end of its period; those before stay as they were.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, Select, and_, bindparam, func, select

from dutyroom.registers.numbers.facts import VERSIONS_LOST
from dutyroom.registers.roster.rows import (
    Accepted,
    InForce,
    SlotRow,
    VersionRow,
    WaiverRow,
    slot_of,
)
from dutyroom.registers.roster.tables import ASSIGNMENTS, SLOTS, VERSIONS, WAIVERS
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.values import Duty
from dutyroom.store.reading import entries
from dutyroom.store.session import Session

__all__ = [
    "LONGEST_SLOT",
    "accepted",
    "current",
    "duties",
    "in_force",
    "in_force_between",
    "in_force_with",
    "last_number",
    "next_number",
    "roster_of",
    "version",
    "versions",
    "waivers",
]

LONGEST_SLOT: Final = timedelta(days=8)
"""No slot of a pattern lasts longer; so far back begins what may still be running."""

_AHEAD: Final = timedelta(days=62)
"""How long before its period a roster may have been published, where nothing tells: our choice."""

_FOREVER: Final = datetime(9999, 12, 31, tzinfo=UTC)
_LATEST: Final = 2**62
_ANY: Final[Mapping[str, object]] = {"at": _FOREVER, "seq": _LATEST}


def _statement() -> Select[Any]:
    """Return the slots of whatever version with all that is known of them.

    The statements are built once: they are asked every second.
    """
    slots, versions, people = SLOTS.c, VERSIONS.c, ASSIGNMENTS.c
    inside = and_(people.version == slots.version, people.slot == slots.slot)
    return (
        select(SLOTS, versions.number, people.person, people.name, people.pinned)
        .join_from(SLOTS, VERSIONS, versions.id == slots.version)
        .join(ASSIGNMENTS, inside, isouter=True)
        .order_by(slots.start_at, slots.role, slots.slot, people.person)
    )


def _in_force() -> Select[Any]:
    """Return the slots that the newest version for their time has."""
    others = VERSIONS.alias("others")
    newest = (
        select(func.max(others.c.seq))
        .where(
            others.c.since <= SLOTS.c.start_at,
            others.c.until > SLOTS.c.start_at,
            others.c.published_at <= bindparam("at", type_=others.c.published_at.type),
            others.c.seq <= bindparam("seq"),
        )
        .correlate(SLOTS)
        .scalar_subquery()
    )
    return _statement().where(VERSIONS.c.seq == newest)


_OF_VERSION: Final = _statement().where(SLOTS.c.version == bindparam("version"))
_BY_DAY: Final = _in_force().where(SLOTS.c.day.between(bindparam("first"), bindparam("last")))
_BY_TIME: Final = _in_force().where(
    SLOTS.c.start_at > bindparam("back", type_=SLOTS.c.start_at.type),
    SLOTS.c.start_at < bindparam("end", type_=SLOTS.c.start_at.type),
    SLOTS.c.end_at > bindparam("start", type_=SLOTS.c.end_at.type),
)


def versions(
    session: Session, first: date | None = None, last: date | None = None
) -> list[VersionRow]:
    """Return the published versions, the newest first.

    Args:
        session: A transaction.
        first: Only those whose period reaches to this day or beyond.
        last: Only those whose period begins by this day.
    """
    columns = VERSIONS.c
    conditions: list[ColumnElement[bool]] = [columns.first != "", columns.last != ""]
    if first is not None:
        conditions.append(columns.last >= first.isoformat())
    if last is not None:
        conditions.append(columns.first <= last.isoformat())
    return _versions(session, and_(*conditions))


def version(session: Session, identity: str) -> VersionRow | None:
    """Return a version by its id; None: there is none."""
    return next(iter(_versions(session, VERSIONS.c.id == identity)), None)


def named(session: Session, identities: Sequence[str]) -> list[VersionRow]:
    """Return the versions of some ids, the earliest period first."""
    found = _versions(session, VERSIONS.c.id.in_(identities)) if identities else []
    return sorted(found, key=lambda row: row.first)


def last_number(session: Session, first: date, last: date) -> int:
    """Return the number of the newest version of exactly this period; 0: there is none."""
    columns = VERSIONS.c
    chosen = select(func.max(columns.number)).where(
        columns.first == first.isoformat(), columns.last == last.isoformat()
    )
    return session.connection().execute(chosen).scalar() or 0


def next_number(session: Session, first: date, last: date) -> int:
    """Return the number of the next version of exactly this period.

    After a restore that lost something it begins behind the next round ten: what was published
    meanwhile hangs on the wall, and no two sheets of a period bear one number.
    """
    number = last_number(session, first, last)
    lost = deque(entries(session, subject=VERSIONS_LOST), maxlen=1)
    if not lost:
        return number + 1
    columns, entry = VERSIONS.c, lost.pop()
    chosen = select(func.max(columns.seq)).where(
        columns.first == first.isoformat(), columns.last == last.isoformat()
    )
    newest = session.connection().execute(chosen).scalar() or 0
    ahead = first > local_date(entry.fact.occurred_at) + _AHEAD
    if newest > entry.seq or (not number and ahead):
        return number + 1
    return number // 10 * 10 + 11


def waivers(session: Session, identity: str) -> list[WaiverRow]:
    """Return the faults that a version was published with."""
    columns = WAIVERS.c
    names = [columns[name] for name in WaiverRow.__dataclass_fields__]
    chosen = select(*names).where(columns.version == identity).order_by(columns.position)
    return [WaiverRow(*row) for row in session.connection().execute(chosen)]


def accepted(session: Session, found: InForce) -> Accepted:
    """Return why the faults of what is in force were accepted, the newest version's word first.

    Args:
        session: A transaction.
        found: What is in force for a span.
    """
    speaking = {row.version for row in found.rows}
    said: dict[str, str] = {}
    for each in versions(session, found.first, found.last):
        for waiver in waivers(session, each.id) if each.id in speaking else ():
            if waiver.reason:
                said.setdefault(waiver.key or waiver.words, waiver.reason)
    return Accepted(said)


def roster_of(session: Session, identity: str) -> InForce | None:
    """Return a version as it was published, whatever came after it; None: there is none."""
    found = version(session, identity)
    if found is None:
        return None
    rows = _rows(session, _OF_VERSION, {"version": identity})
    return InForce(found.first, found.last, tuple(rows))


def in_force(
    session: Session, first: date, last: date, at: datetime | None = None, *, seq: int = _LATEST
) -> InForce:
    """Return the assignments in force for a span of duty days, the newest version of each slot.

    Args:
        session: A transaction.
        first: First duty day.
        last: Last duty day, included.
        at: As it was published by this time; by default by now.
        seq: And by this place in the journal, which no clock that was set back has moved.
    """
    return _span(session, first, last, at=at or _FOREVER, seq=seq)


def in_force_with(session: Session, first: date, last: date, newest: VersionRow) -> InForce:
    """Return what was in force for a span of duty days while a version was the newest.

    Args:
        session: A transaction.
        first: First duty day.
        last: Last duty day, included.
        newest: The version; no clock is asked which were before it.
    """
    return _span(session, first, last, seq=newest.seq)


def in_force_between(session: Session, start: datetime, end: datetime) -> list[SlotRow]:
    """Return the slots in force that touch a stretch of time, earliest first.

    Args:
        session: A transaction.
        start: Aware.
        end: Aware.
    """
    wanted = {"back": start - LONGEST_SLOT, "start": start, "end": end}
    return _rows(session, _BY_TIME, {**wanted, **_ANY})


def duties(session: Session, start: datetime, end: datetime) -> tuple[Duty, ...]:
    """Return who serves in the slots in force that touch a stretch of time."""
    rows = in_force_between(session, start, end)
    return tuple(Duty(person, row.slot) for row in rows for person in row.people)


def current(session: Session, first: date, last: date) -> VersionRow | None:
    """Return the newest version that touches a span; None: nothing is published there."""
    return next(iter(versions(session, first, last)), None)


def _span(
    session: Session,
    first: date,
    last: date,
    *,
    at: datetime = _FOREVER,
    seq: int = _LATEST,
) -> InForce:
    """Return what is in force for a span, of what was published by a time and by a version."""
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return InForce(first, last, tuple(_rows(session, _BY_DAY, {**days, "at": at, "seq": seq})))


def _rows(session: Session, chosen: Select[Any], wanted: Mapping[str, object]) -> list[SlotRow]:
    """Return the slots of a question, each with who is in it."""
    found: dict[tuple[str, str], list[RowMapping]] = {}
    for row in session.connection().execute(chosen, wanted).mappings():
        found.setdefault((row["version"], row["slot"]), []).append(row)
    return [_slot_row(rows) for rows in found.values()]


def _slot_row(rows: Sequence[RowMapping]) -> SlotRow:
    """Return one slot; of each person in it there is a row, of an empty one a row without."""
    first = rows[0]
    inside = [row for row in rows if row["person"] is not None]
    return SlotRow(
        slot_of(first),
        first["label"],
        first["version"],
        first["number"],
        {row["person"]: row["name"] for row in inside},
        frozenset(row["person"] for row in inside if row["pinned"]),
    )


def _versions(session: Session, condition: ColumnElement[bool]) -> list[VersionRow]:
    """Return the versions that fit, the newest first."""
    columns = [VERSIONS.c[name] for name in VersionRow.__dataclass_fields__]
    chosen = select(*columns).where(condition).order_by(VERSIONS.c.seq.desc())
    rows = session.connection().execute(chosen).mappings()
    return [_version(row) for row in rows if row["first"] and row["last"]]


def _version(row: RowMapping) -> VersionRow:
    """Return the version of a row."""
    days = {name: date.fromisoformat(row[name]) for name in ("first", "last")}
    return VersionRow(**{**row, **days})
