"""What the register of shifts answers: everything about a shift, and the last ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from dutyroom.registers.shifts.at_post import at_post
from dutyroom.registers.shifts.kinds import Answering
from dutyroom.registers.shifts.newcomers import ad_hoc, newcomers, typed
from dutyroom.registers.shifts.on_duty import on_duty
from dutyroom.registers.shifts.register import ShiftRow, selected
from dutyroom.registers.shifts.rows import (
    AbsenceRow,
    AwayRow,
    CorrectionRow,
    LeaderRow,
    OfficerRow,
    PresenceRow,
    ResponsibleRow,
    absences,
    children,
    officers_away,
)
from dutyroom.registers.shifts.tables import (
    SHIFTS_TABLE,
    Presence,
    ShiftCorrection,
    ShiftLeader,
    ShiftOfficer,
    ShiftOverride,
    ShiftResponsible,
)
from dutyroom.registers.values import choice
from dutyroom.standard.at_post import AtPost
from dutyroom.store.rows import page_before, table_of
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class ShiftDetail:
    """Everything about a shift.

    Attributes:
        shift: The shift.
        fit: Whether the officer declared to be fit; a desk without accounts never asks.
        leaders: Its leaders, the last one leads.
        officers: Its other officers.
        absences: Times away from the post, the earliest first.
        officers_away: Those of the other officers.
        presence: Confirmations of presence that were due, the earliest first.
        overrides: Reasons that set blockers aside, by code; `code/n` for the n-th leader,
            `code+n` for the n-th of its other officers, `code~n` for the n-th who stood in.
        responsible: Who answers for it; never rewritten, and whoever comes later is added.
        responsible_at: When that was laid down; None: it was not.
        responsible_missing: What nobody was known for.
        roster_version: Version of the roster then; 0: none.
        corrections: Fields that were wrong.
        revision: How often the shift was changed since it began.
        first_time: Ids of those of its officers of whom no earlier duty is on record (article 13).
        ad_hoc: Ids of those who are not of the fixed pool; empty: whom the register does not have.
        in_charge: Id of the officer in charge, also of one whose name alone was typed; empty: the
            register has nobody of that name.
    """

    shift: ShiftRow
    fit: bool
    leaders: tuple[LeaderRow, ...]
    officers: tuple[OfficerRow, ...]
    absences: tuple[AbsenceRow, ...]
    officers_away: tuple[AwayRow, ...]
    presence: tuple[PresenceRow, ...]
    overrides: dict[str, str]
    responsible: tuple[ResponsibleRow, ...]
    responsible_at: datetime | None
    responsible_missing: tuple[str, ...]
    roster_version: int
    corrections: tuple[CorrectionRow, ...]
    revision: int
    first_time: frozenset[str] = frozenset()
    ad_hoc: frozenset[str] = frozenset()
    in_charge: str = ""

    @property
    def away(self) -> AbsenceRow | None:
        """The time away from the post that is not over; None: the officer is there."""
        open_ones = (each for each in self.absences if each.out_at and each.in_at is None)
        return next(open_ones, None) if self.shift.ended_at is None else None

    @property
    def stepped_out(self) -> tuple[AwayRow, ...]:
        """The other officers who are away from the post and go on serving."""
        return _still_out(self.officers_away, self.officers) if not self.shift.ended_at else ()

    @property
    def at_post(self) -> tuple[AtPost, ...]:
        """Who is at the post, as it stands."""
        return at_post(self.shift, self.absences, self.officers, gone=self.officers_away)


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
    answering = children(session, ShiftResponsible, ResponsibleRow, shift, "position")
    reasons = table_of(ShiftOverride).c
    chosen = select(reasons.code, reasons.reason).where(reasons.shift == shift)
    row = ShiftRow(*found)
    return ShiftDetail(
        shift=row,
        fit=fit,
        leaders=tuple(children(session, ShiftLeader, LeaderRow, shift, "position")),
        officers=beside(session, shift),
        absences=absences(session, shift),
        officers_away=officers_away(session, shift),
        presence=tuple(children(session, Presence, PresenceRow, shift, "due_at")),
        overrides={row.code: row.reason for row in session.connection().execute(chosen)},
        responsible=tuple(_answering(each) for each in answering),
        responsible_at=responsible_at,
        responsible_missing=tuple(missing.split()),
        roster_version=version,
        corrections=tuple(children(session, ShiftCorrection, CorrectionRow, shift, "position")),
        revision=revision,
        first_time=newcomers(session, row.begun_at),
        ad_hoc=ad_hoc(session),
        in_charge=row.officer_id or typed(session, row.officer),
    )


def beside(session: Session, shift: str) -> tuple[OfficerRow, ...]:
    """Return the officers who serve, or served, beside the one in charge.

    Args:
        session: A transaction.
        shift: Id of the shift.
    """
    return tuple(children(session, ShiftOfficer, OfficerRow, shift, "position"))


def away(session: Session, shift: str) -> AbsenceRow | None:
    """Return the time away from the post that is not over; None: the officer is there.

    Args:
        session: A transaction.
        shift: Id of a shift that lasts.
    """
    found = absences(session, shift)
    return next((each for each in found if each.out_at and each.in_at is None), None)


def stepped_out(session: Session, shift: str) -> tuple[AwayRow, ...]:
    """Return the other officers who are away from the post and go on serving.

    Args:
        session: A transaction.
        shift: Id of a shift that lasts.
    """
    gone = officers_away(session, shift)
    return _still_out(gone, beside(session, shift)) if gone else ()


def _still_out(gone: Iterable[AwayRow], officers: Iterable[OfficerRow]) -> tuple[AwayRow, ...]:
    """Return the times away that last, of those who serve."""
    serve = {each.person for each in officers if each.left_at is None}
    return tuple(each for each in gone if each.in_at is None and each.person in serve)


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
    gone = officers_away(session, shift.id)
    return at_post(shift, absences(session, shift.id), beside(session, shift.id), at, gone=gone)


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
    return children(session, Presence, PresenceRow, shift, "due_at")


def _answering(row: ResponsibleRow) -> ResponsibleRow:
    """Return somebody who answers, with the kind as a member of its enumeration."""
    kind = choice(Answering, str(row.kind))
    return replace(row, kind=kind)
