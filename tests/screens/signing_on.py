"""Sign on at the console, as an officer does it."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Input

from dutyroom.app import DutyApp
from dutyroom.screens.sign_on import SignOnScreen
from dutyroom.widgets.pick import Pick
from tests.registers.accounts.account_kit import PASSWORD
from tests.screens.driving import press, type_text, until


async def opens(pilot: Pilot[int]) -> SignOnScreen:
    """Wait for the form to be filled with what is known."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, SignOnScreen), "the form of sign-on")
    screen = app.screen
    assert isinstance(screen, SignOnScreen)
    await until(pilot, lambda: screen.query_one("#arrived", Input).value, "what is known")
    await pilot.pause()
    return screen


async def fill(
    pilot: Pilot[int], officer: str, *, leader: str = "zgq", password: str = PASSWORD,
    outgoing: str = "",
) -> None:  # fmt: skip
    """Fill the form from top to bottom with the keys alone.

    Args:
        pilot: Drives the console.
        officer: Initials of whoever signs on; empty: stands there already.
        leader: Initials of the leader.
        password: Password of whoever signs on.
        outgoing: Password of whoever is relieved; empty: not given.
    """
    screen = await opens(pilot)
    screen.query_one("#officer Input", Input).focus()
    if officer:
        await type_text(pilot, officer)
    await press(pilot, "tab", "tab", "right", "tab", "right", "tab")
    assert [screen.query_one(f"#{name}", Pick).value for name in ("sober", "fit")] == ["yes"] * 2
    await type_text(pilot, leader)
    await press(pilot, "tab", "right", "tab", "right", "tab")
    await type_text(pilot, password)
    if outgoing:
        await press(pilot, "tab")
        await type_text(pilot, outgoing)
    await pilot.pause(0.3)


async def signed_on(pilot: Pilot[int], officer: str) -> None:
    """Wait until somebody is in charge."""
    app = pilot.app
    assert isinstance(app, DutyApp)
    await until(
        pilot,
        lambda: app.standing.shift is not None and app.standing.shift.officer == officer,
        officer,
    )
