# ruff: noqa: PLC0415 - loading here and not above is what this module is for
"""Open the screens of the handover; each is loaded when it is opened."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen


def handover() -> Screen[None]:
    """Return the handover of the shift in charge."""
    from dutyroom.screens.handover import HandoverScreen

    return HandoverScreen()


def relieving() -> Screen[None]:
    """Return the handover of the shift in charge, for a relief above the locked console."""
    from dutyroom.screens.relieving import RelievingScreen

    return RelievingScreen()


async def let_relieve(app: App[Any]) -> bool:
    """Have a relief go on with the open handover; arguments and answer are those of `relieving`."""
    from dutyroom.screens.relieving import let_relieve

    return await let_relieve(app)


def handovers() -> Screen[None]:
    """Return the signed handovers."""
    from dutyroom.screens.handovers import HandoversScreen

    return HandoversScreen()


def signed_list(of_handover: str, *, first_look: bool = False) -> Screen[None]:
    """Return the list of a signed handover; for the relief only what is pending."""
    from dutyroom.screens.handovers import SignedListScreen

    return SignedListScreen(of_handover, first_look=first_look)
