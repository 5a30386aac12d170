"""Signing on at the demo unit's desk, for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dutyroom.registers.accounts import administration, opening
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import signing
from dutyroom.registers.shifts.blockers import NamedLeader, SigningOn
from dutyroom.registers.shifts.kinds import LeaderMode
from dutyroom.registers.shifts.reading import ShiftDetail, detail
from dutyroom.registers.shifts.register import ShiftRow, in_charge
from dutyroom.registers.shifts.signing import Signed
from tests.registers.accounts.account_kit import FIRST_PASSWORD, PASSWORD, Desk, add_person


def officer_of(desk: Desk, name: str) -> Person:
    """Give another officer an account with the usual password."""
    session, person = desk.admin_session(), add_person(desk.access, name, "officer")
    administration.open_account(
        desk.access, session, person.id, {AccountRole.OFFICER}, FIRST_PASSWORD
    )
    own = opening.open_session(desk.access, person.id, FIRST_PASSWORD).id
    opening.change_password(desk.access, own, FIRST_PASSWORD, PASSWORD)
    return person


def asking(desk: Desk, officer: Person, **changes: object) -> SigningOn:
    """Return what an officer says who came in time and finds all well."""
    leader = NamedLeader(
        desk.leader.name, "13800001111", desk.leader.id, LeaderMode.BY_PHONE, True, "覃小梅", "c1"
    )
    arrived_at = desk.clock.now() - timedelta(minutes=12)
    usual = SigningOn(officer.id, arrived_at, sober=True, fit=True, leader=leader)
    return replace(usual, **changes)  # type: ignore[arg-type] # the fields of any type


def sign_on(desk: Desk, officer: Person, **changes: object) -> Signed:
    """Sign an officer on; everybody has the same password."""
    asked = asking(desk, officer, **changes)
    return signing.sign_on(desk.access, asked, password=PASSWORD, outgoing_password=PASSWORD)


def current(desk: Desk) -> ShiftRow | None:
    """Return the shift in charge."""
    with desk.access.store.read() as session:
        return in_charge(session)


def known(desk: Desk, shift: str) -> ShiftDetail:
    """Return everything about a shift that must be there."""
    with desk.access.store.read() as session:
        found = detail(session, shift)
    assert found is not None
    return found
