"""The shifts: table, projector and who is on duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlmodel import Field, Session, SQLModel, col

from dutyroom.registers.register import Register
from dutyroom.registers.values import text
from dutyroom.store.journal import Entry
from dutyroom.store.rows import table_of


class Shift(SQLModel, table=True):
    """One officer at one seat for one stretch of time."""

    __tablename__ = "shifts"

    seq: int = Field(primary_key=True)
    id: str = Field(unique=True)
    unit: str
    seat: str = ""
    officer: str = ""
    leader: str = ""
    phone: str = ""
    begun_at: datetime | None = Field(default=None, index=True)
    ended_at: datetime | None = None
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift as it is read.

    Attributes:
        id: Id of the shift.
        seat: The seat, empty where there is one only.
        officer: The duty officer's name.
        leader: The leader on duty, empty where none was named.
        phone: How the leader is reached.
        begun_at: Since when.
        ended_at: Until when; None while it lasts.
    """

    id: str
    seat: str
    officer: str
    leader: str
    phone: str
    begun_at: datetime
    ended_at: datetime | None


def project(session: Session, entry: Entry) -> None:
    """Bring the rows up to date with one more entry."""
    fact = entry.fact
    if fact.kind not in {"shift.begun", "shift.ended"}:
        return
    chosen = select(col(Shift.seq)).where(col(Shift.id) == fact.subject)
    seq = session.connection().execute(chosen).scalar()
    row = session.get(Shift, seq) if seq is not None else None
    if row is None:
        row = Shift(seq=entry.seq, id=fact.subject, unit=fact.place.unit, seat=fact.place.seat)
        session.add(row)
    if fact.kind == "shift.begun" and row.begun_at is None:
        row.begun_at = fact.occurred_at
        row.seat = fact.place.seat
        row.officer = text(fact, "officer") or fact.actor
        row.leader = text(fact, "leader")
        row.phone = text(fact, "phone")
    elif fact.kind == "shift.ended" and row.ended_at is None:
        row.ended_at = fact.occurred_at
        row.ended_by = fact.actor
    session.flush()


def on_duty(session: Session, at: datetime, *, seat: str | None = None) -> ShiftRow | None:
    """Return the shift that somebody serves at a time; the one begun last counts.

    Args:
        session: A transaction.
        at: The time.
        seat: Only at this seat; by default at any.

    Returns:
        The shift, or None where nobody sits at the desk.
    """
    columns = table_of(Shift).c
    chosen = select(*(columns[name] for name in ShiftRow.__dataclass_fields__))
    chosen = chosen.where(columns.begun_at <= at)
    if seat is not None:
        chosen = chosen.where(columns.seat == seat)
    latest = chosen.order_by(columns.begun_at.desc(), columns.seq.desc()).limit(1)
    row = session.connection().execute(latest).first()
    if row is None:
        return None
    shift = ShiftRow(*row)
    return shift if shift.ended_at is None or shift.ended_at > at else None


SHIFTS: Final = Register(name="shifts", prefixes=("shift.",), project=project, tables=(Shift,))
"""Who sits at the desk since when."""
