# ruff: noqa: PLC0415 - loading here and not above is what this module is for
"""Open the equipment check and what stands behind it; each is loaded when it is opened."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen


def equipment() -> Screen[None]:
    """Return the equipment check."""
    from dutyroom.screens.equipment import EquipmentScreen

    return EquipmentScreen()


def end_check() -> Screen[None]:
    """Return the check at the end of the shift; the comparison follows on its signature."""
    from dutyroom.screens.end_check import EndCheckScreen

    return EndCheckScreen()


def checklist() -> Screen[None]:
    """Return the checklist, to change it."""
    from dutyroom.screens.checklist import ChecklistScreen

    return ChecklistScreen()


def comparison() -> Screen[None]:
    """Return the last checks of start and end side by side."""
    from dutyroom.screens.comparison import ComparisonScreen

    return ComparisonScreen()


def fault_tickets() -> Screen[None]:
    """Return the fault tickets."""
    from dutyroom.screens.fault_tickets import FaultsScreen

    return FaultsScreen()


def stock() -> Screen[None]:
    """Return the emergency stock."""
    from dutyroom.screens.stock import StockScreen

    return StockScreen()


async def check_sheet(app: App[Any], sheet: str) -> None:
    """Print or save a check sheet."""
    from dutyroom.screens.equipment_papers import ask_check_sheet

    await ask_check_sheet(app, sheet)


async def fault_ledger(app: App[Any]) -> None:
    """Print or save the fault ledger."""
    from dutyroom.screens.equipment_papers import ask_fault_ledger

    await ask_fault_ledger(app)
