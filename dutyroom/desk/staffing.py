"""Who has which account, and what whoever sits here may do; loaded when accounts are looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.reading import Account, Vouching
from dutyroom.registers.accounts.reviewing import stuck
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.calls.numbered import labels
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class AccountLine:
    """Somebody with their account.

    Attributes:
        id: Id of the person.
        person: The person.
        account: Their account; None: they have none.
        words: What leaders said for them when the password was forgotten, the newest first; a
            call stands there by its number.
    """

    id: str
    person: Person
    account: Account | None
    words: tuple[Vouching, ...] = ()


@dataclass(frozen=True, slots=True)
class Staffing:
    """Everybody, and what may be done to them.

    Attributes:
        founded: The desk has accounts.
        lines: Everybody, those without an account last.
        unreviewed: Vouchings that nobody has looked at yet.
        rights: What the session that is used gives.
        holder: Id of whoever opened it; empty: none is open.
        name: Their name.
        wrong_tries: Wrong tries before it.
        since: Since when it is open.
        held_back: The word for which it gives no administrator's rights; None: none.
        stuck: Nobody with an account could review that word.
    """

    founded: bool = False
    lines: tuple[AccountLine, ...] = ()
    unreviewed: tuple[Vouching, ...] = ()
    rights: frozenset[AccountRole] = frozenset()
    holder: str = ""
    name: str = ""
    wrong_tries: int = 0
    since: datetime | None = None
    held_back: Vouching | None = None
    stuck: bool = False


def staffing(session: Session, identity: str) -> Staffing:
    """Return who has which account.

    Args:
        session: A transaction that reads.
        identity: Id of the session that is used; empty: none.
    """
    held = {each.person: each for each in accounts.accounts(session)}
    words = _words(session)
    lines = [
        AccountLine(
            person.id,
            person,
            held.get(person.id),
            tuple(word for word in words if word.person == person.id),
        )
        for person in people.everybody(session, retired=True)
        if person.retired_at is None or person.id in held
    ]
    sat = accounts.sitting(session, identity) if identity else None
    still = sat is not None and sat.closed_at is None
    return Staffing(
        founded=accounts.founded(session),
        lines=tuple(sorted(lines, key=lambda line: line.account is None)),
        unreviewed=tuple(word for word in reversed(words) if word.reviewed_at is None),
        rights=accounts.rights(session, identity) if identity else frozenset(),
        holder=sat.person if sat is not None and still else "",
        name=sat.name if sat is not None and still else "",
        wrong_tries=sat.wrong_tries if sat is not None else 0,
        since=sat.opened_at if sat is not None else None,
        held_back=accounts.holding_back(session, identity) if identity else None,
        stuck=bool(identity) and stuck(session, identity) is not None,
    )


def _words(session: Session) -> list[Vouching]:
    """Return every leader's word, the newest first, each with the number of its call."""
    found = accounts.vouchings(session)
    numbers = labels(session, {word.call for word in found if word.call})
    return [replace(word, call=numbers.get(word.call, "")) for word in found]
