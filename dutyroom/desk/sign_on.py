"""What the form of sign-on begins with; loaded when somebody signs on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.reviewing import VOUCHING_ROLES
from dutyroom.registers.calls import reading as calls
from dutyroom.registers.calls.reading import CallRow
from dutyroom.registers.equipment.at_sign_on import UNREAD, AtSignOn, at_sign_on
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person, PersonRole
from dutyroom.registers.shifts.blockers import Rostered
from dutyroom.registers.shifts.on_duty import ShiftRow, in_charge
from dutyroom.registers.shifts.rostering import awaited
from dutyroom.standard.clocks import local_date
from dutyroom.standard.numbers import normalise
from dutyroom.store.session import Session

_CALLS: Final = 40
"""Calls among which the one is looked for in which a leader was heard."""

_JUST_NOW: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known before anybody types.

    Attributes:
        people: Everybody who is not retired, by name.
        accounts: Ids of those who have an account that opens.
        closed: Ids of those whose account was closed: no leader's word opens it.
        current: The shift that would end; None: nobody is in charge.
        outgoing_signs: Its officer has an account and signs by password.
        rostered: What the roster says; None: nothing.
        calls: The last calls, the newest first.
        equipment: The open faults, and whether anything is checked.
    """

    people: tuple[Person, ...] = ()
    accounts: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    current: ShiftRow | None = None
    outgoing_signs: bool = False
    rostered: Rostered | None = None
    calls: tuple[CallRow, ...] = ()
    equipment: AtSignOn = UNREAD

    @property
    def officers(self) -> tuple[Person, ...]:
        """Those who can sign, the duty officers first."""
        able = [person for person in self.people if person.id in self.accounts]
        return tuple(sorted(able, key=lambda person: PersonRole.OFFICER not in person.roles))

    @property
    def without_account(self) -> tuple[Person, ...]:
        """Those who cannot sign: they have no account, or one that is closed."""
        return tuple(person for person in self.people if person.id not in self.accounts)

    def to_be_let_in(self, now: datetime) -> tuple[Person, ...]:
        """Return those who have no account yet, or none that opens, the duty officers first.

        A leader's word lets them in; where an account was closed, an administrator opens it.

        Args:
            now: The present.
        """
        today = local_date(now)
        closed = self.closed | {self.current.officer_id if self.current is not None else ""}
        able = [p for p in self.without_account if p.active(today) and p.id not in closed]
        return tuple(sorted(able, key=lambda person: PersonRole.OFFICER not in person.roles))

    @property
    def leaders(self) -> tuple[Person, ...]:
        """Those who lead."""
        return tuple(person for person in self.people if PersonRole.LEADER in person.roles)

    @property
    def vouching(self) -> tuple[Person, ...]:
        """Those who may vouch for a forgotten password."""
        return tuple(person for person in self.people if person.roles & VOUCHING_ROLES)

    def call_with(self, phones: set[str], now: datetime) -> CallRow | None:
        """Return the newest call of the last two hours with one of some numbers.

        Args:
            phones: The numbers, normalised.
            now: The present.
        """
        recent = (c for c in self.calls if now - c.started_at <= _JUST_NOW)
        return next((c for c in recent if normalise(c.number) in phones), None)


def begin(session: Session, now: datetime) -> Beginning:
    """Read what is known before anybody types.

    Args:
        session: A transaction that reads.
        now: The time.
    """
    current = in_charge(session)
    known = accounts.accounts(session)
    usable = frozenset(each.person for each in known if each.usable)
    return Beginning(
        people=tuple(people.everybody(session)),
        accounts=usable,
        closed=frozenset(each.person for each in known if each.closed_at is not None),
        current=current,
        outgoing_signs=current is not None and current.officer_id in usable,
        rostered=awaited(session, now, current.slot if current else ""),
        calls=tuple(calls.page(session, "all", limit=_CALLS, now=now)),
        equipment=at_sign_on(session),
    )
