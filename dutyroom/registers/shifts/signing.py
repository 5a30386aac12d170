"""Sign on, be relieved, sign off: both officers' passwords, and whatever stands against it.

Every function here checks passwords and belongs into a thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dutyroom.i18n import _
from dutyroom.registers.accounts import facts as account_facts
from dutyroom.registers.accounts import opening
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.access import Access, check
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.reading import OpenSession
from dutyroom.registers.accounts.roles import Purpose
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person, PersonRole
from dutyroom.registers.shifts import course, facts
from dutyroom.registers.shifts.blockers import (
    Blocker,
    Checks,
    NamedLeader,
    SigningOff,
    SigningOn,
    set_aside,
)
from dutyroom.registers.shifts.checklist import ALL_CHECKS
from dutyroom.registers.shifts.facts import SignedOn
from dutyroom.registers.shifts.register import ShiftRow, in_charge
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.responsibility import Responsible, Snapshot, snapshot
from dutyroom.store.facts import Fact


@dataclass(frozen=True, slots=True)
class Signed:
    """What signing on made.

    Attributes:
        shift: Id of the new shift.
        session: The officer's open session.
    """

    shift: str
    session: OpenSession


def against(access: Access, asked: SigningOn, checks: Checks = ALL_CHECKS) -> list[Blocker]:
    """Return all that stands against signing on, for both sides; changes nothing.

    Args:
        access: The door.
        asked: Who wants to take charge.
        checks: The checks of all registers.
    """
    now = access.clock.now()
    with access.store.read() as session:
        found = checks.signing_on(session, asked, now)
        current = in_charge(session, seat=asked.seat)
        if current is not None:
            leaving = SigningOff(current, relief=asked.officer)
            found += checks.signing_off(session, leaving, now)
    return found


def sign_on(
    access: Access,
    asked: SigningOn,
    *,
    password: str,
    outgoing_password: str = "",
    reasons: Mapping[str, str] | None = None,
    checks: Checks = ALL_CHECKS,
) -> Signed:
    """Take charge of a seat, and relieve whoever is in charge of it: all at once or not at all.

    Args:
        access: The door; its place has the seat.
        asked: Who wants to take charge.
        password: Their password.
        outgoing_password: The password of the officer who is relieved, who signs by it.
        reasons: Why blockers are set aside, by code.
        checks: The checks of all registers.

    Raises:
        Blocked: Something stands against it.
        AccessRefused: A password is wrong; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    overrides = set_aside(against(access, asked, checks), reasons or {})
    person = access.person(asked.officer)
    with access.store.read() as session:
        current = in_charge(session, seat=asked.seat)
    if current is not None and "outgoing-absent" not in overrides:
        _outgoing_signs(access, current, outgoing_password)
    sat = opening.open_session(access, person.id, password)
    shift = facts.new_id()
    access.ledger.record(
        *_facts(access, asked, person, shift, current=current, overrides=overrides)
    )
    return Signed(shift, sat)


def sign_off(
    access: Access,
    shift_id: str,
    *,
    password: str,
    reasons: Mapping[str, str] | None = None,
    checks: Checks = ALL_CHECKS,
) -> None:
    """Leave a seat without a relief, while another seat goes on.

    Raises:
        Blocked: Something stands against it: the last seat is left only to a relief.
        AccessRefused: The password is wrong, or the shift is not in charge.
        StoreError: The database cannot be written; nothing was changed.
    """
    now = access.clock.now()
    with access.store.read() as session:
        current = in_charge(session, seat=access.place.seat)
        if current is None or current.id != shift_id:
            raise AccessRefused(_("This shift is not in charge. Nothing was changed."))
        found = checks.signing_off(session, SigningOff(current), now)
        ending = _sessions_of(session, current)
    set_aside(found, reasons or {})
    _outgoing_signs(access, current, password)
    at = max(now, current.begun_at)
    access.ledger.record(
        facts.ended(current.id, at, access.place, actor=current.officer),
        *_closed(access, ending, at),
    )


