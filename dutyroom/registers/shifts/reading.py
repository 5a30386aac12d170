"""What the register of shifts answers: everything about a shift, and the last ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select

from dutyroom.registers.shifts.at_post import at_post
from dutyroom.registers.shifts.kinds import Answering
from dutyroom.registers.shifts.on_duty import on_duty
from dutyroom.registers.shifts.register import ShiftRow, selected
from dutyroom.registers.shifts.tables import (
    SHIFTS_TABLE,
    PostAbsence,
    Presence,
    ShiftCorrection,
    ShiftLeader,
    ShiftOfficer,
    ShiftOverride,
    ShiftResponsible,
)
from dutyroom.registers.values import choice
from dutyroom.standard.at_post import AtPost
from dutyroom.store.models import SQLModel
from dutyroom.store.rows import page_before, table_of
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A leader of a shift; `acknowledged_at` is None until they said so."""

    name: str
    person: str
    phone: str
    mode: str
    named_at: datetime
    named_by: str
    acknowledged_at: datetime | None
    attested_by: str
    call: str


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """Another officer of a shift; `left_at` is None while they serve."""

    name: str
    person: str
    post: str
    phone: str
    arrived_at: datetime | None
    joined_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A time away from the post; `in_at` is None until the officer is back."""

    id: str
    reason: str
    substitute: str
    substitute_id: str
    out_at: datetime | None
    in_at: datetime | None


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """A confirmation of presence that was due."""

    due_at: datetime
    confirmed_at: datetime | None
    confirmed_by: str
    missed: bool


@dataclass(frozen=True, slots=True)
class ResponsibleRow:
    """Somebody who answers for the shift, as they were then; `since` is None from its beginning."""

    kind: Answering | None
    person: str
    name: str
    post: str
    phone: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A field that was wrong."""

    field: str
    old: str
    new: str
    why: str
    by: str
    at: datetime


_Value = TypeVar(
    "_Value", LeaderRow, OfficerRow, AbsenceRow, PresenceRow, ResponsibleRow, CorrectionRow
)


@dataclass(frozen=True, slots=True)
class ShiftDetail:
    """Everything about a shift.

    Attributes:
        shift: The shift.
        fit: Whether the officer declared to be fit; a desk without accounts never asks.
        leaders: Its leaders, the last one leads.
        officers: Its other officers.
        absences: Times away from the post, the earliest first.
        presence: Confirmations of presence that were due, the earliest first.
        overrides: Reasons that set blockers aside, by code; `code/n` for the n-th leader,
            `code+n` for the n-th of its other officers, `code~n` for the n-th who stood in.
        responsible: Who answers for it; never rewritten, and whoever comes later is added.
        responsible_at: When that was laid down; None: it was not.
        responsible_missing: What nobody was known for.
        roster_version: Version of the roster then; 0: none.
        corrections: Fields that were wrong.
        revision: How often the shift was changed since it began.
    """

    shift: ShiftRow
    fit: bool
    leaders: tuple[LeaderRow, ...]
    officers: tuple[OfficerRow, ...]
    absences: tuple[AbsenceRow, ...]
    presence: tuple[PresenceRow, ...]
    overrides: dict[str, str]
    responsible: tuple[ResponsibleRow, ...]
    responsible_at: datetime | None
    responsible_missing: tuple[str, ...]
    roster_version: int
    corrections: tuple[CorrectionRow, ...]
    revision: int

    @property
    def away(self) -> AbsenceRow | None:
        """The time away from the post that is not over; None: the officer is there."""
        open_ones = (each for each in self.absences if each.out_at and each.in_at is None)
        return next(open_ones, None) if self.shift.ended_at is None else None


def in_charge_everywhere(session: Session) -> list[ShiftRow]:
    """Return the shift in charge of each seat that has one, by seat."""
    columns = SHIFTS_TABLE.c
    begun = selected().where(columns.begun_at.is_not(None))
    latest: dict[str, ShiftRow] = {}
    seats = select(columns.seat).where(columns.ended_at.is_(None)).distinct()
    for (seat,) in session.connection().execute(seats).all():
        newest = begun.where(columns.seat == seat).order_by(
            columns.begun_at.desc(), columns.seq.desc()
        )
        row = session.connection().execute(newest.limit(1)).first()
        if row is not None and (shift := ShiftRow(*row)).ended_at is None:
            latest[seat] = shift
    return [latest[seat] for seat in sorted(latest)]


