"""What is read of handovers: the one under way, the signed ones, and what was handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, select

from dutyroom.config import Equipment
from dutyroom.registers.equipment.needed import end_check_missing
from dutyroom.registers.handover.collecting import collected
from dutyroom.registers.handover.said import said
from dutyroom.registers.handover.tables import HANDOVERS, LINES
from dutyroom.registers.shifts.on_duty import ShiftRow, in_charge
from dutyroom.standard.handover.values import Arrival, Walk
from dutyroom.standard.handover.walking import list_digest
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A handover as it is read.

    Attributes:
        id: Its id.
        label: Its printed number, for instance `2026-0012`.
        seat: The seat that changes hands.
        shift: Id of the shift that ends by it.
        planned_end: When that is to end; None: not planned.
        begun_at: When it was begun.
        begun_by: By whom.
        relief: Name of the relief; empty: not here.
        relief_id: Their id.
        arrived_at: When the relief came.
        margin: Seconds before the hour, below 0: late; None: no hour was planned.
        leader: The leader who was told; empty: nobody was.
        leader_mode: `signed`, `in_person` or `phone`.
        leader_list: Digest of the list that the leader signed; empty: they signed none.
        leader_told_at: When.
        leader_told_by: Who told them, or heard them agree.
        signed_at: When both signed; None: not yet.
        incoming_shift: Id of the shift that began by it.
        outgoing: Name of the outgoing officer.
        incoming: Name of the incoming officer.
        emergency: Why the outgoing officer cannot go on, or did not sign; empty: both did.
        agreed_by: The leader who agreed to that; empty: nobody was asked.
        agreed_mode: `in_person` or `phone`.
        agreed_why: Why it is nobody whom the register has as a leader; empty: it is.
        waived: What was set aside at the signatures, with the reasons.
        equipment: What the check at the end found, or why there was none; empty: not signed yet.
        proven: Who of both signed by password, as `facts.Side`.
        journal: Number of the journal's last entry before the signatures.
        anchor: Hash of that entry, in hex.
        items: How many lines the list has.
        declined: How many of them were declined.
        given_up_at: When it was given up; None: it was not.
        given_up_why: Why.
        revision: How often it was changed.
    """

    id: str
    label: str
    seat: str
    shift: str
    planned_end: datetime | None
    begun_at: datetime | None
    begun_by: str
    relief: str
    relief_id: str
    arrived_at: datetime | None
    margin: float | None
    leader: str
    leader_mode: str
    leader_list: str
    leader_told_at: datetime | None
    leader_told_by: str
    signed_at: datetime | None
    incoming_shift: str
    outgoing: str
    incoming: str
    emergency: str
    agreed_by: str
    agreed_mode: str
    agreed_why: str
    waived: str
    proven: str
    equipment: str
    journal: int
    anchor: str
    items: int
    declined: int
    given_up_at: datetime | None
    given_up_why: str
    revision: int

    @property
    def under_way(self) -> bool:
        """Whether it is neither signed nor given up."""
        return self.signed_at is None and self.given_up_at is None


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a signed list, as it stood then; its texts are foreign."""

    item: str
    kind: str
    subject: str
    number: str
    at: datetime | None
    done: bool
    urgent: bool
    due: datetime | None
    standing: str
    source: str
    what: str
    outcome: str
    contact: str
    risk: str
    handler: str
    explanation: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A handover that is under way, with everything there is to hand over this moment.

    Attributes:
        shift: The shift that is to end.
        row: The handover; None: it has not been begun, this is what it would hold.
        walk: Its items and what was said of them.
    """

    shift: ShiftRow
    row: HandoverRow | None
    walk: Walk

    @property
    def leader_signed(self) -> bool:
        """Whether the leader signed the list as it stands: nobody signs for what comes later."""
        row = self.row
        if row is None or row.leader_mode != "signed":
            return False
        return row.leader_list == list_digest(self.walk)


_PLAIN: Final = tuple(name for name in HandoverRow.__dataclass_fields__ if name != "label")


