"""In the course of a shift: another officer, another leader, the post left and taken again.

Functions that take a password belong into a thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.access import Access, sign
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.shifts import course, facts, rostering
from dutyroom.registers.shifts.blockers import NamedLeader, SigningOn, set_aside
from dutyroom.registers.shifts.checklist import JOINING, STANDING_IN, leading
from dutyroom.registers.shifts.kinds import CORRECTABLE, Answering
from dutyroom.registers.shifts.reading import detail
from dutyroom.registers.shifts.relief import closed, led_by
from dutyroom.registers.shifts.steps import lasting, record
from dutyroom.registers.values import iso
from dutyroom.standard.at_post import AtPost


def join(
    access: Access,
    shift_id: str,
    person_id: str,
    *,
    password: str,
    arrived_at: datetime,
    sober: bool,
    fit: bool,
    reasons: Mapping[str, str] | None = None,
) -> None:
    """Serve beside the officer in charge, as on holidays (article 9(3)).

    Args:
        access: The door.
        shift_id: Id of the shift.
        person_id: Id of whoever joins.
        password: Their password.
        arrived_at: When they came.
        sober: They declared to have drunk no alcohol.
        fit: They declared to be fit for duty.
        reasons: Why blockers are set aside, by code.

    Raises:
        Blocked: Something stands against it, as at sign-on, and nobody has said why all the same.
        AccessRefused: The password is wrong, they serve already, or the shift is over.
        StoreError: The database cannot be written; nothing was changed.
    """
    known = lasting(access, shift_id)
    person = access.person(person_id)
    serving = {each.person for each in known.officers if each.left_at is None}
    if person.id in serving | {known.shift.officer_id}:
        raise AccessRefused(_("{name} serves already.").format(name=person.name))
    now, place, who = access.clock.now(), access.place, person.responsible()
    asked = SigningOn(
        person.id, arrived_at, sober, fit, seat=known.shift.seat, planning=access.planning
    )
    with access.store.read() as session:
        planned = rostering.beside(session, now, known.shift.slot)
        found = JOINING.signing_on(session, replace(asked, rostered=planned), now)
    overrides = set_aside(found, reasons or {})
    sign(access, access.account(person), password, name=person.name)
    record(
        access,
        known,
        facts.officer_joined(
            shift_id, now, place, who=who, arrived_at=arrived_at, overrides=overrides
        ),
        course.answers(shift_id, now, place, actor=who.name, kind=Answering.DIRECT, who=who),
    )


def leave(access: Access, shift_id: str, person_id: str, *, actor: str) -> None:
    """End the service of another officer.

    Raises:
        AccessRefused: They do not serve.
        StoreError: The database cannot be written; nothing was changed.
    """
    known = lasting(access, shift_id)
    if not any(each.person == person_id and each.left_at is None for each in known.officers):
        raise AccessRefused(_("This person does not serve in this shift. Nothing was changed."))
    now = access.clock.now()
    with access.store.read() as session:
        sat = accounts.open_sessions(session, known.shift.seat)
    left = facts.officer_left(shift_id, now, access.place, actor=actor, person=person_id)
    ending = [each for each in sat if each.person == person_id]
    record(access, known, left, more=closed(access, ending, now))


def name_leader(
    access: Access,
    shift_id: str,
    leader: NamedLeader,
    *,
    actor: str,
    reasons: Mapping[str, str] | None = None,
) -> None:
    """Let another leader lead from now on; there is one at every instant (article 5).

    Args:
        access: The door.
        shift_id: Id of the shift.
        leader: Who leads.
        actor: Who notes it.
        reasons: Why blockers are set aside, by code.

    Raises:
        Blocked: Something stands against it, as at sign-on, and nobody has said why all the same.
        AccessRefused: The shift is over, or nobody is named.
        StoreError: The database cannot be written; nothing was changed.
    """
    known = lasting(access, shift_id)
    if not leader.name.strip():
        raise AccessRefused(_("Name the leader. Nothing was changed."))
    now = access.clock.now()
    with access.store.read() as session:
        found, who = leading(session, leader, now), led_by(session, leader)
    named = facts.leader_named(
        shift_id,
        now,
        access.place,
        actor=actor,
        leader=leader.name,
        phone=leader.phone,
        person=leader.person,
        mode=leader.mode,
        overrides=set_aside(found, reasons or {}),
    )
    answers = course.answers(shift_id, now, access.place, actor=actor, kind=Answering.MAIN, who=who)
    record(access, known, named, answers)
    if leader.acknowledged:
        acknowledge(access, shift_id, leader)


def acknowledge(access: Access, shift_id: str, leader: NamedLeader) -> None:
    """Note that the leader has said that they lead, and from where.

    Raises:
        AccessRefused: The shift is over.
        StoreError: The database cannot be written; nothing was changed.
    """
    known = lasting(access, shift_id)
    record(
        access,
        known,
        facts.leader_acknowledged(
            shift_id,
            access.clock.now(),
            access.place,
            actor=leader.name,
            mode=leader.mode,
            attested_by=leader.attested_by,
            call=leader.call,
        ),
    )


def leave_post(
    access: Access,
    shift_id: str,
    *,
    reason: str,
    substitute: str,
    substitute_id: str = "",
    reasons: Mapping[str, str] | None = None,
    actor: str = "",
) -> str:
    """The officer in charge leaves the post for a while, and somebody stands in (article 15).

    Whoever notes it may be another one at the post; without a word it is the officer.
    Returned is the id of the time away.

    Raises:
        Blocked: Something stands against whoever stands in, and nobody has said why all the same.
        AccessRefused: No reason or no substitute is named, or one of the two is away already.
        StoreError: The database cannot be written; nothing was changed.
    """
    known = lasting(access, shift_id)
    if known.away is not None:
        raise AccessRefused(_("The officer is away already. Nothing was changed."))
    if not (reason.strip() and substitute.strip()):
        raise AccessRefused(_("Leaving the post takes a reason and a substitute."))
    who = AtPost(substitute, substitute_id)
    if any(AtPost(each.name, each.person).is_also(who) for each in known.stepped_out):
        raise AccessRefused(_("{name} is away from the post, too.").format(name=substitute))
    absence, now = facts.new_id(), access.clock.now()
    stands_in = SigningOn(substitute_id, now, True, True, planning=access.planning)
    with access.store.read() as session:
        found = STANDING_IN.signing_on(session, stands_in, now) if substitute_id else []
    record(
        access,
        known,
        course.post_left(
            shift_id,
            now,
            access.place,
            actor=actor or known.shift.officer,
            absence=absence,
            reason=reason,
            substitute=substitute,
            substitute_id=substitute_id,
            overrides=set_aside(found, reasons or {}),
        ),
    )
    return absence


def take_post_again(access: Access, shift_id: str, *, actor: str = "") -> None:
    """The officer in charge is back at the post; who notes it, as when they left.

    Raises:
        AccessRefused: The officer is not away.
        StoreError: The database cannot be written; nothing was changed.
    """
    known = lasting(access, shift_id)
    if known.away is None:
        raise AccessRefused(_("The officer is not away. Nothing was changed."))
    record(
        access,
        known,
        course.post_taken_again(
            shift_id,
            access.clock.now(),
            access.place,
            actor=actor or known.shift.officer,
            absence=known.away.id,
        ),
    )


def acknowledge_signed(
    access: Access, shift_id: str, leader: NamedLeader, *, password: str
) -> None:
    """Note that the leader leads, signed at the desk by their own password.

    Raises:
        AccessRefused: The shift is over, the leader has no account, or the password is wrong.
        StoreError: The database cannot be written; nothing was changed.
    """
    account = access.account(access.person(leader.person))
    sign(access, account, password, name=leader.name)
    acknowledge(access, shift_id, leader)


def correct(access: Access, shift_id: str, name: str, new: str, *, why: str, actor: str) -> None:
    """Correct a field of a shift; what stood there stays readable.

    Args:
        access: The door.
        shift_id: Id of the shift, which may be over.
        name: One of `CORRECTABLE`.
        new: What is right; a time as ISO 8601.
        why: The reason.
        actor: Who corrects it.

    Raises:
        AccessRefused: Nothing would change, or no reason is given.
        StoreError: The database cannot be written; nothing was changed.
    """
    with access.store.read() as session:
        known = detail(session, shift_id)
    if known is None or name not in CORRECTABLE:
        raise AccessRefused(_("There is no such shift. Nothing was changed."))
    stands = getattr(known.shift, name)
    old = stands if isinstance(stands, str) else iso(stands)
    if not (new.strip() and why.strip()) or new == old:
        raise AccessRefused(_("A correction says something else, and why. Nothing was changed."))
    now = access.clock.now()
    fact = course.corrected(
        shift_id, now, access.place, actor=actor, name=name, old=old, new=new, why=why
    )
    record(access, known, fact)
