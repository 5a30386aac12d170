"""The facts of accounts, sessions and vouchings. None holds a secret, nor a hash of one.

A fact that sets a password names the row of the secret. Until the fact is
written nothing refers to that row, so the two can never disagree.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from dutyroom.registers.accounts.roles import AccountRole, Channel, HowSet
from dutyroom.registers.folding import REVISION
from dutyroom.store.facts import Fact, JsonValue, Place

OPENED: Final = "account.opened"
ROLES_CHANGED: Final = "account.roles_changed"
PASSWORD_SET: Final = "account.password_set"  # noqa: S105 - the kind of a fact, no secret
PIN_SET: Final = "account.pin_set"
PIN_REMOVED: Final = "account.pin_removed"
CLOSED: Final = "account.closed"
REOPENED: Final = "account.reopened"
SESSION_OPENED: Final = "session.opened"
SESSION_CLOSED: Final = "session.closed"
VOUCHED: Final = "vouching.given"
VOUCHING_USED: Final = "vouching.used"
VOUCHING_REVIEWED: Final = "vouching.reviewed"


def new_id() -> str:
    """Return an id for a session, a vouching or a secret."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class Step:
    """What every change of an account has.

    Attributes:
        person: Whose account.
        revision: How often it had been changed before.
        at: When.
        place: Unit and seat.
        actor: Name of whoever does it.
    """

    person: str
    revision: int
    at: datetime
    place: Place
    actor: str

    def fact(self, kind: str, body: Mapping[str, JsonValue], why: str = "") -> Fact:
        """Return the fact of this step."""
        texts = {"why": why} if why else {}
        full: dict[str, JsonValue] = {**body, REVISION: self.revision + 1}
        return Fact(kind, self.person, self.at, self.place, self.actor, body=full, texts=texts)


def opened(step: Step, roles: Collection[AccountRole]) -> Fact:
    """Somebody gets an account; without a password it opens nothing."""
    return step.fact(OPENED, {"roles": [role.value for role in sorted(roles)]})


def roles_changed(step: Step, roles: Collection[AccountRole], *, why: str) -> Fact:
    """An account lets its holder do other things."""
    return step.fact(ROLES_CHANGED, {"roles": [role.value for role in sorted(roles)]}, why)


def password_set(
    step: Step, *, secret: str, how: HowSet, must_change: bool = False, vouching: str = ""
) -> Fact:
    """A password was set.

    Args:
        step: Whose, when, by whom.
        secret: Id of the row of the secret.
        how: How it came about.
        must_change: Somebody else knows it: its holder has to choose another.
        vouching: Id of the vouching that it rests on.
    """
    body: dict[str, JsonValue] = {
        "secret": secret,
        "how": how.value,
        "must_change": must_change,
        "vouching": vouching,
    }
    return step.fact(PASSWORD_SET, body)


def pin_set(step: Step, *, secret: str) -> Fact:
    """A PIN was set; `secret` is the id of its row."""
    return step.fact(PIN_SET, {"secret": secret})


def pin_removed(step: Step) -> Fact:
    """There is no PIN any more."""
    return step.fact(PIN_REMOVED, {})


def closed(step: Step, *, why: str) -> Fact:
    """An account opens nothing any more."""
    return step.fact(CLOSED, {}, why)


def reopened(step: Step, *, why: str) -> Fact:
    """An account that was closed counts again."""
    return step.fact(REOPENED, {}, why)


def session_opened(
    session: str, at: datetime, place: Place, *, actor: str, person: str, wrong_tries: int
) -> Fact:
    """Somebody opened a session by password.

    Args:
        session: Id of the session.
        at: When.
        place: Unit and seat.
        actor: Their name.
        person: Their id.
        wrong_tries: Wrong tries since the last right one.
    """
    body: dict[str, JsonValue] = {"person": person, "wrong_tries": wrong_tries}
    return Fact(SESSION_OPENED, session, at, place, actor, body=body)


def session_closed(session: str, at: datetime, place: Place, *, actor: str) -> Fact:
    """A session was closed; no PIN unlocks it any more."""
    return Fact(SESSION_CLOSED, session, at, place, actor)


@dataclass(frozen=True, slots=True)
class Vouched:
    """Who vouched for whom (a consent keeps by whom, attested by whom, and how).

    Attributes:
        person: Id of whoever forgot the password.
        name: Their name.
        given_by: Id of the leader who vouches.
        given_name: The leader's name.
        attested_by: Id of whoever heard it.
        attested_name: Their name.
        channel: In person or by phone.
        reason: Why it was needed.
        call: Id of the call, where it was by phone over the recorded line.
    """

    person: str
    name: str
    given_by: str
    given_name: str
    attested_by: str
    attested_name: str
    channel: Channel
    reason: str
    call: str = ""


def vouched(vouching: str, at: datetime, place: Place, given: Vouched) -> Fact:
    """A leader vouched for somebody who forgot the password; to be reviewed later."""
    body: dict[str, JsonValue] = {
        "person": given.person,
        "given_by": given.given_by,
        "attested_by": given.attested_by,
        "channel": given.channel.value,
        "call": given.call,
    }
    texts = {
        "name": given.name,
        "given_name": given.given_name,
        "attested_name": given.attested_name,
        "reason": given.reason,
    }
    return Fact(VOUCHED, vouching, at, place, given.attested_name, body=body, texts=texts)


def vouching_used(vouching: str, at: datetime, place: Place, *, actor: str) -> Fact:
    """A password was set on the strength of a vouching; it serves once."""
    return Fact(VOUCHING_USED, vouching, at, place, actor)


def vouching_reviewed(
    vouching: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    by: str,
    upheld: bool,
    finding: str,
) -> Fact:
    """Somebody else looked at a vouching afterwards.

    Args:
        vouching: Its id.
        at: When.
        place: Unit and seat.
        actor: Name of the reviewer.
        by: Id of the reviewer.
        upheld: Whether it was right.
        finding: What was found.
    """
    body: dict[str, JsonValue] = {"by": by, "upheld": upheld}
    return Fact(VOUCHING_REVIEWED, vouching, at, place, actor, body=body, texts={"why": finding})