def label(year: int, running: int) -> str:
    """Return the number of a handover as it is printed."""
    return f"{year}-{running:04d}"


def under_way(
    session: Session, now: datetime, *, seat: str | None = None, limits: Equipment
) -> UnderWay | None:
    """Return the handover of the shift in charge, begun or not; None: nobody is in charge.

    Args:
        session: A transaction that reads.
        now: The time.
        seat: Only at this seat; by default at any.
        limits: When a check of the equipment counts.
    """
    shift = in_charge(session, seat=seat)
    if shift is None:
        return None
    row = of_shift(session, shift.id)
    items = collected(session, shift, now, limits)
    explained, decided = said(session, row.id) if row is not None else ({}, {})
    relief = row.relief if row is not None else ""
    decided = {key: each for key, each in decided.items() if each.by == relief}
    unchecked = bool(end_check_missing(session, shift, limits, now))
    absent = row is not None and row.under_way and bool(row.emergency)
    walk = Walk(items, explained, decided, _arrival(row), unchecked, absent)
    return UnderWay(shift, row, walk)


def of_shift(session: Session, shift: str) -> HandoverRow | None:
    """Return the handover of a shift that is under way or signed; None: there is none."""
    columns = HANDOVERS.c
    chosen = _selected().where(columns.shift == shift, columns.given_up_at.is_(None))
    newest = chosen.order_by(columns.seq.desc()).limit(1)
    row = session.connection().execute(newest).first()
    return _row(row) if row is not None else None


def stands(session: Session, *, seat: str | None = None) -> tuple[str, int | None] | None:
    """Return the shift in charge and the revision of its handover; None: nobody is in charge.

    Args:
        session: A transaction.
        seat: Only at this seat; by default at any.
    """
    shift = in_charge(session, seat=seat)
    if shift is None:
        return None
    row = of_shift(session, shift.id)
    return shift.id, row.revision if row is not None else None


def get(session: Session, handover: str) -> HandoverRow | None:
    """Return a handover by its id or its printed number; None: there is none."""
    columns = HANDOVERS.c
    chosen = _selected().where(columns.id == handover)
    year, _dash, running = handover.partition("-")
    if year.isdecimal() and running.isdecimal() and len(handover) < 20:
        chosen = _selected().where(columns.year == int(year), columns.running == int(running))
    row = session.connection().execute(chosen.limit(1)).first()
    return _row(row) if row is not None else None


def signed(
    session: Session, *, limit: int = 200, before: datetime | None = None
) -> list[HandoverRow]:
    """Return signed handovers, the latest first.

    Args:
        session: A transaction that reads.
        limit: Most rows.
        before: Only those signed before this time.
    """
    columns = HANDOVERS.c
    chosen = _selected().where(columns.signed_at.is_not(None))
    if before is not None:
        chosen = chosen.where(columns.signed_at < before)
    newest = chosen.order_by(columns.signed_at.desc(), columns.seq.desc()).limit(limit)
    return [_row(row) for row in session.connection().execute(newest)]


def lines(session: Session, handover: str) -> list[LineRow]:
    """Return the list that was signed, in its order."""
    columns = LINES.c
    chosen = select(*(columns[name] for name in LineRow.__dataclass_fields__))
    mine = chosen.where(columns.handover == handover).order_by(columns.position)
    return [LineRow(*row) for row in session.connection().execute(mine)]


def _arrival(row: HandoverRow | None) -> Arrival | None:
    """Return the relief that is here; None: nobody is."""
    if row is None or row.arrived_at is None:
        return None
    return Arrival(row.relief, row.arrived_at, row.relief_id, row.margin)


def _selected() -> Select[Any]:
    """Select the columns of a `HandoverRow`."""
    return select(*(HANDOVERS.c[name] for name in (*_PLAIN, "year", "running")))


def _row(values: Any) -> HandoverRow:  # noqa: ANN401 - a row of any columns
    """Return a handover from its columns."""
    *plain, year, running = values
    return HandoverRow(**dict(zip(_PLAIN, plain, strict=True)), label=label(year, running))
