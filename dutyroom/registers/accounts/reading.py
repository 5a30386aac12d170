"""What the accounts answer: who has one, which sessions are open, what is to be reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, true

from dutyroom.registers.accounts.roles import AccountRole, Channel
from dutyroom.registers.accounts.tables import ACCOUNTS_TABLE, SESSIONS, VOUCHINGS
from dutyroom.registers.values import choice
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is read; it holds no secret.

    Attributes:
        person: Id of its holder.
        roles: What it lets them do.
        password: Id of the password's secret; empty: none is set.
        password_set_at: When it was set.
        password_set_by: Name of whoever set it.
        must_change: Somebody else knows the password: another has to be chosen.
        vouching: Id of the vouching that the password rests on.
        pin: Id of the PIN's secret; empty: none is set.
        revision: How often the account was changed.
        closed_at: Since when it opens nothing; None: it does.
        closed_why: Why.
    """

    person: str
    roles: frozenset[AccountRole]
    password: str
    password_set_at: datetime | None
    password_set_by: str
    must_change: bool
    vouching: str
    pin: str
    revision: int
    closed_at: datetime | None
    closed_why: str

    @property
    def usable(self) -> bool:
        """Whether a password can open a session."""
        return self.closed_at is None and bool(self.password)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that a password opened.

    Attributes:
        id: Its id.
        person: Id of whoever opened it.
        name: Their name then.
        seat: At which seat.
        opened_at: Since when.
        closed_at: Until when; None: it is open.
        wrong_tries: Wrong tries before it.
    """

    id: str
    person: str
    name: str
    seat: str
    opened_at: datetime | None
    closed_at: datetime | None
    wrong_tries: int


@dataclass(frozen=True, slots=True)
class Vouching:
    """A leader's word for somebody who forgot the password.

    Attributes:
        id: Its id.
        person: Id of whoever it was for.
        name: Their name.
        given_by: Id of the leader.
        given_name: The leader's name.
        attested_by: Id of whoever heard it.
        attested_name: Their name.
        channel: In person or by phone.
        call: Id of the call; empty: none.
        reason: Why it was needed.
        given_at: When.
        used_at: When a password was set on its strength; None: not yet.
        reviewed_at: When somebody looked at it; None: not yet.
        reviewed_name: Who did.
        upheld: Whether it was right.
        finding: What was found.
    """

    id: str
    person: str
    name: str
    given_by: str
    given_name: str
    attested_by: str
    attested_name: str
    channel: Channel | None
    call: str
    reason: str
    given_at: datetime | None
    used_at: datetime | None
    reviewed_at: datetime | None
    reviewed_name: str
    upheld: bool
    finding: str

    @property
    def self_attested(self) -> bool:
        """Whether nobody but the one concerned heard it: the reviewer looks twice."""
        return self.attested_by == self.person


def account(session: Session, person: str) -> Account | None:
    """Return the account of a person; None: they have none."""
    found = _accounts(session, ACCOUNTS_TABLE.c.person == person)
    return found[0] if found else None


def signs(session: Session, person: str) -> bool:
    """Return whether somebody signs by password; nobody outside the register does."""
    held = account(session, person)
    return held is not None and held.usable


def accounts(session: Session) -> list[Account]:
    """Return every account, the closed ones too."""
    return _accounts(session, ACCOUNTS_TABLE.c.person.is_not(None))


def founded(session: Session) -> bool:
    """Return whether this desk ever had an administrator; until then there are no accounts."""
    held = ACCOUNTS_TABLE.c.roles.contains(AccountRole.ADMINISTRATOR.value)
    chosen = select(ACCOUNTS_TABLE.c.person).where(held).limit(1)
    return session.connection().execute(chosen).first() is not None


def sitting(session: Session, identity: str) -> OpenSession | None:
    """Return a session by its id, open or closed."""
    found = _sessions(session, SESSIONS.c.id == identity)
    return found[0] if found else None


def open_sessions(session: Session, seat: str | None = None) -> list[OpenSession]:
    """Return the sessions that are open, the oldest first.

    Args:
        session: A transaction.
        seat: Only at this seat; by default at any.
    """
    still = SESSIONS.c.closed_at.is_(None)
    return _sessions(session, still if seat is None else still & (SESSIONS.c.seat == seat))


def rights(session: Session, identity: str) -> frozenset[AccountRole]:
    """Return what an open session lets its holder do; nothing where it is not open.

    While a password has to be changed it gives none: somebody else knows it.
    A password that rests on a word by phone gives no administrator's rights until
    somebody else has reviewed that word and upheld it.

    Args:
        session: A transaction.
        identity: Id of the session.
    """
    held = _open_account(session, identity)
    if held is None or held.must_change:
        return frozenset()
    return rights_of(session, held)


def rights_of(session: Session, held: Account) -> frozenset[AccountRole]:
    """Return what an account lets its holder do, once they have a password of their own."""
    word = vouching(session, held.vouching) if held.vouching else None
    vouched = word is not None and (word.channel is Channel.PRESENT or word.upheld)
    return held.roles if vouched or not held.vouching else held.roles - {AccountRole.ADMINISTRATOR}


def holding_back(session: Session, identity: str) -> Vouching | None:
    """Return the word for which an open session gives no administrator's rights; None: none.

    Args:
        session: A transaction.
        identity: Id of the session.
    """
    held = _open_account(session, identity)
    if held is None or held.must_change or rights_of(session, held) == held.roles:
        return None
    return vouching(session, held.vouching)


def vouching(session: Session, identity: str) -> Vouching | None:
    """Return a vouching by its id; None: there is none."""
    found = _vouchings(session, VOUCHINGS.c.id == identity)
    return found[0] if found else None


def vouchings(session: Session) -> list[Vouching]:
    """Return every leader's word for a forgotten password, the newest first."""
    return _vouchings(session, true())[::-1]


