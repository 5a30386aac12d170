"""Whoever signs a check proves who they are, where the desk has accounts (articles 13 and 17).

Whoever signed on here by password and is in charge has proven it; anybody else gives their
password, as the relief does who checks before taking charge. At a desk without accounts, names
are all there is. Nobody is kept from the desk by it: sign-on takes a reason for a missing check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dutyroom.i18n import _
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.access import Access, sign
from dutyroom.registers.equipment.acting import Act, EquipmentRefused
from dutyroom.registers.equipment.facts import Proof, Signature
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts.on_duty import in_charge
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody has to give who signs.

    Attributes:
        name: Their name.
        proof: How they prove who they are.
        people: Who may be meant: those of the name who have a password.
    """

    name: str
    proof: Proof
    people: Sequence[Person] = ()


def asked_of(session: Session, name: str, *, sat: str, seat: str) -> Asked:
    """Return what somebody has to give who signs.

    Args:
        session: A transaction that reads.
        name: Their name.
        sat: Id of the session that is open at this desk; empty: none.
        seat: The seat.

    Raises:
        EquipmentRefused: The desk has accounts, and they have none.
    """
    if _by_name(session, name, seat):
        return Asked(name, Proof.NAME)
    shift, opened = in_charge(session, seat=seat), accounts.sitting(session, sat)
    held = opened is not None and opened.closed_at is None and opened.name == name
    if held and opened is not None and shift is not None and shift.officer_id == opened.person:
        return Asked(name, Proof.SESSION)
    known = [each for each in people.named(session, name) if _usable(session, each)]
    if not known:
        words = _(
            "{name} has no account: whoever signs has one. Go on as somebody who has (F3), or "
            "give the reason at sign-on. Nothing was signed."
        )
        raise EquipmentRefused(words.format(name=name))
    return Asked(name, Proof.PASSWORD, known)


def proven(
    access: Access, name: str, *, sat: str, person: str = "", password: str = ""
) -> Signature:
    """Check that somebody is who they say; belongs into a thread.

    Args:
        access: The door.
        name: Who signs.
        sat: Id of the session that is open at this desk; empty: none.
        person: Id of whoever is meant, where several bear the name.
        password: Their password, where it is asked for.

    Raises:
        EquipmentRefused: They have no account.
        MustChange: Somebody else set the password.
        AccessRefused: It is wrong, or it is to be waited.
        StoreError: The database cannot be used.
    """
    with access.store.read() as session:
        asked = asked_of(session, name, sat=sat, seat=access.place.seat)
        opened = accounts.sitting(session, sat)
    if asked.proof is Proof.NAME:
        return Signature()
    if asked.proof is Proof.SESSION:
        return Signature(Proof.SESSION, opened.person if opened is not None else "")
    who = next((each for each in asked.people if each.id == person), asked.people[0])
    sign(access, access.account(who), password, name=who.name)
    return Signature(Proof.PASSWORD, who.id)


def need_proof(session: Session, act: Act, signature: Signature) -> None:
    """Refuse a signature by name alone where the desk has accounts.

    Raises:
        EquipmentRefused: It is one.
    """
    if signature.proof is Proof.NAME and not _by_name(session, act.actor, act.place.seat):
        raise EquipmentRefused(_("Whoever signs proves who they are. Nothing was signed."))


def _by_name(session: Session, name: str, seat: str) -> bool:
    """Tell whether a name is enough: no accounts yet, or the shift began before there were any."""
    if not accounts.founded(session):
        return True
    shift = in_charge(session, seat=seat)
    return shift is not None and not shift.officer_id and shift.officer == name


def _usable(session: Session, person: Person) -> bool:
    """Tell whether somebody has an account that a password opens."""
    held = accounts.account(session, person.id)
    return held is not None and held.usable
