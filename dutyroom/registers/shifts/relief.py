"""The facts of a relief: the shift that begins, who answers for it, and what ends by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dutyroom.registers.accounts import facts as account_facts
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.reading import OpenSession
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.stated import stated
from dutyroom.registers.leave import reading as leave
from dutyroom.registers.leave.reading import LeaveRow
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person, PersonRole
from dutyroom.registers.shifts import course, facts
from dutyroom.registers.shifts.blockers import Aside, NamedLeader, SigningOn
from dutyroom.registers.shifts.facts import SignedOn
from dutyroom.registers.shifts.reading import present
from dutyroom.registers.shifts.register import ShiftRow
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.responsibility import Responsible, Snapshot, snapshot
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Relief:
    """The moment at which a shift begins, for registers that record something with it.

    Attributes:
        shift: Id of the new shift.
        at: When it begins.
        officer: Who takes charge.
        outgoing: The shift that it ends; None: nobody was in charge.
        aside: What was set aside for it, with the reasons.
    """

    shift: str
    at: datetime
    officer: Person
    outgoing: ShiftRow | None
    aside: Sequence[Aside] = ()


def relief_facts(
    access: Access, asked: SigningOn, relief: Relief, overrides: Mapping[str, str]
) -> list[Fact]:
    """Return the facts of a relief, in one piece.

    Args:
        access: The door.
        asked: Who takes charge, with the leader and the roster.
        relief: The moment.
        overrides: The reason for each blocker that was set aside, by code.
    """
    place, shift, at, person = access.place, relief.shift, relief.at, relief.officer
    current, leader = relief.outgoing, asked.leader
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
        taken = answering(
            session,
            shift,
            at,
            version=asked.rostered.version if asked.rostered else 0,
            leader=led_by(session, leader) if leader is not None else None,
            officer=person.responsible(),
        )
        ending = sessions_of(session, current) if current is not None else []
        act = Act(at, place, person.name)
        faults = [*stated(session, act, shift, overrides, access.equipment)]
    made = [begun, course.responsible(place, person.name, taken), *faults]
    if leader is not None and leader.acknowledged:
        made.append(facts.after(_acknowledged(access, shift, at, leader, person.name), 0))
    if current is not None:
        made.insert(0, facts.ended(current.id, at, place, actor=person.name, relief=shift))
        made += closed(access, ending, at)
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


def _acknowledged(
    access: Access, shift: str, at: datetime, leader: NamedLeader, officer: str
) -> Fact:
    """Return the fact that the leader leads, by the word of the officer: no leader signs here."""
    return facts.leader_acknowledged(
        shift,
        at,
        access.place,
        actor=officer,
        mode=leader.mode,
        attested_by=leader.attested_by or officer,
        call=leader.call,
    )


def answering(
    session: Session,
    shift: str,
    at: datetime,
    *,
    version: int,
    leader: Responsible | None,
    officer: Responsible,
) -> Snapshot:
    """Return who answers for a shift as it begins (article 25).

    Args:
        session: A transaction.
        shift: Id of the shift.
        at: When it begins.
        version: Version of the roster; 0: none.
        leader: The leader; None: nobody was named.
        officer: The officer.
    """
    today = local_date(at)
    heads = {
        role: next((each.responsible() for each in people.serving(session, today, role)), None)
        for role in (PersonRole.HEAD_OF_UNIT, PersonRole.HEAD_OF_ROOM)
    }
    return snapshot(
        shift,
        at,
        version,
        head_of_unit=heads[PersonRole.HEAD_OF_UNIT],
        leader=leader,
        head_of_room=heads[PersonRole.HEAD_OF_ROOM],
        officers=[officer],
        away=_away(session, at, [each for each in heads.values() if each]),
    )


def _away(
    session: Session, at: datetime, heads: Sequence[Responsible]
) -> dict[Responsible, Responsible | None]:
    """Return the heads who are on leave, each with the acting deputy (article 10); None: nobody."""
    found: dict[Responsible, Responsible | None] = {}
    for head in heads:
        row = leave.away(session, head.id, at)
        if row is not None:
            found[head] = _deputy(session, row) if row.deputy_name else None
    return found


def _deputy(session: Session, row: LeaveRow) -> Responsible:
    """Return the acting deputy of a leave, with the phone that was named in it."""
    known = people.get(session, row.deputy) if row.deputy else None
    post = known.position if known is not None else ""
    return Responsible(row.deputy, row.deputy_name, post, row.deputy_phone)


def led_by(session: Session, named: NamedLeader) -> Responsible:
    """Return the leader as a snapshot keeps them; somebody outside the register by their name."""
    known = people.get(session, named.person) if named.person else None
    return known.responsible() if known else Responsible("", named.name, phone=named.phone)


def sessions_of(session: Session, shift: ShiftRow) -> list[OpenSession]:
    """Return the open sessions at the seat of a shift of all who serve in it."""
    serve = {shift.officer_id, *(each.person for each in present(session, shift))} - {""}
    return [each for each in accounts.open_sessions(session, shift.seat) if each.person in serve]


def closed(access: Access, ending: list[OpenSession], at: datetime) -> list[Fact]:
    """Return the facts that close sessions: whoever is relieved needs none."""
    return [
        account_facts.session_closed(each.id, at, access.place, actor=each.name) for each in ending
    ]
