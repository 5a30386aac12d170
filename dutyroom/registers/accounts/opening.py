"""Open a session by password, unlock it by PIN, choose one's own secrets.

Every function here takes a tenth of a second and belongs into a thread.
"""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.registers.accounts import facts, reading
from dutyroom.registers.accounts.access import (
    Access,
    check,
    guessable,
    replace_secret,
    sign,
    step,
    tidy,
)
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.reading import OpenSession
from dutyroom.registers.accounts.roles import HowSet, Purpose
from dutyroom.registers.accounts.rules import checked_password, checked_pin, normalised
from dutyroom.store.facts import Fact


def open_session(
    access: Access, person_id: str, password: str, *, named: bool = False
) -> OpenSession:
    """Open a session: the one thing that only a password does.

    Args:
        access: The door.
        person_id: Id of the person.
        password: What was typed.
        named: Say whose password is wrong.

    Returns:
        The session; where `reading.account(...).must_change` says so, another
        password has to be chosen before anything else.

    Raises:
        TooSoon: The wait after wrong tries is not over.
        WrongSecret: The password is wrong.
        AccessRefused: The person has no usable account.
        StoreError: The database cannot be used.
    """
    sat, opened = let_in(access, person_id, password, named=named)
    access.ledger.record(opened)
    return sat


def let_in(
    access: Access, person_id: str, password: str, *, named: bool = False
) -> tuple[OpenSession, Fact]:
    """Check a password; return the session that it opens and the fact that opens it.

    Nothing is recorded: whoever asks writes the fact together with others, or not at all.

    Args:
        access: The door.
        person_id: Id of the person.
        password: What was typed.
        named: Say whose password is wrong, where several people give theirs at once.

    Raises:
        TooSoon: The wait after wrong tries is not over.
        WrongSecret: The password is wrong.
        AccessRefused: The person has no usable account.
        StoreError: The database cannot be used.
    """
    person = access.person(person_id)
    account = access.account(person)
    if not account.usable:
        raise AccessRefused(
            _("The account of {name} opens nothing: it is closed or has no password.").format(
                name=person.name
            )
        )
    whose = person.name if named else ""
    wrong = check(access, account, Purpose.PASSWORD, password, name=whose)
    identity, now = facts.new_id(), access.clock.now()
    opened = facts.session_opened(
        identity, now, access.place, actor=person.name, person=person.id, wrong_tries=wrong
    )
    sat = OpenSession(identity, person.id, person.name, access.place.seat, now, None, wrong)
    return sat, opened


def unlock(access: Access, session_id: str, pin: str) -> None:
    """Unlock the screen of an open session by PIN.

    Raises:
        AccessRefused: The session is not open, there is no PIN, it is wrong, or the
            password is wanted after too many wrong ones.
        StoreError: The database cannot be used.
    """
    _unlock(access, session_id, Purpose.PIN, pin)


def unlock_by_password(access: Access, session_id: str, password: str) -> None:
    """Unlock the screen of an open session by password; PINs count again afterwards.

    Raises:
        AccessRefused: The session is not open, or the password is wrong.
        StoreError: The database cannot be used.
    """
    _unlock(access, session_id, Purpose.PASSWORD, password)


def change_password(access: Access, session_id: str, old: str, new: str) -> None:
    """Choose another password for oneself.

    Raises:
        AccessRefused: The old one is wrong, or the new one cannot be used.
        StoreError: The database cannot be written; the old one still counts.
    """
    choose_own(access, _open(access, session_id).person, old, new)


def choose_own(access: Access, person_id: str, old: str, new: str) -> None:
    """Choose another password for oneself, knowing the old one; no session is needed.

    Raises:
        AccessRefused: The old one is wrong, or the new one cannot be used.
        StoreError: The database cannot be written; the old one still counts.
    """
    person = access.person(person_id)
    chosen = checked_password(new, guessable(person))
    if chosen == normalised(old):
        raise AccessRefused(_("The new password is the old one. Nothing was changed."))
    account = access.account(person)
    check(access, account, Purpose.PASSWORD, old)
    after = step(access, account, person.name)
    replace_secret(
        access,
        person.id,
        Purpose.PASSWORD,
        chosen,
        lambda secret: [
            facts.password_set(after, secret=secret, how=HowSet.OWN, vouching=account.vouching)
        ],
    )


def set_pin(access: Access, session_id: str, password: str, pin: str) -> None:
    """Choose a PIN for oneself; the password is asked again.

    Raises:
        AccessRefused: The password is wrong, or the PIN cannot be used.
        StoreError: The database cannot be written; nothing was changed.
    """
    sat = _open(access, session_id)
    person = access.person(sat.person)
    chosen = checked_pin(pin)
    account = access.account(person)
    sign(access, account, password, name=person.name)
    after = step(access, account, person.name)
    replace_secret(
        access,
        person.id,
        Purpose.PIN,
        chosen,
        lambda secret: [facts.pin_set(after, secret=secret)],
    )


def remove_pin(access: Access, session_id: str, password: str) -> None:
    """Do without a PIN; the password is asked again.

    Raises:
        AccessRefused: The session is not open, the password is wrong, or there is no PIN.
        StoreError: The database cannot be written; nothing was changed.
    """
    sat = _open(access, session_id)
    account = access.account(access.person(sat.person))
    check(access, account, Purpose.PASSWORD, password)
    if not account.pin:
        raise AccessRefused(_("You have no PIN. Nothing was changed."))
    access.ledger.record(facts.pin_removed(step(access, account, sat.name)))
    tidy(access, sat.person, Purpose.PIN)


def _unlock(access: Access, session_id: str, purpose: Purpose, secret: str) -> None:
    """Check a secret of whoever opened a session."""
    sat = _open(access, session_id)
    account = access.account(access.person(sat.person))
    if account.closed_at is not None:
        raise AccessRefused(_("The account of {name} is closed.").format(name=sat.name))
    check(access, account, purpose, secret)


def _open(access: Access, session_id: str) -> OpenSession:
    """Return a session that is open.

    Raises:
        AccessRefused: It is not: a PIN opens none.
    """
    with access.store.read() as session:
        sat = reading.sitting(session, session_id)
    if sat is None or sat.closed_at is not None:
        raise AccessRefused(_("No session is open here: sign in with the password."))
    return sat
