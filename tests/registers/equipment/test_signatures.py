"""Whoever signs a check proves who they are, where the desk has accounts."""

from __future__ import annotations

import pytest

from dutyroom.registers.accounts import reading
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.equipment import checking, editing, sheets, signatures
from dutyroom.registers.equipment.acting import Act, EquipmentRefused
from dutyroom.registers.equipment.facts import Check, Proof, Signature, new_id
from dutyroom.registers.equipment.sheets import SheetRow
from dutyroom.screens import check_signature
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.store.engine import Store
from tests.registers.accounts import account_kit as kit
from tests.registers.shifts import shift_kit


@pytest.fixture
def desk(store: Store) -> kit.Desk:
    """Return a desk with accounts where nobody is in charge yet."""
    return kit.desk(store)


def filled(desk: kit.Desk, name: str) -> str:
    """Fill in a check of the start, up to its signature; return its id."""
    access, sheet = desk.access, new_id()
    act = Act(desk.clock.now(), access.place, name)
    with access.store.read() as session:
        access.ledger.record(*editing.adopt(session, act, "department"))
    with access.store.read() as session:
        access.ledger.record(*checking.begin(session, act, SheetKind.START, sheet))
    with access.store.read() as session:
        found = sheets.get(session, sheet)
    assert found is not None
    for item in found.items:
        with access.store.read() as session:
            access.ledger.record(*checking.look(session, act, sheet, Check(item.key, State.OK)))
    return sheet


def signed(desk: kit.Desk, sheet: str, name: str, signature: Signature) -> SheetRow:
    """Sign a check."""
    access = desk.access
    act = Act(desk.clock.now(), access.place, name)
    with access.store.read() as session:
        access.ledger.record(*checking.sign(session, act, sheet, signature=signature))
    with access.store.read() as session:
        found = sheets.get(session, sheet)
    assert found is not None
    return found.row


def test_the_relief_signs_by_password(desk: kit.Desk) -> None:
    """Before anybody is in charge: a name that is typed signs nothing."""
    name = desk.officer.name
    sheet = filled(desk, name)
    with desk.access.store.read() as session:
        asked = signatures.asked_of(session, name, sat="", seat="")
        found = sheets.get(session, sheet)
    assert found is not None
    assert check_signature.signing(found, asked).blanks[-1].secret
    with pytest.raises(AccessRefused, match="not right"):
        signatures.proven(desk.access, name, sat="", password="guessed")  # noqa: S106 - a wrong one
    with pytest.raises(EquipmentRefused, match="proves who"):
        signed(desk, sheet, name, Signature())
    desk.clock.advance(60)
    proof = signatures.proven(desk.access, name, sat="", password=kit.PASSWORD)
    assert proof == Signature(Proof.PASSWORD, desk.officer.id)
    row = signed(desk, sheet, name, proof)
    assert (row.signed_by, row.proof) == (name, Proof.PASSWORD)


def test_whoever_has_no_account_signs_nothing(desk: kit.Desk) -> None:
    """It says who can, and that nobody is kept from the desk by it."""
    with pytest.raises(EquipmentRefused, match="路人 has no account"):
        signatures.proven(desk.access, "路人", sat="", password=kit.PASSWORD)


def test_the_officer_in_charge_has_proven_it_at_sign_on(desk: kit.Desk) -> None:
    """At the desk where they signed on, and nobody else in their name."""
    shift_kit.sign_on(desk, desk.officer)
    name = desk.officer.name
    with desk.access.store.read() as session:
        opened = [s for s in reading.open_sessions(session) if s.person == desk.officer.id][-1]
    proof = signatures.proven(desk.access, name, sat=opened.id)
    assert proof == Signature(Proof.SESSION, desk.officer.id)
    with pytest.raises(AccessRefused):
        signatures.proven(desk.access, name, sat="")
    with pytest.raises(AccessRefused):
        signatures.proven(desk.access, desk.leader.name, sat=opened.id)
