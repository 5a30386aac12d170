"""The tables that the code declares are those that the migration makes."""

from __future__ import annotations

import pytest

from dutyroom.registers.people.register import PEOPLE_REGISTER
from dutyroom.registers.register import Register
from dutyroom.registers.unit.register import UNIT
from dutyroom.store.engine import Store
from tests.registers.projection_kit import migrated_differences


@pytest.mark.parametrize("register", [PEOPLE_REGISTER, UNIT], ids=lambda each: each.name)
def test_the_migration_makes_what_the_code_declares(store: Store, register: Register) -> None:
    assert migrated_differences(store, register) == []
