"""A room whose roster is made, in a database of the test's own."""

from __future__ import annotations

import pytest

from dutyroom.store.engine import Store
from tests.registers.roster import roster_kit
from tests.registers.roster.roster_kit import Room


@pytest.fixture
def room(store: Store) -> Room:
    """A room with seven officers and three leaders, in November."""
    return roster_kit.room(store)
