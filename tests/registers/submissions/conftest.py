"""A duty room whose roster is submitted, in a database of the test's own."""

from __future__ import annotations

import pytest

from dutyroom.store.engine import Store
from tests.registers.roster.roster_kit import Room, room
from tests.registers.submissions.submission_kit import morning


@pytest.fixture
def duty_room(store: Store) -> Room:
    """A duty room in September."""
    made = room(store)
    made.go_to(morning(1))
    return made
