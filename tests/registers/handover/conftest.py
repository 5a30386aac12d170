"""A desk with accounts and an officer on duty, in a database of the test's own."""

from __future__ import annotations

import pytest

from dutyroom.store.engine import Store
from tests.registers.accounts import account_kit
from tests.registers.handover.handover_kit import HandoverDesk


@pytest.fixture
def desk(store: Store) -> HandoverDesk:
    """An officer on duty, a relief with an account, and a leader."""
    return HandoverDesk(account_kit.desk(store))
