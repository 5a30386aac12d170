"""Begin duty at a desk without accounts: the name stands for the officer, the check stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dutyroom.config import Equipment
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.equipment import needed as equipment
from dutyroom.registers.shifts import facts, rostering
from dutyroom.registers.shifts.blockers import Blocker, SigningOn, set_aside
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class ByName:
    """Who begins duty with a name alone.

    Attributes:
        officer: Their name.
        leader: The leader on duty; empty: none was named.
        since: Since when.
        relieves: The shift that ends by it; None: nobody was on duty.
    """

    officer: str
    leader: str
    since: datetime
    relieves: ShiftRow | None = None


def against(session: Session, now: datetime, *, seat: str, limits: Equipment) -> list[Blocker]:
    """Return what stands against it (article 12): each takes a reason.

    Args:
        session: A transaction that reads.
        now: The time.
        seat: The seat.
        limits: When a check of the equipment counts.
    """
    asked = SigningOn("", now, sober=True, fit=True, seat=seat, equipment=limits)
    return list(equipment.signing_on(session, asked, now))


def begin(access: Access, named: ByName, *, reasons: Mapping[str, str]) -> str:
    """Begin duty; the reasons are kept with the shift.

    Args:
        access: The door.
        named: Who begins.
        reasons: Why blockers are set aside, by code.

    Returns:
        The id of the new shift.

    Raises:
        Blocked: Something stands against it and has no reason.
        StoreError: The database cannot be written; nothing was changed.
    """
    last = named.relieves
    before = last.slot if last is not None else ""
    with access.store.read() as session:
        found = against(
            session,
            access.clock.now(),
            seat=access.place.seat,
            limits=access.equipment,
        )
        planned = rostering.by_name(session, named.since, named.officer, before)
    shift, since, place = facts.new_id(), named.since, access.place
    made = facts.begun(
        shift,
        since,
        place,
        officer=named.officer,
        leader=named.leader,
        planned=planned,
        overrides=set_aside(found, reasons),
    )
    ended = [facts.ended(last.id, since, place, actor=named.officer)] if last is not None else []
    access.ledger.record(*ended, made)
    return shift
