# ruff: noqa: PLC0415 - loading here and not above is what this module is for
"""Open the screens of people, accounts and the shift; each is loaded when it is opened."""

from __future__ import annotations

from textual.screen import Screen


def on_duty() -> Screen[None]:
    """Return the shift in charge."""
    from dutyroom.screens.on_duty import OnDutyScreen

    return OnDutyScreen()
