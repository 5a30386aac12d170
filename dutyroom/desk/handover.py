"""What the handover's screen asks the registers, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dutyroom.config import Settings
from dutyroom.desk.sign_on import begin
from dutyroom.documents.handover_sheet import HandoverSheet, sheet_under_way, signed_sheet
from dutyroom.registers.accounts.reading import founded, signs
from dutyroom.registers.handover import equipped, reading
from dutyroom.registers.handover.planning import planned_end
from dutyroom.registers.handover.reading import UnderWay
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import reading as shifts
from dutyroom.registers.shifts.on_duty import in_charge
from dutyroom.registers.shifts.rows import OfficerRow
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Looked:
    """How the handover stands.

    Attributes:
        held: The shift in charge and its handover; None: nobody is on duty.
        ends: When the shift is to end; None: neither roster nor unit has said.
        accounts: People sign by password here.
        beside: The officers who serve beside the one in charge.
        leader_signs: The leader on duty has an account, and can sign.
    """

    held: UnderWay | None = None
    ends: datetime | None = None
    accounts: bool = False
    beside: tuple[OfficerRow, ...] = ()
    leader_signs: bool = False


def look(session: Session, now: datetime, settings: Settings) -> Looked:
    """Return how the handover of the shift in charge stands.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: Names the unit's changes of shifts, and when a check counts.
    """
    held = reading.under_way(session, now, limits=settings.equipment)
    if held is None:
        return Looked(accounts=founded(session))
    others = shifts.beside(session, held.shift.id)
    ends, able = planned_end(held.shift, settings), signs(session, held.shift.leader_id)
    return Looked(held, ends, founded(session), others, able)


@dataclass(frozen=True, slots=True)
class Reliefs:
    """Who may relieve.

    Attributes:
        able: Those who sign by password, who is rostered next before the others.
        strangers: Those who have no account: a leader vouches for them first.
    """

    able: Sequence[Person] = ()
    strangers: Sequence[Person] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """A handover that is open, as far as anybody may see it who has not shown who they are.

    Attributes:
        outgoing: Name of the officer in charge.
        noted: Id of whoever is noted as the relief; empty: nobody is.
        reliefs: Who may relieve.
        ends: When the shift is to end; None: neither roster nor unit has said.
    """

    outgoing: str
    noted: str
    reliefs: Reliefs
    ends: datetime | None


def open_handover(session: Session, now: datetime, settings: Settings) -> Open | None:
    """Return the handover that a relief may go on with; None: none is open.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: Names the unit's changes of shifts.
    """
    shift = in_charge(session)
    row = reading.of_shift(session, shift.id) if shift is not None else None
    if shift is None or row is None or not row.under_way:
        return None
    ends = planned_end(shift, settings)
    return Open(shift.officer, row.relief_id, reliefs(session, now), ends)


def reliefs(session: Session, now: datetime) -> Reliefs:
    """Return who may relieve."""
    known = begin(session, now)
    current = known.current.officer_id if known.current is not None else ""
    rostered = set(known.rostered.officers) if known.rostered is not None else set()
    able = [person for person in known.officers if person.id != current]
    able.sort(key=lambda person: person.id not in rostered)
    return Reliefs(able, known.to_be_let_in(now))


def sheet(
    session: Session, handover: str, now: datetime, settings: Settings
) -> HandoverSheet | None:
    """Return the sheet of a signed handover; None: there is none.

    Args:
        session: A transaction that reads.
        handover: Id of the handover; empty: of the one that is under way, as it stands.
        now: When it is printed.
        settings: Names the unit.
    """
    if handover:
        return signed_sheet(session, handover, unit=settings.unit.name, printed_at=now)
    looked = look(session, now, settings)
    if looked.held is None:
        return None
    known = shifts.detail(session, looked.held.shift.id)
    return sheet_under_way(
        looked.held,
        looked.ends,
        looked.beside,
        known,
        unit=settings.unit.name,
        printed_at=now,
        equipment=equipped.told(session, looked.held.shift, now, settings.equipment),
    )
