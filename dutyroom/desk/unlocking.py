"""Unlock the console for whoever is at the post; loaded when it is locked."""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.registers.accounts import opening, secrets
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.errors import MustChange
from dutyroom.registers.shifts.on_duty import in_charge
from dutyroom.registers.shifts.reading import present, stepped_out
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Locked:
    """For whom the console is locked.

    Attributes:
        person: Their id; empty: nobody is in charge.
        name: Their name.
        session: Id of their open session; empty: the password opens another.
        pin: A PIN of theirs unlocks.
        spent: They have one, and too many wrong ones were typed.
    """

    person: str = ""
    name: str = ""
    session: str = ""
    pin: bool = False
    spent: bool = False


@dataclass(frozen=True, slots=True)
class Unlocking:
    """Who can unlock the console.

    Attributes:
        officer: Name of the officer in charge; empty: nobody is.
        people: Whoever can, the one that is meant without a word first; never nobody.
    """

    officer: str = ""
    people: tuple[Locked, ...] = (Locked(),)


def locked(session: Session, sat: str = "") -> Unlocking:
    """Return for whom the console is locked: all who are at the post, or away and back.

    Args:
        session: A transaction that reads.
        sat: Id of whoever sat here last.
    """
    shift = in_charge(session)
    if shift is None or not shift.officer_id:
        return Unlocking()
    there = {each.person: each.name for each in present(session, shift)}
    out = {each.person: each.name for each in stepped_out(session, shift.id)}
    can = [who for who in there if accounts.signs(session, who) and who != shift.officer_id]
    meant = next(iter(there))  # whoever stands in, where they can
    first = meant if meant in can else shift.officer_id
    can.append(shift.officer_id)  # also while they are away: they come back
    can += [who for who in out if who not in can and accounts.signs(session, who)]
    can.sort(key=lambda who: (who != sat, who != first))
    names = {**out, **there, shift.officer_id: shift.officer}
    return Unlocking(shift.officer, tuple(_locked(session, who, names[who]) for who in can))


def _locked(session: Session, person: str, name: str) -> Locked:
    """Return what unlocks the console for somebody."""
    account = accounts.account(session, person)
    sat = [each for each in accounts.open_sessions(session) if each.person == person]
    held = sat[-1].id if sat else ""
    has = bool(held and account is not None and account.pin)
    spent = has and secrets.pin_spent(session, person)
    return Locked(person, name, held, has and not spent, spent)


def unlock(access: Access, who: Locked, secret: str, *, by_pin: bool) -> str:
    """Unlock; return the id of the session that is open then.

    Raises:
        MustChange: Somebody else set the password.
        AccessRefused: It is wrong, or it is to be waited.
        StoreError: The database cannot be used.
    """
    if by_pin:
        opening.unlock(access, who.session, secret)
        return who.session
    with access.store.read() as session:
        account = accounts.account(session, who.person)
    if account is not None and account.usable and account.must_change:
        raise MustChange(who.person, who.name)
    if who.session:
        opening.unlock_by_password(access, who.session, secret)
        return who.session
    return opening.open_session(access, who.person, secret).id
