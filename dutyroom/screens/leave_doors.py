# ruff: noqa: PLC0415 - loading here and not above is what this module is for
"""Open the screens of leave and swaps; each is loaded when it is opened, as in `doors`."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen


def leave() -> Screen[None]:
    """Return the whereabouts board."""
    from dutyroom.screens.leave import LeaveScreen

    return LeaveScreen()


def swaps() -> Screen[None]:
    """Return the swaps."""
    from dutyroom.screens.swaps import SwapsScreen

    return SwapsScreen()


async def leave_form(app: App[Any], leave: str) -> None:
    """Print or save the form of a leave."""
    from dutyroom.screens.leave_paper import ask_leave_form

    await ask_leave_form(app, leave)


async def swap_form(app: App[Any], swap: str) -> None:
    """Print or save the form of a swap."""
    from dutyroom.screens.leave_paper import ask_swap_form

    await ask_swap_form(app, swap)


async def ask_swap(app: App[Any], slot: str = "", giver: str = "") -> None:
    """Ask for a swap, also of a shift that is chosen already."""
    from dutyroom.screens.swap_asking import ask_swap as ask

    await ask(app, slot=slot, giver=giver)


def compensation() -> Screen[None]:
    """Return everybody's balances of compensatory leave."""
    from dutyroom.screens.compensation import CompensationScreen

    return CompensationScreen()


def credits() -> Screen[None]:  # noqa: A001 - what they are called
    """Return what ended shifts have earned."""
    from dutyroom.screens.compensation import CreditsScreen

    return CreditsScreen()


def statement(person: str, name: str) -> Screen[None]:
    """Return somebody's ledger."""
    from dutyroom.screens.statement import StatementScreen

    return StatementScreen(person, name)
