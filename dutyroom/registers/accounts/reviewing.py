"""Who reviews a leader's word for a forgotten password, and the desk where nobody could.

An office may have one account, its administrator's. A password that rests on a word by
phone gives no administrator's rights before somebody else has reviewed it; there, nobody
else could. Then it gives one right: to let a leader of the register in, who reviews it.
Until that has been done an alarm stands, and goes into every handover.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from dutyroom.config import Settings
from dutyroom.registers.accounts import reading
from dutyroom.registers.accounts.reading import Account, Vouching
from dutyroom.registers.accounts.roles import AccountRole, Channel
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person, PersonRole
from dutyroom.standard.clocks import local_date
from dutyroom.store.session import Session

VOUCHING_ROLES: Final = frozenset(
    {PersonRole.LEADER, PersonRole.HEAD_OF_UNIT, PersonRole.HEAD_OF_ROOM}
)
"""What somebody is who may vouch."""

REVIEWERS: Final = frozenset({AccountRole.LEADER, AccountRole.ADMINISTRATOR})
"""What an account is whose holder reviews."""

_LET_IN: Final = frozenset({AccountRole.LEADER, AccountRole.OFFICER})
"""What an account may be that an unreviewed password gives."""


def may_review(word: Vouching, person: str) -> bool:
    """Return whether somebody had no part in a vouching but, at most, giving it by phone.

    A leader who vouched by phone confirms it in person: that is what the review is for.
    """
    attested = word.attested_by if word.channel is Channel.PHONE else ""
    return person not in {word.person, attested}


def stuck(session: Session, identity: str) -> Vouching | None:
    """Return the word that holds an open session's rights back where nobody could review it.

    Args:
        session: A transaction that reads.
        identity: Id of the session.

    Returns:
        The word; None: nothing is held back, or somebody with an account may review it.
    """
    word = reading.holding_back(session, identity)
    if word is None or word.reviewed_at is not None:
        return None
    others = (each for each in reading.accounts(session) if may_review(word, each.person))
    return None if any(_reviews(session, each) for each in others) else word


def may_be_let_in(
    word: Vouching, person: Person, roles: Collection[AccountRole], now: datetime
) -> bool:
    """Return whether somebody may get an account as leader on the strength of an unreviewed word.

    Args:
        word: The word that nobody could review.
        person: Who is to get the account.
        roles: What it is to be.
        now: The time.
    """
    leads = bool(person.roles & VOUCHING_ROLES) and person.active(local_date(now))
    fits = AccountRole.LEADER in roles and _LET_IN.issuperset(roles)
    return leads and fits and may_review(word, person.id)


def due(session: Session, now: datetime, settings: Settings) -> Iterable[Condition]:  # noqa: ARG001 - the protocol's arguments
    """Yield the words that nobody has reviewed yet.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: What the unit has chosen.
    """
    for word in reading.unreviewed(session):
        yield Condition(AlarmCode.WORD_UNREVIEWED, about=word.id, detail=word.name)


def _reviews(session: Session, account: Account) -> bool:
    """Return whether the holder of an account could review something."""
    held = people.get(session, account.person)
    still = account.usable and held is not None and held.retired_at is None
    return still and bool(reading.rights_of(session, account) & REVIEWERS)