def recent(
    session: Session, *, limit: int = 50, before: tuple[datetime, str] | None = None
) -> list[ShiftRow]:
    """Return shifts, the newest first.

    Args:
        session: A transaction.
        limit: Most shifts returned.
        before: Begin and id of the last shift of the page before; None: the first page.
    """
    columns = SHIFTS_TABLE.c
    chosen = selected().where(columns.begun_at.is_not(None))
    page = page_before(chosen, (columns.begun_at, columns.id), before, limit)
    return [ShiftRow(*row) for row in session.connection().execute(page)]


def detail(session: Session, shift: str) -> ShiftDetail | None:
    """Return everything about a shift; None: there is none, or nobody knows when it began.

    Args:
        session: A transaction.
        shift: Id of the shift.
    """
    columns = SHIFTS_TABLE.c
    base = selected().where(columns.id == shift, columns.begun_at.is_not(None))
    found = session.connection().execute(base).first()
    if found is None:
        return None
    names = ("fit", "responsible_at", "responsible_missing", "roster_version", "revision")
    more = select(*(columns[name] for name in names)).where(columns.id == shift)
    fit, responsible_at, missing, version, revision = session.connection().execute(more).one()
    answering = _children(session, ShiftResponsible, ResponsibleRow, shift, "position")
    reasons = table_of(ShiftOverride).c
    chosen = select(reasons.code, reasons.reason).where(reasons.shift == shift)
    return ShiftDetail(
        shift=ShiftRow(*found),
        fit=fit,
        leaders=tuple(_children(session, ShiftLeader, LeaderRow, shift, "position")),
        officers=beside(session, shift),
        absences=tuple(_children(session, PostAbsence, AbsenceRow, shift, "out_at")),
        presence=tuple(_children(session, Presence, PresenceRow, shift, "due_at")),
        overrides={row.code: row.reason for row in session.connection().execute(chosen)},
        responsible=tuple(_answering(each) for each in answering),
        responsible_at=responsible_at,
        responsible_missing=tuple(missing.split()),
        roster_version=version,
        corrections=tuple(_children(session, ShiftCorrection, CorrectionRow, shift, "position")),
        revision=revision,
    )


def beside(session: Session, shift: str) -> tuple[OfficerRow, ...]:
    """Return the officers who serve, or served, beside the one in charge.

    Args:
        session: A transaction.
        shift: Id of the shift.
    """
    return tuple(_children(session, ShiftOfficer, OfficerRow, shift, "position"))


def away(session: Session, shift: str) -> AbsenceRow | None:
    """Return the time away from the post that is not over; None: the officer is there.

    Args:
        session: A transaction.
        shift: Id of a shift that lasts.
    """
    found = _children(session, PostAbsence, AbsenceRow, shift, "out_at")
    return next((each for each in found if each.out_at and each.in_at is None), None)


def present(
    session: Session, shift: ShiftRow | None, at: datetime | None = None
) -> tuple[AtPost, ...]:
    """Return who is at the post in a shift; nobody where there is none.

    Args:
        session: A transaction.
        shift: The shift in charge.
        at: When; None: now, whatever the clock says.
    """
    if shift is None:
        return ()
    absences = _children(session, PostAbsence, AbsenceRow, shift.id, "out_at")
    return at_post(shift, absences, beside(session, shift.id), at)


def were_present(session: Session, at: datetime) -> tuple[AtPost, ...]:
    """Return who was at the post at a time.

    Args:
        session: A transaction.
        at: The time.
    """
    return present(session, on_duty(session, at), at)


def presence(session: Session, shift: str) -> list[PresenceRow]:
    """Return the confirmations of presence of a shift, the earliest first.

    Args:
        session: A transaction.
        shift: Id of the shift.
    """
    return _children(session, Presence, PresenceRow, shift, "due_at")


def _answering(row: ResponsibleRow) -> ResponsibleRow:
    """Return somebody who answers, with the kind as a member of its enumeration."""
    kind = choice(Answering, str(row.kind))
    return replace(row, kind=kind)


def _children(
    session: Session, model: type[SQLModel], kind: type[_Value], shift: str, order: str
) -> list[_Value]:
    """Return the rows of a table that belong to a shift, as values."""
    columns = table_of(model).c
    names = list(kind.__dataclass_fields__)
    chosen = select(*(columns[name] for name in names)).where(columns.shift == shift)
    rows = session.connection().execute(chosen.order_by(columns[order])).mappings()
    return [kind(**row) for row in rows]
