"""A room of contract staff, in a database of the test's own."""

from __future__ import annotations

import pytest

from dutyroom.store.engine import Store
from tests.registers.admissions.admission_kit import hire
from tests.registers.roster import roster_kit
from tests.registers.roster.roster_kit import Room


@pytest.fixture
def room(store: Store) -> Room:
    """A room of contract staff with three leaders, in November."""
    made = roster_kit.room(store)
    for number in range(7):
        hire(made, f"o{number}")
    return made
