"""The first administrator, and what administrators do to other people's accounts.

Every function here that sets a password belongs into a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.accounts import facts, reading
from dutyroom.registers.accounts.access import (
    Access,
    guessable,
    replace_secret,
    step,
    tidy,
)
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.reading import Account, OpenSession
from dutyroom.registers.accounts.reviewing import may_be_let_in, stuck
from dutyroom.registers.accounts.roles import AccountRole, HowSet, Purpose
from dutyroom.registers.accounts.rules import checked_password
from dutyroom.registers.people import facts as people_facts
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import LIST_SEPARATOR, Person
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


def found(
    access: Access,
    fields: Mapping[str, str],
    password: str,
    roles: Collection[AccountRole] = (),
) -> Person:
    """Make the first administrator of a new desk: there is no default password anywhere.

    Args:
        access: The door.
        fields: The administrator as the register of people has them; at least `name`. Somebody
            who stands there already under this name is meant, and not added again.
        password: The password that they choose.
        roles: What else they are.

    Raises:
        AccessRefused: There was an administrator before, or the password cannot be used.
        StoreError: The database cannot be written; nothing was changed.
    """
    with access.store.read() as session:
        if reading.founded(session):
            raise AccessRefused(
                _("This desk has an administrator. If the password is forgotten, a leader vouches.")
            )
    name = fields.get("name", "").strip()
    if not name:
        raise AccessRefused(_("The administrator needs a name. Nothing was changed."))
    now, actor = access.clock.now(), name
    person, added = _administrator(access, name, fields)
    chosen = checked_password(password, guessable(person))
    opened = facts.opened(
        facts.Step(person.id, 0, now, access.place, actor), {AccountRole.ADMINISTRATOR, *roles}
    )
    second = facts.Step(person.id, 1, now, access.place, actor)
    replace_secret(
        access,
        person.id,
        Purpose.PASSWORD,
        chosen,
        lambda secret: [
            *added,
            opened,
            facts.password_set(second, secret=secret, how=HowSet.FIRST_RUN),
        ],
    )
    return person


def _administrator(
    access: Access, name: str, fields: Mapping[str, str]
) -> tuple[Person, list[Fact]]:
    """Return who becomes the first administrator, and the fact that adds them where it is needed.

    Raises:
        AccessRefused: Several people bear the name.
    """
    with access.store.read() as session:
        alike = people.named(session, name)
    if len(alike) > 1:
        several = _("{count} people are called {name}. Nothing was changed.")
        raise AccessRefused(several.format(count=len(alike), name=name))
    now = access.clock.now()
    if alike:
        return alike[0], _given_roles(access, alike[0], fields.get("roles", ""), now)
    identity = people_facts.new_id()
    added = people_facts.added(identity, now, access.place, actor=name, fields=fields)
    return Person(identity, name, dict(fields), added.texts[people_facts.INITIALS]), [added]


def _given_roles(access: Access, person: Person, wanted: str, now: datetime) -> list[Fact]:
    """Return the fact that somebody of the register serves as what they chose, too, if any."""
    held = [text for text in person.fields.get("roles", "").split(LIST_SEPARATOR) if text]
    new = [text for text in wanted.split(LIST_SEPARATOR) if text and text not in held]
    if not new:
        return []
    roles = {"roles": LIST_SEPARATOR.join([*held, *new])}
    return [people_facts.changed(person, now, access.place, actor=person.name, new=roles)]


def open_account(
    access: Access, session_id: str, person_id: str, roles: Collection[AccountRole], password: str
) -> None:
    """Give somebody of the register an account, with a first password that they must change.

    Raises:
        AccessRefused: Not an administrator, no such person, or the password cannot be used.
        StoreError: The database cannot be written; nothing was changed.
    """
    person = access.person(person_id)
    sat = _lets_in(access, session_id, person, roles)
    with access.store.read() as session:
        if reading.account(session, person.id) is not None:
            raise AccessRefused(
                _("{name} has an account already. Nothing was changed.").format(name=person.name)
            )
    chosen = checked_password(password, guessable(person))
    now = access.clock.now()
    first = facts.Step(person.id, 0, now, access.place, sat.name)
    second = facts.Step(person.id, 1, now, access.place, sat.name)
    replace_secret(
        access,
        person.id,
        Purpose.PASSWORD,
        chosen,
        lambda secret: [
            facts.opened(first, roles),
            facts.password_set(second, secret=secret, how=HowSet.ADMINISTRATOR, must_change=True),
        ],
    )


def reset_password(access: Access, session_id: str, person_id: str, password: str) -> None:
    """Set somebody else's password; they must change it when they sign in.

    Raises:
        AccessRefused: Not an administrator, no such account, or the password cannot be used.
        StoreError: The database cannot be written; the old one still counts.
    """
    sat = access.entitled(session_id, AccountRole.ADMINISTRATOR)
    _hand_out(access, sat, access.person(person_id), password)


def _hand_out(access: Access, sat: OpenSession, person: Person, password: str) -> None:
    """Set somebody else's password, which they must change.

    Raises:
        AccessRefused: They have no account, or the password cannot be used.
    """
    chosen = checked_password(password, guessable(person))
    after = step(access, access.account(person), sat.name)
    replace_secret(
        access,
        person.id,
        Purpose.PASSWORD,
        chosen,
        lambda secret: [
            facts.password_set(after, secret=secret, how=HowSet.ADMINISTRATOR, must_change=True)
        ],
    )


def change_roles(
    access: Access, session_id: str, person_id: str, roles: Collection[AccountRole], *, why: str
) -> None:
    """Let an account do other things.

    Raises:
        AccessRefused: Not an administrator, or nobody would be one afterwards.
        StoreError: The database cannot be written; nothing was changed.
    """
    person = access.person(person_id)
    sat = _lets_in(access, session_id, person, roles)
    account = access.account(person)
    if AccountRole.ADMINISTRATOR not in roles:
        _keep_one_administrator(access, account)
    access.ledger.record(facts.roles_changed(step(access, account, sat.name), roles, why=why))


def close_account(
    access: Access,
    session_id: str,
    person_id: str,
    *,
    why: str,
    provided: Callable[[Session], None] | None = None,
) -> None:
    """Let an account open nothing any more; its open sessions end, its hashes are deleted.

    What is `provided` looks in the transaction whether they are still needed, and may raise.

    Raises:
        AccessRefused: Not an administrator, or it is the last administrator's.
        StoreError: The database cannot be written; nothing was changed.
    """
    sat = access.entitled(session_id, AccountRole.ADMINISTRATOR)
    with access.store.read() as session:  # also of somebody who has left the register
        account = reading.account(session, person_id)
        ending = [each for each in reading.open_sessions(session) if each.person == person_id]
    if account is None:
        raise AccessRefused(_("There is no such account. Nothing was changed."))
    _keep_one_administrator(access, account)
    now = access.clock.now()
    access.ledger.record(
        facts.closed(step(access, account, sat.name), why=why),
        *(facts.session_closed(each.id, now, access.place, actor=sat.name) for each in ending),
        provided=provided,
    )
    tidy(access, person_id, *Purpose)


def reopen_account(
    access: Access, session_id: str, person_id: str, password: str, *, why: str
) -> None:
    """Let a closed account count again, with a password that its holder must change.

    Raises:
        AccessRefused: Not an administrator, no such account, or the password cannot be used.
        StoreError: The database cannot be written; nothing was changed.
    """
    person = access.person(person_id)
    account = access.account(person)
    sat = _lets_in(access, session_id, person, account.roles)
    access.ledger.record(facts.reopened(step(access, account, sat.name), why=why))
    _hand_out(access, sat, person, password)


def _lets_in(
    access: Access, session_id: str, person: Person, roles: Collection[AccountRole]
) -> OpenSession:
    """Return the session of whoever may let somebody in: an administrator.

    Where nobody could review the word on which the administrator's password rests, a leader
    who then can is let in all the same.

    Raises:
        AccessRefused: It is neither.
    """
    with access.store.read() as session:
        word = stuck(session, session_id)
        sat = reading.sitting(session, session_id)
    if word is None or sat is None:
        return access.entitled(session_id, AccountRole.ADMINISTRATOR)
    if not may_be_let_in(word, person, roles, access.clock.now()):
        raise AccessRefused(
            _(
                "The leader's word for your password has not been reviewed. Until then only "
                "another leader of the register can be let in, as leader, to review it. "
                "Nothing was changed."
            )
        )
    return sat


def last_administrator(session: Session, person: str) -> bool:
    """Return whether the desk would be left without an administrator who can sign in.

    Args:
        session: A transaction that reads.
        person: Id of whoever would leave.
    """
    able = {
        each.person: each.usable
        for each in reading.accounts(session)
        if AccountRole.ADMINISTRATOR in each.roles
    }
    if person not in able:
        return False
    others = (people.get(session, who) for who, usable in able.items() if usable and who != person)
    return not any(who is not None and who.retired_at is None for who in others)


def _keep_one_administrator(access: Access, leaving: Account) -> None:
    """Refuse to leave the desk without an administrator.

    Raises:
        AccessRefused: It would be.
    """
    with access.store.read() as session:
        last = last_administrator(session, leaving.person)
    if last:
        raise AccessRefused(
            _("This is the last administrator. Name another one first. Nothing was changed.")
        )
