"""Keep hashes and count wrong tries: the two tables that are no projection.

A hash counts only once a fact names its row; whatever no fact names is swept away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from dutyroom.registers.accounts.facts import new_id
from dutyroom.registers.accounts.roles import Purpose
from dutyroom.registers.accounts.rules import PIN_TRIES, remaining
from dutyroom.registers.accounts.tables import SECRETS, TRIES
from dutyroom.store.rows import upsert
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Tries:
    """How often somebody was wrong since they were last right.

    Attributes:
        wrong: Wrong tries.
        wait: How long the next one still has to wait.
    """

    wrong: int = 0
    wait: timedelta = timedelta()


def keep(session: Session, person: str, purpose: Purpose, known: str, at: datetime) -> str:
    """Keep a hash and return the id of its row; nothing refers to it yet."""
    identity = new_id()
    row = {"id": identity, "person": person, "purpose": purpose, "hash": known, "set_at": at}
    session.connection().execute(insert(SECRETS), row)
    return identity


def renew(session: Session, identity: str, known: str) -> None:
    """Put a hash of the same secret, made with newer parameters, in the place of the old."""
    session.connection().execute(update(SECRETS).where(SECRETS.c.id == identity).values(hash=known))


def known(session: Session, identity: str) -> str:
    """Return a hash by the id of its row; empty where there is none."""
    chosen = select(SECRETS.c.hash).where(SECRETS.c.id == identity)
    return str(session.connection().execute(chosen).scalar() or "")


def sweep(session: Session, person: str, named: set[str]) -> None:
    """Delete the hashes of a person that no fact names any more."""
    columns = SECRETS.c
    session.connection().execute(
        delete(SECRETS).where(columns.person == person, columns.id.not_in(named))
    )


def tries(session: Session, person: str, purpose: Purpose, now: datetime) -> Tries:
    """Return how often somebody was wrong, and how long they have to wait.

    Where the clock was set back, the wait begins anew from now: it must not last
    until the old time comes round again.
    """
    columns = TRIES.c
    mine = (columns.person == person, columns.purpose == purpose)
    row = session.connection().execute(select(columns.wrong, columns.last_at).where(*mine)).first()
    if row is None:
        return Tries()
    wrong, last_at = row
    if now < last_at:
        session.connection().execute(update(TRIES).where(*mine).values(last_at=now))
    return Tries(wrong, remaining(wrong, last_at, now))


def pin_spent(session: Session, person: str) -> bool:
    """Tell whether so many wrong PINs were typed that only the password unlocks."""
    columns = TRIES.c
    mine = (columns.person == person, columns.purpose == Purpose.PIN)
    wrong = session.connection().execute(select(columns.wrong).where(*mine)).scalar()
    return (wrong or 0) >= PIN_TRIES


def count(session: Session, person: str, purpose: Purpose, wrong: int, now: datetime) -> None:
    """Note a try as wrong before it is looked at, so that none can be had for nothing."""
    row = {"person": person, "purpose": purpose.value, "wrong": wrong, "last_at": now}
    upsert(session, TRIES, row, ("person", "purpose"))


def forget_tries(session: Session, person: str, *purposes: Purpose) -> None:
    """Forget wrong tries: the right secret was given, or a new one set."""
    session.connection().execute(
        delete(TRIES).where(TRIES.c.person == person, TRIES.c.purpose.in_(purposes))
    )