def unreviewed(session: Session) -> list[Vouching]:
    """Return the vouchings that nobody has looked at yet, the oldest first."""
    return _vouchings(session, VOUCHINGS.c.reviewed_at.is_(None))


def _open_account(session: Session, identity: str) -> Account | None:
    """Return the account behind an open session; None: the session, or the account, is closed."""
    sat = sitting(session, identity)
    held = account(session, sat.person) if sat is not None and sat.closed_at is None else None
    return held if held is not None and held.closed_at is None else None


def _accounts(session: Session, fits: ColumnElement[bool]) -> list[Account]:
    """Return some accounts."""
    chosen = select(ACCOUNTS_TABLE).where(fits).order_by(ACCOUNTS_TABLE.c.person)
    rows = session.connection().execute(chosen).mappings()
    return [_account(_named(row, Account)) for row in rows]


def _account(values: dict[str, Any]) -> Account:
    """Return the account of a row."""
    named = (choice(AccountRole, name) for name in values["roles"].split())
    return Account(**values | {"roles": frozenset(role for role in named if role is not None)})


def _sessions(session: Session, fits: ColumnElement[bool]) -> list[OpenSession]:
    """Return some sessions."""
    chosen = select(SESSIONS).where(fits).order_by(SESSIONS.c.opened_at, SESSIONS.c.id)
    rows = session.connection().execute(chosen).mappings()
    return [OpenSession(**_named(row, OpenSession)) for row in rows]


def _vouchings(session: Session, fits: ColumnElement[bool]) -> list[Vouching]:
    """Return some vouchings."""
    chosen = select(VOUCHINGS).where(fits).order_by(VOUCHINGS.c.given_at, VOUCHINGS.c.id)
    rows = session.connection().execute(chosen).mappings()
    return [
        Vouching(**_named(row, Vouching) | {"channel": choice(Channel, row["channel"])})
        for row in rows
    ]


def _named(row: Any, kind: type[Account | OpenSession | Vouching]) -> dict[str, Any]:  # noqa: ANN401 - a row's columns are of any type
    """Return the columns of a row that a value has fields for."""
    return {name: row[name] for name in kind.__dataclass_fields__}
