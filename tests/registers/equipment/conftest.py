"""What the tests of the equipment share."""

from __future__ import annotations

import pytest

from dutyroom.store.engine import Store
from tests.registers.equipment.equipment_kit import EquippedDesk


@pytest.fixture
def desk(store: Store) -> EquippedDesk:
    """A desk that has no checklist yet."""
    return EquippedDesk(store)
