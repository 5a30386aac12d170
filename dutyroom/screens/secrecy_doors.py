# ruff: noqa: PLC0415 - loading here and not above is what this module is for
"""Open the screens of article 18; each is loaded when it is opened, as in `doors`."""

from __future__ import annotations

from datetime import date
from typing import Any

from textual.app import App
from textual.screen import Screen


def visitors() -> Screen[None]:
    """Return the visitors."""
    from dutyroom.screens.visitors import VisitorsScreen

    return VisitorsScreen()


def custody() -> Screen[None]:
    """Return the documents by number."""
    from dutyroom.screens.custody import CustodyScreen

    return CustodyScreen()


async def visitor_sheet(app: App[Any], day: date) -> None:
    """Print or save the visitors of a day."""
    from dutyroom.screens.visitor_paper import ask_visitor_sheet

    await ask_visitor_sheet(app, day)
