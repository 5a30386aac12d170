"""A desk with accounts, for the tests: cheap hashes, a clock that stands."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import argon2
from sqlalchemy import select

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts import administration, opening, reading
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.hashing import Hasher
from dutyroom.registers.accounts.reading import Account
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.accounts.tables import SECRETS
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.people import facts as people
from dutyroom.registers.people.person import Person
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place
from tests.databases import Filled, is_empty

NOW = datetime(2026, 11, 23, 19, tzinfo=UTC)
CHEAP = Hasher(argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
ADMIN_PASSWORD: Final = "清河的水八月又涨了"  # noqa: S105 - of a made-up unit
PASSWORD: Final = "correct-horse-7"  # noqa: S105 - of a made-up unit
FIRST_PASSWORD: Final = "first-Handed-0ut"  # noqa: S105 - of a made-up unit
PIN: Final = "4071"


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk with one administrator, one officer and one leader.

    Attributes:
        access: The door.
        clock: Stands until it is moved.
        admin: The administrator.
        officer: An officer with an account.
        leader: A leader with an account.
    """

    access: Access
    clock: FrozenClock
    admin: Person
    officer: Person
    leader: Person

    def admin_session(self) -> str:
        """Open a session of the administrator."""
        return opening.open_session(self.access, self.admin.id, ADMIN_PASSWORD).id

    def officer_session(self) -> str:
        """Open a session of the officer."""
        return opening.open_session(self.access, self.officer.id, PASSWORD).id


def door(store: Store, clock: FrozenClock, unit: str = "yunling") -> Access:
    """Return the door of a desk."""
    return Access(store, Ledger(store, clock), clock, Place(unit), CHEAP)


def desk(store: Store, clock: FrozenClock | None = None, unit: str = "yunling") -> Desk:
    """Set up a desk; where nothing was written before, it is a copy of one set up once."""
    clock = clock or FrozenClock(NOW)
    access = door(store, clock, unit)
    if not is_empty(store):
        return Desk(access, clock, *_people(access))
    people, made = _set_up(clock.now(), unit)
    made.pour(store)
    return Desk(access, clock, *people)


@functools.cache
def _set_up(now: datetime, unit: str) -> tuple[tuple[Person, Person, Person], Filled]:
    """Set up a desk in a database of its own."""
    people: list[tuple[Person, Person, Person]] = []
    made = Filled(lambda store: people.append(_people(door(store, FrozenClock(now), unit))))
    return people[0], made


def _people(access: Access) -> tuple[Person, Person, Person]:
    """Give an administrator, an officer and a leader their accounts."""
    admin = administration.found(access, {"name": "李建国"}, ADMIN_PASSWORD)
    session = opening.open_session(access, admin.id, ADMIN_PASSWORD).id
    officer = _member(access, session, "覃小梅", "officer", AccountRole.OFFICER)
    leader = _member(access, session, "曾国强", "leader", AccountRole.LEADER)
    return admin, officer, leader


def add_person(access: Access, name: str, roles: str) -> Person:
    """Put somebody into the register."""
    fields = {"name": name, "roles": roles, "post_kind": "civil-servant"}
    fact = people.added(people.new_id(), access.clock.now(), access.place, actor="x", fields=fields)
    access.ledger.record(fact)
    return access.person(fact.subject)


def _member(access: Access, session: str, name: str, roles: str, role: AccountRole) -> Person:
    """Give somebody an account, and let them choose their own password."""
    person = add_person(access, name, roles)
    administration.open_account(access, session, person.id, {role}, FIRST_PASSWORD)
    own = opening.open_session(access, person.id, FIRST_PASSWORD).id
    opening.change_password(access, own, FIRST_PASSWORD, PASSWORD)
    return person


def account(desk: Desk, person: str) -> Account:
    """Return an account that must be there."""
    with desk.access.store.read() as session:
        found = reading.account(session, person)
    assert found is not None
    return found


def hashes(store: Store) -> list[str]:
    """Return every hash that is kept."""
    with store.read() as session:
        return [str(row[0]) for row in session.connection().execute(select(SECRETS.c.hash))]
