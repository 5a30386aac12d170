"""Sign on, be relieved, sign off: both officers' passwords, and whatever stands against it.

Every function here checks passwords and belongs into a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from dutyroom.i18n import _
from dutyroom.registers.accounts import opening
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.access import Access, sign
from dutyroom.registers.accounts.errors import AccessRefused, MustChange
from dutyroom.registers.accounts.reading import OpenSession
from dutyroom.registers.shifts import facts
from dutyroom.registers.shifts.blockers import (
    Blocker,
    Checks,
    SigningOff,
    SigningOn,
    asides,
    once,
    set_aside,
)
from dutyroom.registers.shifts.checklist import ALL_CHECKS
from dutyroom.registers.shifts.register import ShiftRow, in_charge
from dutyroom.registers.shifts.relief import Relief, closed, relief_facts, sessions_of
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

__all__ = [
    "Also",
    "Relief",
    "Signed",
    "Signs",
    "against",
    "sign_off",
    "sign_on",
    "standing_against",
]

Also: TypeAlias = Callable[[Relief], Sequence[Fact]]
"""What other registers record of a relief, in its transaction."""


class Signs(Protocol):
    """What is done with both passwords: `sign_on`, or more in the same transaction."""

    def __call__(
        self,
        access: Access,
        asked: SigningOn,
        *,
        password: str,
        outgoing_password: str = "",
        reasons: Mapping[str, str] | None = None,
    ) -> Signed:
        """Take charge of a seat; arguments and errors are those of `sign_on`."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What signing on made.

    Attributes:
        shift: Id of the new shift.
        session: The officer's open session.
    """

    shift: str
    session: OpenSession


def against(access: Access, asked: SigningOn, checks: Checks = ALL_CHECKS) -> list[Blocker]:
    """Return all that stands against signing on, for both sides; changes nothing.

    Args:
        access: The door.
        asked: Who wants to take charge.
        checks: The checks of all registers.
    """
    with access.store.read() as session:
        return standing_against(session, asked, access.clock.now(), checks)


def standing_against(
    session: Session, asked: SigningOn, now: datetime, checks: Checks = ALL_CHECKS
) -> list[Blocker]:
    """Return all that stands against signing on, for both sides, as a form shows it live.

    Args:
        session: A transaction that reads.
        asked: Who wants to take charge.
        now: The time.
        checks: The checks of all registers.
    """
    found = checks.signing_on(session, asked, now)
    current = in_charge(session, seat=asked.seat)
    if current is not None:
        leaving = SigningOff(current, relief=asked.officer, equipment=asked.equipment)
        found += checks.signing_off(session, leaving, now)
    return once(found)


def sign_on(
    access: Access,
    asked: SigningOn,
    *,
    password: str,
    outgoing_password: str = "",
    reasons: Mapping[str, str] | None = None,
    checks: Checks = ALL_CHECKS,
    also: Also | None = None,
    provided: Callable[[Session], None] | None = None,
) -> Signed:
    """Take charge of a seat, and relieve whoever is in charge of it: all at once or not at all.

    Args:
        access: The door; its place has the seat.
        asked: Who wants to take charge.
        password: Their password.
        outgoing_password: The password of the officer who is relieved, who signs by it.
        reasons: Why blockers are set aside, by code.
        checks: The checks of all registers.
        also: Returns what other registers record of this relief, in the same transaction:
            a handover signed by both, matters that move to another handler. What it raises
            leaves everything as it was.
        provided: Looks in that transaction whether what `also` rests on still holds, and
            raises where it does not.

    Raises:
        Blocked: Something stands against it.
        MustChange: One of the passwords was set by somebody else; nothing was changed.
        AccessRefused: A password is wrong; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    found = against(access, asked, checks)
    overrides = set_aside(found, reasons or {})
    person = access.person(asked.officer)
    with access.store.read() as session:
        current = in_charge(session, seat=asked.seat)
    _has_own_password(access, person.id, person.name)
    if current is not None and "outgoing-absent" not in overrides:
        _outgoing_signs(access, current, outgoing_password)
    sat, opened = opening.let_in(access, person.id, password, named=True)
    now = access.clock.now()
    # A clock that was set back must not put the relief before the shift that it ends.
    at = max(now, current.begun_at) if current is not None else now
    relief = Relief(facts.new_id(), at, person, current, asides(found, overrides))
    more = also(relief) if also is not None else ()

    def still_so(session: Session) -> None:
        _refuse_another(in_charge(session, seat=asked.seat), current)
        if provided is not None:
            provided(session)

    made = relief_facts(access, asked, relief, overrides)
    access.ledger.record(*made, opened, *more, provided=still_so)
    return Signed(relief.shift, sat)


def sign_off(
    access: Access,
    shift_id: str,
    *,
    password: str,
    reasons: Mapping[str, str] | None = None,
    checks: Checks = ALL_CHECKS,
) -> None:
    """Leave a seat without a relief, while another seat goes on.

    Raises:
        Blocked: Something stands against it: the last seat is left only to a relief.
        AccessRefused: The password is wrong, or the shift is not in charge.
        StoreError: The database cannot be written; nothing was changed.
    """
    now = access.clock.now()
    with access.store.read() as session:
        current = in_charge(session, seat=access.place.seat)
        if current is None or current.id != shift_id:
            raise AccessRefused(_("This shift is not in charge. Nothing was changed."))
        leaving = SigningOff(current, equipment=access.equipment)
        found = checks.signing_off(session, leaving, now)
        ending = sessions_of(session, current)
    set_aside(found, reasons or {})
    _outgoing_signs(access, current, password)
    at = max(now, current.begun_at)
    access.ledger.record(
        facts.ended(current.id, at, access.place, actor=current.officer),
        *closed(access, ending, at),
    )


def _outgoing_signs(access: Access, current: ShiftRow, password: str) -> None:
    """Check the password of whoever is relieved; a desk without accounts has none.

    Raises:
        MustChange: Somebody else set it.
        AccessRefused: It is wrong.
    """
    with access.store.read() as session:
        account = accounts.account(session, current.officer_id) if current.officer_id else None
    if account is not None and account.usable:
        sign(access, account, password, name=current.officer)


def _refuse_another(now: ShiftRow | None, before: ShiftRow | None) -> None:
    """Refuse to relieve somebody who has been relieved in this very moment.

    Raises:
        AccessRefused: Somebody else is in charge.
    """
    if (now.id if now else "") != (before.id if before else ""):
        raise AccessRefused(_("Somebody else has signed on meanwhile. Nothing was changed."))


def _has_own_password(access: Access, person: str, name: str) -> None:
    """Refuse a signature by a password that somebody else knows.

    Raises:
        MustChange: Another one has to be chosen first.
    """
    with access.store.read() as session:
        account = accounts.account(session, person)
    if account is not None and account.usable and account.must_change:
        raise MustChange(person, name)
