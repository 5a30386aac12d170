# ruff: noqa: PLC0415 - loading here and not above is what this module is for
"""Open the screens of people, accounts and the shift; each is loaded when it is opened."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen


def on_duty() -> Screen[None]:
    """Return the shift in charge."""
    from dutyroom.screens.on_duty import OnDutyScreen

    return OnDutyScreen()


def accounts() -> Screen[None]:
    """Return the accounts."""
    from dutyroom.screens.accounts import AccountsScreen

    return AccountsScreen()


def people() -> Screen[None]:
    """Return the register of people."""
    from dutyroom.screens.people import PeopleScreen

    return PeopleScreen()


def person(identity: str) -> Screen[None]:
    """Return the form of somebody by id; empty: of somebody new."""
    from dutyroom.screens.person import PersonScreen

    return PersonScreen(identity)


def unit() -> Screen[None]:
    """Return the unit."""
    from dutyroom.screens.unit import UnitScreen

    return UnitScreen()


async def people_import(app: App[Any]) -> None:
    """Import officers and leaders."""
    from dutyroom.screens.people_papers import ask_people_import

    await ask_people_import(app)


async def people_export(app: App[Any]) -> None:
    """Export officers and leaders."""
    from dutyroom.screens.people_papers import ask_people_export

    await ask_people_export(app)
