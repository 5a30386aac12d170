"""A desk with accounts on National Day, in a database of the test's own."""

from __future__ import annotations

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.store.engine import Store
from tests.registers.accounts import account_kit
from tests.registers.accounts.account_kit import Desk
from tests.registers.reports.report_kit import AFTERNOON


@pytest.fixture
def desk(store: Store) -> Desk:
    """A desk with an administrator, an officer and a leader."""
    return account_kit.desk(store, FrozenClock(AFTERNOON))
