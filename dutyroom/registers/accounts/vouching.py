"""A forgotten password at three in the morning: a leader vouches, and it is reviewed later.

The only relief who can come may have no account yet: a leader vouches for them as well, and the
word opens the account of a duty officer, who chooses a password at once.

Every function here that checks or sets a password belongs into a thread.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.accounts import facts, reading
from dutyroom.registers.accounts.access import (
    Access,
    close_session,
    guessable,
    replace_secret,
    sign,
    step,
)
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.accounts.facts import Vouched
from dutyroom.registers.accounts.opening import open_session
from dutyroom.registers.accounts.reading import Account, Vouching
from dutyroom.registers.accounts.reviewing import REVIEWERS, VOUCHING_ROLES, may_review
from dutyroom.registers.accounts.roles import AccountRole, Channel, HowSet, Purpose
from dutyroom.registers.accounts.rules import checked_password
from dutyroom.registers.people.person import Person
from dutyroom.standard.clocks import local_date
from dutyroom.store.session import Session

VALID: Final = timedelta(minutes=30)
"""How long a password may be set on the strength of a vouching [C]."""


def vouch_present(
    access: Access, person_id: str, *, given_by: str, password: str, reason: str
) -> str:
    """A leader stands at the desk and vouches with their own password.

    Args:
        access: The door.
        person_id: Who forgot the password.
        given_by: Id of the leader.
        password: The leader's own password.
        reason: Why it is needed.

    Returns:
        Id of the vouching, for `reset_by_vouching`.

    Raises:
        AccessRefused: It cannot be taken; the message says why.
        StoreError: The database cannot be used.
    """
    person, leader = _both(access, person_id, given_by, reason)
    account = access.account(leader)
    if not account.usable:
        raise AccessRefused(
            _("The account of {name} opens nothing: let them vouch by phone.").format(
                name=leader.name
            )
        )
    sign(access, account, password, name=leader.name)
    return _record(access, person, leader, witness=leader, channel=Channel.PRESENT, reason=reason)


def vouch_by_phone(
    access: Access, person_id: str, *, given_by: str, attested_by: str, reason: str, call: str = ""
) -> str:
    """A leader vouches by phone, and somebody at the desk attests it.

    At night that may be the one who forgot the password: then the review sees it, and
    until the review such a password gives no administrator's rights.

    Args:
        access: The door.
        person_id: Who forgot the password.
        given_by: Id of the leader.
        attested_by: Id of whoever heard it.
        reason: Why it is needed.
        call: Id of the call, where it came over the recorded line.

    Returns:
        Id of the vouching, for `reset_by_vouching`.

    Raises:
        AccessRefused: It cannot be taken; the message says why.
        StoreError: The database cannot be used.
    """
    person, leader = _both(access, person_id, given_by, reason)
    witness = access.person(attested_by)
    if witness.id == leader.id:
        raise AccessRefused(_("Somebody at the desk has to have heard it: name them."))
    return _record(
        access, person, leader, witness=witness, channel=Channel.PHONE, reason=reason, call=call
    )


def standing(session: Session, person: str, now: datetime) -> Vouching | None:
    """Return the word on which somebody may still choose a password; None: there is none.

    Whoever went back, or was called away, before they chose needs no leader a second time.

    Args:
        session: A transaction that reads.
        person: Id of whoever forgot it.
        now: The time.
    """
    given = (word for word in reading.vouchings(session) if word.person == person)
    return next((word for word in given if _serves(word, now)), None)


def _serves(word: Vouching, now: datetime) -> bool:
    """Tell whether a password may be chosen on a word: once, for a while, and not if refuted."""
    fresh = word.given_at is not None and abs(now - word.given_at) <= VALID
    refuted = word.reviewed_at is not None and not word.upheld
    return fresh and word.used_at is None and not refuted


def reset_by_vouching(access: Access, vouching_id: str, password: str) -> None:
    """Choose a new password on the strength of a vouching; it serves once and for a while.

    Raises:
        AccessRefused: The vouching is used or too old, or the password cannot be used.
        StoreError: The database cannot be written; the old one still counts.
    """
    with access.store.read() as session:
        word = reading.vouching(session, vouching_id)
    now = access.clock.now()
    if word is None or not _serves(word, now):
        raise AccessRefused(_("This word is used, refuted or too old: let the leader vouch again."))
    person = access.person(word.person)
    chosen = checked_password(password, guessable(person))
    account = _account(access, person)
    first = facts.Step(person.id, 0, now, access.place, word.given_name)
    opened = [facts.opened(first, {AccountRole.OFFICER})] if account is None else []
    second = facts.Step(person.id, 1, now, access.place, person.name)
    after = step(access, account, person.name) if account is not None else second
    used = facts.vouching_used(word.id, now, access.place, actor=person.name)
    replace_secret(
        access,
        person.id,
        Purpose.PASSWORD,
        chosen,
        lambda secret: [
            used,
            *opened,
            facts.password_set(after, secret=secret, how=HowSet.VOUCHED, vouching=word.id),
        ],
    )


def review(
    access: Access, session_id: str, vouching_id: str, *, upheld: bool, finding: str
) -> None:
    """Look at a vouching afterwards; never the one it was for, nor the one who attested it.

    Raises:
        AccessRefused: The reviewer may not, it was reviewed before, or nothing was found.
        StoreError: The database cannot be written; nothing was changed.
    """
    sat = access.entitled(session_id, *sorted(REVIEWERS))
    with access.store.read() as session:
        word = reading.vouching(session, vouching_id)
    if word is None or word.reviewed_at is not None:
        raise AccessRefused(_("There is nothing to review. Nothing was changed."))
    if not may_review(word, sat.person):
        raise AccessRefused(_("Somebody who had no part in it reviews it. Nothing was changed."))
    if not finding.strip():
        raise AccessRefused(_("Say what was found. Nothing was changed."))
    access.ledger.record(
        facts.vouching_reviewed(
            word.id,
            access.clock.now(),
            access.place,
            actor=sat.name,
            by=sat.person,
            upheld=upheld,
            finding=finding,
        )
    )


def review_by(
    access: Access, person_id: str, password: str, vouching_id: str, *, upheld: bool, finding: str
) -> None:
    """Review a vouching with one's own password, without staying signed in.

    Raises:
        AccessRefused: The password is not right, or `review` refuses.
        StoreError: The database cannot be written; nothing was changed.
    """
    own = open_session(access, person_id, password, named=True).id
    try:
        review(access, own, vouching_id, upheld=upheld, finding=finding)
    finally:
        close_session(access, own)


def _account(access: Access, person: Person) -> Account | None:
    """Return somebody's account; None: they have none yet."""
    with access.store.read() as session:
        return reading.account(session, person.id)


