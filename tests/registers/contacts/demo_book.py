"""The demo unit's address book, for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from dutyroom.clock import FrozenClock
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.preview import preview
from dutyroom.registers.contacts.reading import everything
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.sheets.staging import carry_out
from dutyroom.store.engine import Store
from dutyroom.store.facts import Place

NOW = datetime(2026, 11, 23, 8, 57, tzinfo=UTC)
AREA = "0480"
"""The demo unit's area code; no city has it."""


def load(store: Store, rows: Sequence[Sequence[str]]) -> int:
    """Import rows and return how many facts that took."""
    with store.read() as session:
        found = preview(rows, everything(session), AreaCodes.load(), area_code=AREA)
    facts = found.facts(NOW, Place("yunling"), actor="李建国", source="test")
    for _done in carry_out(store, Ledger(store, FrozenClock(NOW)), facts, NOW):
        pass
    return len(facts)
