"""A desk at whose console a shift is handed over."""

from __future__ import annotations

from datetime import timedelta

from dutyroom.clock import SystemClock
from dutyroom.config import load_settings
from dutyroom.registers.accounts import administration, opening
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.hashing import Hasher
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.equipment import editing
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters import facts as matters
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import signing
from dutyroom.registers.shifts.blockers import NamedLeader, SigningOn
from dutyroom.registers.shifts.kinds import LeaderMode
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Place
from tests.e2e.keeper_desk import KeeperDesk
from tests.registers.accounts.account_kit import (
    ADMIN_PASSWORD,
    FIRST_PASSWORD,
    PASSWORD,
    add_person,
)

OUTGOING, RELIEF, LEADER = "覃小梅", "单明", "曾国强"


def on_duty(desk: KeeperDesk) -> None:
    """Found the desk, give three people accounts, and sign one of them on."""
    store, clock = open_store(desk.places.database), SystemClock()
    settings = load_settings(desk.places.config)
    assert settings is not None
    place = Place(settings.unit.code)
    access = Access(store, Ledger(store, clock), clock, place, Hasher())
    try:
        admin = administration.found(access, {"name": "李建国"}, ADMIN_PASSWORD)
        session = opening.open_session(access, admin.id, ADMIN_PASSWORD).id
        officer = _member(access, session, OUTGOING, "officer", AccountRole.OFFICER)
        _member(access, session, RELIEF, "officer", AccountRole.OFFICER)
        leader = _member(access, session, LEADER, "leader", AccountRole.LEADER)
        named = NamedLeader(LEADER, person=leader.id, mode=LeaderMode.AT_POST, acknowledged=True)
        arrived = clock.now() - timedelta(minutes=12)
        how = settings.roster
        asked = SigningOn(officer.id, arrived, sober=True, fit=True, leader=named, planning=how)
        signing.sign_on(access, asked, password=PASSWORD, reasons={"no-equipment-check": "测试"})
    finally:
        store.close()


def _member(access: Access, session: str, name: str, roles: str, role: AccountRole) -> Person:
    """Give somebody an account with a password of their own."""
    person = add_person(access, name, roles)
    administration.open_account(access, session, person.id, {role}, FIRST_PASSWORD)
    own = opening.open_session(access, person.id, FIRST_PASSWORD).id
    opening.change_password(access, own, FIRST_PASSWORD, PASSWORD)
    return person


def to_hand_over(desk: KeeperDesk) -> None:
    """Open a matter, and take a checklist over."""
    store, clock = open_store(desk.places.database), SystemClock()
    settings = load_settings(desk.places.config)
    assert settings is not None
    place, now = Place(settings.unit.code), clock.now()
    try:
        with store.read() as session:
            listed = editing.adopt(session, Act(now, place, OUTGOING), "department")
        opening_of = matters.Opening("水位超警戒，每小时看一次")
        by = Officer(OUTGOING)
        matter = matters.opened("m1", now, place, by=by, what=opening_of)
        Ledger(store, clock).record(matter, *listed)
    finally:
        store.close()