def _refuse_unable(access: Access, person: Person) -> None:
    """See that a leader's word can let somebody in.

    Raises:
        AccessRefused: Their account is closed, or they have none and do not serve here any more.
    """
    account = _account(access, person)
    if account is not None and account.closed_at is not None:
        raise AccessRefused(_("The account of {name} is closed.").format(name=person.name))
    if account is None and not person.active(local_date(access.clock.now())):
        raise AccessRefused(_("{name} is not on duty on this day.").format(name=person.name))


def _both(access: Access, person_id: str, given_by: str, reason: str) -> tuple[Person, Person]:
    """Return who forgot the password and the leader who vouches.

    Raises:
        AccessRefused: One cannot vouch for the other, or no reason is given.
    """
    if not reason.strip():
        raise AccessRefused(_("Say why it is needed. Nothing was changed."))
    person, leader = access.person(person_id), access.person(given_by)
    _refuse_unable(access, person)
    today = local_date(access.clock.now())
    if person.id == leader.id or not (leader.roles & VOUCHING_ROLES and leader.active(today)):
        raise AccessRefused(
            _("{name} cannot vouch: it takes another person, a leader.").format(name=leader.name)
        )
    return person, leader


def _record(
    access: Access,
    person: Person,
    leader: Person,
    *,
    witness: Person,
    channel: Channel,
    reason: str,
    call: str = "",
) -> str:
    """Record a vouching and return its id."""
    identity = facts.new_id()
    given = Vouched(
        person=person.id,
        name=person.name,
        given_by=leader.id,
        given_name=leader.name,
        attested_by=witness.id,
        attested_name=witness.name,
        channel=channel,
        reason=reason,
        call=call,
    )
    access.ledger.record(facts.vouched(identity, access.clock.now(), access.place, given))
    return identity
