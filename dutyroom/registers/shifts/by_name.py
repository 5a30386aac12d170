"""Begin duty at a desk without accounts: the name stands for the officer, the questions stay.

A name that exactly one of the register bears is theirs; what leave, roster and register say of
them is asked as at sign-on. Of a name that the register does not know, only the roster speaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from dutyroom.config import Equipment
from dutyroom.config.roster import Roster as Planning
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.equipment import needed as equipment
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.stated import stated
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import checklist, course, facts, rostering
from dutyroom.registers.shifts.blockers import Blocker, Checks, NamedLeader, SigningOn, set_aside
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.registers.shifts.relief import answering
from dutyroom.standard.roster.responsibility import Responsible
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class ByName:
    """Who begins duty with a name alone.

    Attributes:
        officer: Their name.
        leader: The leader on duty; empty: none was named.
        since: Since when.
        relieves: The shift that ends by it; None: nobody was on duty.
        phone: How the leader is reached; empty: nobody said.
        arrived_at: When they came; None: nobody noted it.
    """

    officer: str
    leader: str
    since: datetime
    relieves: ShiftRow | None = None
    phone: str = ""
    arrived_at: datetime | None = None

    @property
    def slot(self) -> str:
        """Id of the roster's slot that ends by it; empty: none."""
        return self.relieves.slot if self.relieves is not None else ""


def against(session: Session, now: datetime, *, seat: str, limits: Equipment) -> list[Blocker]:
    """Return what stands against it whoever begins (article 12): each takes a reason.

    Args:
        session: A transaction that reads.
        now: The time.
        seat: The seat.
        limits: When a check of the equipment counts.
    """
    asked = SigningOn("", now, sober=True, fit=True, seat=seat, equipment=limits)
    return list(equipment.signing_on(session, asked, now))


def against_names(session: Session, named: ByName, planning: Planning) -> list[Blocker]:
    """Return what leave, roster and register have against those who are named, as at sign-on.

    Args:
        session: A transaction that reads.
        named: Who begins, and who leads.
        planning: How the unit rosters [C].
    """
    now, officer, leader = (
        named.since,
        _known(session, named.officer),
        _known(session, named.leader),
    )
    planned = rostering.by_name(session, now, named.officer, named.slot)
    if planned is not None and named.officer in planned.officers.values():
        planned = None
    asked = SigningOn(officer.id if officer else "", now, True, True, rostered=planned)
    found = list(checklist.roster(session, asked, now))
    if officer is not None:
        known = replace(asked, planning=planning)
        found += _OF_OFFICER.signing_on(session, known, now)
    if leader is not None:
        found += checklist.leading(session, NamedLeader(leader.name, person=leader.id), now)
    return found


def beginning(
    access: Access, named: ByName, shift: str, overrides: Mapping[str, str]
) -> list[Fact]:
    """Return the facts of a shift that begins by name, with who answers for it (article 25).

    How the desk does without what fails is said at this moment, also where it began before.

    Args:
        access: The door.
        named: Who begins.
        shift: Id of the new shift.
        overrides: The reason for each blocker that was set aside, by code.
    """
    at, place = named.since, access.place
    with access.store.read() as session:
        planned = rostering.by_name(session, at, named.officer, named.slot)
        taken = answering(
            session,
            shift,
            at,
            version=planned.version if planned is not None else 0,
            leader=_answers(session, named.leader, named.phone) if named.leader else None,
            officer=_answers(session, named.officer),
        )
        act = Act(access.clock.now(), place, named.officer)
        faults = [*stated(session, act, shift, overrides, access.equipment)]
    begun = facts.begun(
        shift,
        at,
        place,
        officer=named.officer,
        leader=named.leader,
        phone=named.phone,
        planned=rostering.hours(planned, named.arrived_at),
        overrides=overrides,
    )
    return [begun, course.responsible(place, named.officer, taken), *faults]


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
    seat, now = access.place.seat, access.clock.now()
    with access.store.read() as session:
        found = against(session, now, seat=seat, limits=access.equipment)
        found += against_names(session, named, access.planning)
    shift, last, place = facts.new_id(), named.relieves, access.place
    made = beginning(access, named, shift, set_aside(found, reasons))
    if last is not None:
        made.insert(0, facts.ended(last.id, named.since, place, actor=named.officer))
    access.ledger.record(*made)
    return shift


_OF_OFFICER: Final = Checks((checklist.officer, checklist.holiday_training, checklist.away))


def _known(session: Session, name: str) -> Person | None:
    """Return the one of the register who bears a name; None: nobody, or several."""
    found = people.named(session, name) if name else []
    return found[0] if len(found) == 1 else None


def _answers(session: Session, name: str, phone: str = "") -> Responsible:
    """Return somebody as a snapshot keeps them; whoever the register does not know by the name."""
    known = _known(session, name)
    if known is None:
        return Responsible("", name, phone=phone)
    return replace(known.responsible(), phone=phone or known.phone)