def _outgoing_signs(access: Access, current: ShiftRow, password: str) -> None:
    """Check the password of whoever is relieved; a desk without accounts has none.

    Raises:
        AccessRefused: It is wrong.
    """
    with access.store.read() as session:
        account = accounts.account(session, current.officer_id) if current.officer_id else None
    if account is not None and account.usable:
        check(access, account, Purpose.PASSWORD, password)


def _facts(
    access: Access,
    asked: SigningOn,
    person: Person,
    shift: str,
    *,
    current: ShiftRow | None,
    overrides: Mapping[str, str],
) -> list[Fact]:
    """Return the facts of a relief, in one piece."""
    now, place = access.clock.now(), access.place
    # A clock that was set back must not put the relief before the shift that it ends.
    at = max(now, current.begun_at) if current is not None else now
    leader = asked.leader
    signed = _signed(asked, current.id if current else "", overrides)
    begun = facts.begun(
        shift,
        at,
        place,
        officer=person.name,
        leader=leader.name if leader else "",
        phone=leader.phone if leader else "",
        signed=signed,
    )
    with access.store.read() as session:
        taken = answering(session, shift, at, asked, person)
        ending = _sessions_of(session, current) if current is not None else []
    made = [begun, course.responsible(place, person.name, taken)]
    if leader is not None and leader.acknowledged:
        made.append(facts.after(_acknowledged(access, shift, at, leader), 0))
    if current is not None:
        made.insert(0, facts.ended(current.id, at, place, actor=person.name, relief=shift))
        made += _closed(access, [each for each in ending if each.person != person.id], at)
    return made


def _signed(asked: SigningOn, relieves: str, overrides: Mapping[str, str]) -> SignedOn:
    """Return what sign-on adds to the beginning of a shift."""
    leader, planned = asked.leader, asked.rostered
    return SignedOn(
        officer=asked.officer,
        arrived_at=asked.arrived_at,
        leader=leader.person if leader else "",
        mode=leader.mode if leader else None,
        slot=planned.slot if planned else "",
        planned_start=planned.start if planned else None,
        planned_end=planned.end if planned else None,
        relieves=relieves,
        overrides=overrides,
    )


def _acknowledged(access: Access, shift: str, at: datetime, leader: NamedLeader) -> Fact:
    """Return the fact that the leader said that they lead."""
    return facts.leader_acknowledged(
        shift,
        at,
        access.place,
        actor=leader.name,
        mode=leader.mode,
        attested_by=leader.attested_by,
        call=leader.call,
    )


def answering(
    session: Session, shift: str, at: datetime, asked: SigningOn, officer: Person
) -> Snapshot:
    """Return who answers for a shift as it begins (article 25).

    Args:
        session: A transaction.
        shift: Id of the shift.
        at: When it begins.
        asked: Who takes charge, with the leader and the roster.
        officer: The officer.
    """
    today = local_date(at)
    heads = {
        role: next((each.responsible() for each in people.serving(session, today, role)), None)
        for role in (PersonRole.HEAD_OF_UNIT, PersonRole.HEAD_OF_ROOM)
    }
    named = asked.leader
    known = people.get(session, named.person) if named is not None and named.person else None
    leader = known.responsible() if known is not None else None
    if leader is None and named is not None:
        leader = Responsible("", named.name, phone=named.phone)
    return snapshot(
        shift,
        at,
        asked.rostered.version if asked.rostered else 0,
        head_of_unit=heads[PersonRole.HEAD_OF_UNIT],
        leader=leader,
        head_of_room=heads[PersonRole.HEAD_OF_ROOM],
        officers=[officer.responsible()],
    )


def _sessions_of(session: Session, shift: ShiftRow) -> list[OpenSession]:
    """Return the open sessions of the officer of a shift at its seat."""
    return [
        each
        for each in accounts.open_sessions(session, shift.seat)
        if each.person == shift.officer_id
    ]


def _closed(access: Access, ending: list[OpenSession], at: datetime) -> list[Fact]:
    """Return the facts that close sessions: whoever is relieved needs none."""
    return [
        account_facts.session_closed(each.id, at, access.place, actor=each.name) for each in ending
    ]
