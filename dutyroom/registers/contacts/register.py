"""The address book as the ledger knows it."""

from __future__ import annotations

from typing import Final

from dutyroom.registers.contacts.projection import project
from dutyroom.registers.contacts.tables import ContactNumber, ContactRecord
from dutyroom.registers.register import Register

CONTACTS: Final = Register(
    name="contacts",
    prefixes=("contacts.",),
    project=project,
    tables=(ContactNumber, ContactRecord),  # numbers first: they point at their contact
)
"""Units, people and the numbers behind them."""
