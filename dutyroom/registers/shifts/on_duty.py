"""Who is on duty, and who was; loads no more than the one table that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE
from dutyroom.store.session import Session


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
        officer_id: Id of the officer; empty at a desk without accounts.
        leader_id: Id of the leader; empty: none, or somebody outside the register.
        leader_mode: A `LeaderMode`; empty: not said.
        leader_acknowledged_at: When the leader said that they lead; None: not yet.
        arrived_at: When the officer came; None: not said.
        slot: Id of the roster's slot; empty: none.
        planned_start: When the roster let it begin; None: not rostered.
        planned_end: When the roster lets it end.
        seq: The journal's number of its beginning: what was written later belongs to it, whatever
            the clock said.
    """

    id: str
    seat: str
    officer: str
    leader: str
    phone: str
    begun_at: datetime
    ended_at: datetime | None
    officer_id: str = ""
    leader_id: str = ""
    leader_mode: str = ""
    leader_acknowledged_at: datetime | None = None
    arrived_at: datetime | None = None
    slot: str = ""
    planned_start: datetime | None = None
    planned_end: datetime | None = None
    seq: int = 0

    @property
    def margin(self) -> float | None:
        """Seconds by which the officer came early, below 0: late; None: not known.

        Article 17 wants 600.
        """
        if self.planned_start is None or self.arrived_at is None:
            return None
        return (self.planned_start - self.arrived_at).total_seconds()


def on_duty(session: Session, at: datetime, *, seat: str | None = None) -> ShiftRow | None:
    """Return the shift that somebody serves at a time; the one begun last counts.

    Args:
        session: A transaction.
        at: The time.
        seat: Only at this seat; by default at any.

    Returns:
        The shift, or None where nobody sits at the desk.
    """
    shift = _latest(session, selected().where(SHIFTS_TABLE.c.begun_at <= at), seat)
    return shift if shift and (shift.ended_at is None or shift.ended_at > at) else None


def in_charge(session: Session, *, seat: str | None = None) -> ShiftRow | None:
    """Return the shift that is in charge now, whatever the wall clock says.

    Args:
        session: A transaction.
        seat: Only at this seat; by default at any.
    """
    shift = _latest(session, selected().where(SHIFTS_TABLE.c.begun_at.is_not(None)), seat)
    return shift if shift and shift.ended_at is None else None


def selected() -> Select[Any]:
    """Select the columns of a `ShiftRow`."""
    return select(*(SHIFTS_TABLE.c[name] for name in ShiftRow.__dataclass_fields__))


def _latest(session: Session, chosen: Select[Any], seat: str | None) -> ShiftRow | None:
    """Return the shift of a selection that was begun last."""
    columns = SHIFTS_TABLE.c
    if seat is not None:
        chosen = chosen.where(columns.seat == seat)
    latest = chosen.order_by(columns.begun_at.desc(), columns.seq.desc()).limit(1)
    row = session.connection().execute(latest).first()
    return ShiftRow(*row) if row is not None else None
