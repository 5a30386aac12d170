"""What the published rosters answer: the versions, and which assignments are in force.

Of the versions that speak for a time the newest counts. A version speaks for its slots that
begin at or after `since` and before the end of its period; those before stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, and_, func, select
from sqlmodel import Session

from dutyroom.registers.roster.rows import InForce, SlotRow, VersionRow, WaiverRow, slot_of
from dutyroom.registers.roster.tables import ASSIGNMENTS, SLOTS, VERSIONS, WAIVERS
from dutyroom.standard.roster.comparing import Change, differences
from dutyroom.standard.roster.values import Duty

__all__ = [
    "LONGEST_SLOT",
    "compared",
    "current",
    "duties",
    "in_force",
    "in_force_between",
    "in_force_with",
    "last_number",
    "roster_of",
    "version",
    "versions",
    "waivers",
]

LONGEST_SLOT: Final = timedelta(days=8)
"""No slot of a pattern lasts longer; so far back begins what may still be running."""


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


def last_number(session: Session, first: date, last: date) -> int:
    """Return the number of the newest version of exactly this period; 0: there is none."""
    columns = VERSIONS.c
    chosen = select(func.max(columns.number)).where(
        columns.first == first.isoformat(), columns.last == last.isoformat()
    )
    return session.connection().execute(chosen).scalar() or 0


def waivers(session: Session, identity: str) -> list[WaiverRow]:
    """Return the faults that a version was published with."""
    columns = WAIVERS.c
    chosen = select(columns.kind, columns.words, columns.reason).where(columns.version == identity)
    rows = session.connection().execute(chosen.order_by(columns.position))
    return [WaiverRow(*row) for row in rows]


def roster_of(session: Session, identity: str) -> InForce | None:
    """Return a version as it was published, whatever came after it; None: there is none."""
    found = version(session, identity)
    if found is None:
        return None
    rows = _slots(session, SLOTS.c.version == identity, {found.id: found})
    return InForce(found.first, found.last, tuple(rows))


def in_force(session: Session, first: date, last: date, at: datetime | None = None) -> InForce:
    """Return the assignments in force for a span of duty days, the newest version of each slot.

    Args:
        session: A transaction.
        first: First duty day.
        last: Last duty day, included.
        at: As it was published by this time; by default by now.
    """
    days = SLOTS.c.day.between(first.isoformat(), last.isoformat())
    known = _anything if at is None else lambda each: each.published_at <= at
    return InForce(first, last, tuple(_governed(session, days, known)))


def in_force_with(session: Session, first: date, last: date, newest: VersionRow) -> InForce:
    """Return what was in force for a span of duty days while a version was the newest.

    Args:
        session: A transaction.
        first: First duty day.
        last: Last duty day, included.
        newest: The version; no clock is asked which were before it.
    """
    days = SLOTS.c.day.between(first.isoformat(), last.isoformat())
    return InForce(first, last, tuple(_governed(session, days, lambda v: v.seq <= newest.seq)))


def in_force_between(session: Session, start: datetime, end: datetime) -> list[SlotRow]:
    """Return the slots in force that touch a stretch of time, earliest first.

    Args:
        session: A transaction.
        start: Aware.
        end: Aware.
    """
    columns = SLOTS.c
    touching = and_(
        columns.start_at > start - LONGEST_SLOT, columns.start_at < end, columns.end_at > start
    )
    return _governed(session, touching, _anything)


def duties(session: Session, start: datetime, end: datetime) -> tuple[Duty, ...]:
    """Return who serves in the slots in force that touch a stretch of time."""
    rows = in_force_between(session, start, end)
    return tuple(Duty(person, row.slot) for row in rows for person in row.people)


def current(session: Session, first: date, last: date) -> VersionRow | None:
    """Return the newest version that touches a span; None: nothing is published there."""
    return next(iter(versions(session, first, last)), None)


def compared(session: Session, before: str, after: str) -> tuple[Change, ...]:
    """Return what differs between two versions, slot by slot; nothing where one is unknown.

    Args:
        session: A transaction.
        before: Id of the earlier version.
        after: Id of the later one.
    """
    old, new = roster_of(session, before), roster_of(session, after)
    if old is None or new is None:
        return ()
    return differences(old.roster, new.roster)


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


def _anything(_version: VersionRow) -> bool:
    """Let every version count."""
    return True


def _governed(
    session: Session, condition: ColumnElement[bool], counts: Callable[[VersionRow], bool]
) -> list[SlotRow]:
    """Return the slots that fit and that the newest version for their time has."""
    columns = SLOTS.c
    span = select(func.min(columns.start_at), func.max(columns.start_at)).where(condition)
    first, last = session.connection().execute(span).one()
    if first is None:
        return []
    reach = and_(VERSIONS.c.until > _aware(first), VERSIONS.c.since <= _aware(last))
    known = [each for each in _versions(session, reach) if counts(each)]
    rows = _slots(session, condition, {each.id: each for each in known})
    return [row for row in rows if row.version == _speaking(known, row.slot.start)]


def _aware(moment: datetime | str) -> datetime:
    """Return a time that a function of the database has lost the type of."""
    return moment if isinstance(moment, datetime) else datetime.fromisoformat(moment)


def _speaking(newest_first: Iterable[VersionRow], start: datetime) -> str:
    """Return the id of the version that speaks for a slot that begins at a time."""
    for each in newest_first:
        if each.since <= start < each.until:
            return each.id
    return ""


def _slots(
    session: Session, condition: ColumnElement[bool], known: Mapping[str, VersionRow]
) -> list[SlotRow]:
    """Return the slots of some versions that fit, with who is in them."""
    columns = SLOTS.c
    chosen = select(SLOTS).where(condition, columns.version.in_(known))
    people = _people(session, condition, known)
    order = chosen.order_by(columns.start_at, columns.role, columns.slot)
    found = []
    for row in session.connection().execute(order).mappings():
        inside = people.get((row["version"], row["slot"]), [])
        found.append(
            SlotRow(
                slot_of(row),
                row["label"],
                row["version"],
                known[row["version"]].number,
                {person: name for person, name, _pinned in inside},
                frozenset(person for person, _name, pinned in inside if pinned),
            )
        )
    return found


def _people(
    session: Session, condition: ColumnElement[bool], known: Mapping[str, VersionRow]
) -> dict[tuple[str, str], list[tuple[str, str, bool]]]:
    """Return id, name and pin of everybody in some slots, by version and slot."""
    columns = ASSIGNMENTS.c
    same = and_(columns.version == SLOTS.c.version, columns.slot == SLOTS.c.slot)
    chosen = (
        select(columns.version, columns.slot, columns.person, columns.name, columns.pinned)
        .join_from(SLOTS, ASSIGNMENTS, same)
        .where(condition, SLOTS.c.version.in_(known))
        .order_by(columns.person)
    )
    found: dict[tuple[str, str], list[tuple[str, str, bool]]] = {}
    for each, slot, person, name, pinned in session.connection().execute(chosen):
        found.setdefault((each, slot), []).append((person, name, pinned))
    return found
