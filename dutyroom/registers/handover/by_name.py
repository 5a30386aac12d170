"""Sign at a desk without accounts: the names stand for both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dutyroom.config import Equipment
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.handover import reading
from dutyroom.registers.handover.closing import TRIES, Closing, LeaderPart, Moved, moving_on, ready
from dutyroom.registers.handover.reading import HandoverRow
from dutyroom.registers.handover.signing import CHECKS
from dutyroom.registers.shifts import by_name as shifts_by_name
from dutyroom.registers.shifts import facts as shift_facts
from dutyroom.registers.shifts.blockers import Blocker, SigningOff, asides, set_aside
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.store.session import Session


def against(session: Session, now: datetime, *, seat: str, limits: Equipment) -> list[Blocker]:
    """Return what stands against signing at a desk without accounts: each takes a reason.

    Args:
        session: A transaction that reads.
        now: The time.
        seat: The seat.
        limits: When a check of the equipment counts.
    """
    held = reading.under_way(session, now, seat=seat, limits=limits)
    if held is None or held.row is None:
        return []
    leaving = SigningOff(held.shift, relief=held.row.relief, equipment=limits)
    return [
        *shifts_by_name.against(session, now, seat=seat, limits=limits),
        *CHECKS.signing_off(session, leaving, now),
    ]


def sign(
    access: Access,
    *,
    leader_name: str,
    phone: str,
    leader: LeaderPart,
    reasons: Mapping[str, str] | None = None,
) -> str:
    """Sign at a desk without accounts: the names stand for both.

    Args:
        access: The door.
        leader_name: The leader of the new shift; empty: none was named.
        phone: How they are reached.
        leader: What the unit wants of the leader.
        reasons: Why blockers are set aside, by code.

    Returns:
        The id of the new shift.

    Raises:
        HandoverRefused: Something is undecided, or somebody else signed.
        Blocked: Something stands against it and has no reason.
        StoreError: The database cannot be written; nothing was changed.
    """
    found = _against_all(access, leader_name, phone)
    waived = set_aside(found, reasons or {})
    for _try in range(TRIES):
        held, row = ready(access, leader)
        closing = Closing(access, row, row.emergency, asides(found, waived), leader=leader)
        at = max(access.clock.now(), held.shift.begun_at)
        shift, officer = shift_facts.new_id(), row.relief
        named = _named(held.shift, row, at, leader_name, phone)
        begun = shifts_by_name.beginning(access, named, shift, waived)
        ended = shift_facts.ended(held.shift.id, at, access.place, actor=officer, relief=shift)
        try:
            access.ledger.record(
                ended, *begun, *closing.facts_of(shift, officer), provided=closing.look
            )
        except Moved:
            continue
        return shift
    raise moving_on()


def _against_all(access: Access, leader: str, phone: str) -> list[Blocker]:
    """Return what stands against signing, and against those who are named."""
    now, seat, limits = access.clock.now(), access.place.seat, access.equipment
    with access.store.read() as session:
        found = against(session, now, seat=seat, limits=limits)
        held = reading.under_way(session, now, seat=seat, limits=limits)
        if held is not None and held.row is not None:
            named = _named(held.shift, held.row, now, leader, phone)
            found += shifts_by_name.against_names(session, named, access.planning)
    return found


def _named(
    shift: ShiftRow, row: HandoverRow, at: datetime, leader: str, phone: str
) -> shifts_by_name.ByName:
    """Return who begins duty by a handover."""
    return shifts_by_name.ByName(
        row.relief, leader, at, shift, phone=phone, arrived_at=row.arrived_at
    )
