"""Unlock the console for the officer in charge; loaded when it is locked."""

from __future__ import annotations

from dataclasses import dataclass

from dutyroom.registers.accounts import opening, secrets
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.errors import MustChange
from dutyroom.registers.shifts.on_duty import in_charge
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Locked:
    """For whom the console is locked.

    Attributes:
        person: Id of the officer in charge; empty: nobody is.
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


def locked(session: Session) -> Locked:
    """Return for whom the console is locked.

    Args:
        session: A transaction that reads.
    """
    shift = in_charge(session)
    if shift is None or not shift.officer_id:
        return Locked()
    account = accounts.account(session, shift.officer_id)
    sat = [each for each in accounts.open_sessions(session) if each.person == shift.officer_id]
    held = sat[-1].id if sat else ""
    has = bool(held and account is not None and account.pin)
    spent = has and secrets.pin_spent(session, shift.officer_id)
    return Locked(shift.officer_id, shift.officer, held, has and not spent, spent)


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
