"""Check a secret, set a secret: what every way through the door goes by.

Every function here takes a tenth of a second and belongs into a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dutyroom.clock import Clock
from dutyroom.config import Equipment
from dutyroom.config.roster import Roster as Planning
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.accounts import facts, reading, secrets
from dutyroom.registers.accounts.errors import (
    AccessRefused,
    MustChange,
    NoAccount,
    PinSpent,
    TooSoon,
    WrongSecret,
)
from dutyroom.registers.accounts.facts import Step
from dutyroom.registers.accounts.hashing import Hasher
from dutyroom.registers.accounts.reading import Account, OpenSession
from dutyroom.registers.accounts.roles import AccountRole, Purpose
from dutyroom.registers.accounts.rules import PIN_TRIES, normalised, pause
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import PHONE_FIELDS, Person
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place


@dataclass(frozen=True, slots=True)
class Access:
    """What the ways through the door need.

    Attributes:
        store: The database.
        ledger: Its ledger.
        clock: The one clock.
        place: Unit and seat.
        hasher: Hashes and checks.
        equipment: When a check of the equipment counts; the unit's to choose.
        planning: How the unit rosters; likewise.
    """

    store: Store
    ledger: Ledger
    clock: Clock
    place: Place
    hasher: Hasher
    equipment: Equipment = field(default_factory=Equipment)
    planning: Planning = field(default_factory=Planning)

    def person(self, identity: str) -> Person:
        """Return somebody of the register.

        Raises:
            AccessRefused: There is nobody.
        """
        with self.store.read() as session:
            found = people.get(session, identity)
        if found is None or found.retired_at is not None:
            raise AccessRefused(
                _("This person is not in the register of officers. Nothing was changed.")
            )
        return found

    def account(self, person: Person) -> Account:
        """Return somebody's account.

        Raises:
            NoAccount: They have none.
        """
        with self.store.read() as session:
            found = reading.account(session, person.id)
        if found is None:
            raise NoAccount(person.id, person.name)
        return found

    def entitled(self, session_id: str, *roles: AccountRole) -> OpenSession:
        """Return an open session that gives one of some rights.

        Raises:
            MustChange: Somebody else set the password that opened it.
            AccessRefused: It does not.
        """
        with self.store.read() as session:
            sat = reading.sitting(session, session_id)
            held = reading.rights(session, session_id)
            account = reading.account(session, sat.person) if sat is not None else None
        if sat is not None and account is not None and account.must_change:
            raise MustChange(sat.person, sat.name)
        if sat is None or not held & set(roles):
            wanted = listed(role.label for role in roles)
            raise AccessRefused(_("Only for: {roles}. Nothing was changed.").format(roles=wanted))
        return sat


def check(
    access: Access, account: Account, purpose: Purpose, secret: str, *, name: str = ""
) -> int:
    """Check a password or PIN.

    The try is counted before it is looked at, and taken back where it was right.

    Args:
        access: The door.
        account: Whose.
        purpose: Password or PIN.
        secret: What was typed.
        name: Whose it should be, to be told where several people give theirs at once.

    Returns:
        How often they were wrong since they were last right.

    Raises:
        TooSoon: The wait after wrong tries is not over.
        WrongSecret: It does not fit.
        PinSpent: Too many wrong PINs were typed.
        AccessRefused: There is none.
        StoreError: The database cannot be used.
    """
    identity = account.password if purpose is Purpose.PASSWORD else account.pin
    now = access.clock.now()
    with access.store.write() as session:
        held = secrets.known(session, identity) if identity else ""
        before = secrets.tries(session, account.person, purpose, now)
        if held and not before.wait and not _spent(purpose, before.wrong):
            secrets.count(session, account.person, purpose, before.wrong + 1, now)
    if not held:
        raise AccessRefused(_("None is set. Nothing was changed."))
    if _spent(purpose, before.wrong):
        raise PinSpent
    if before.wait:
        raise TooSoon(before.wait, person=account.person)
    if not access.hasher.fits(held, normalised(secret)):
        raise WrongSecret(pause(before.wrong + 1), name, person=account.person)
    newer = access.hasher.make(normalised(secret)) if access.hasher.outdated(held) else ""
    with access.store.write() as session:
        right = (purpose,) if purpose is Purpose.PIN else tuple(Purpose)
        secrets.forget_tries(session, account.person, *right)
        if newer:
            secrets.renew(session, identity, newer)
    return before.wrong


def sign(access: Access, account: Account, password: str, *, name: str) -> None:
    """Check a password that stands for its holder's word: a signature, a consent, an approval.

    One that somebody else gave out is known to them, too, and stands for nobody's word.

    Args:
        access: The door.
        account: Whose.
        password: What was typed.
        name: Theirs, to be told.

    Raises:
        TooSoon: The wait after wrong tries is not over.
        WrongSecret: It does not fit.
        MustChange: It fits, but somebody else set it.
        AccessRefused: There is none.
        StoreError: The database cannot be used.
    """
    check(access, account, Purpose.PASSWORD, password, name=name)
    if account.must_change:
        raise MustChange(account.person, name)


def replace_secret(
    access: Access,
    person: str,
    purpose: Purpose,
    secret: str,
    made: Callable[[str], list[Fact]],
) -> None:
    """Set a password or PIN: the hash first, then the facts that make it count.

    Args:
        access: The door.
        person: Id of whose.
        purpose: Password or PIN.
        secret: The secret, checked by the rules.
        made: Gives the facts, from the id of the secret's row.

    Raises:
        StoreError: The database cannot be written; the old secret still counts.
    """
    known = access.hasher.make(secret)
    with access.store.write() as session:
        identity = secrets.keep(session, person, purpose, known, access.clock.now())
    access.ledger.record(*made(identity))
    tidy(access, person, purpose)


def tidy(access: Access, person: str, *purposes: Purpose) -> None:
    """Delete hashes of a person that count no more, and forget wrong tries."""
    with access.store.write() as session:
        held = reading.account(session, person)
        open_still = held is not None and held.closed_at is None
        named = {held.password, held.pin} if held is not None and open_still else set()
        secrets.sweep(session, person, named - {""})
        secrets.forget_tries(session, person, *purposes)


def step(access: Access, account: Account, actor: str) -> Step:
    """Return the next step of an account."""
    return Step(account.person, account.revision, access.clock.now(), access.place, actor)


def guessable(person: Person) -> list[str]:
    """Return what anybody could guess of somebody: no password may be that."""
    held = [person.name, *person.initials.split(), person.fields.get("number", "")]
    return held + [person.fields[name] for name in PHONE_FIELDS if person.fields.get(name)]


def close_session(access: Access, session_id: str) -> None:
    """Close a session; no PIN unlocks it any more. One that is closed stays so."""
    with access.store.read() as session:
        sat = reading.sitting(session, session_id)
    if sat is not None and sat.closed_at is None:
        now = access.clock.now()
        access.ledger.record(facts.session_closed(sat.id, now, access.place, actor=sat.name))


def _spent(purpose: Purpose, wrong: int) -> bool:
    """Tell whether no PIN is taken any more."""
    return purpose is Purpose.PIN and wrong >= PIN_TRIES
