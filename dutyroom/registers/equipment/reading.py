"""What the equipment answers to sign-on, handover and the screens, in one place.

Sign-on and handover need `open_faults`, `latest_sheet` and `differences`.
"""

from __future__ import annotations

from dutyroom.registers.equipment.entries import EntryRow
from dutyroom.registers.equipment.faults import FaultRow, every_fault, histories, open_faults, steps
from dutyroom.registers.equipment.lists import Checklist, in_force
from dutyroom.registers.equipment.sheets import (
    Sheet,
    SheetRow,
    differences,
    going_on,
    latest_sheet,
)
from dutyroom.registers.equipment.stocks import StockRow, in_stock, room

__all__ = [
    "Checklist",
    "EntryRow",
    "FaultRow",
    "Sheet",
    "SheetRow",
    "StockRow",
    "differences",
    "every_fault",
    "going_on",
    "histories",
    "in_force",
    "in_stock",
    "latest_sheet",
    "open_faults",
    "room",
    "steps",
]
