"""The roster in force as it is posted: on paper, or saved where the officer wants it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.desk.rosters import make_wall
from dutyroom.documents.roster_table import read_wall
from dutyroom.i18n import _
from dutyroom.screens.paper import ask_paper

if TYPE_CHECKING:
    from dutyroom.documents.roster_table import WallRoster


async def ask_wall(app: App[Any], first: date, last: date) -> None:
    """Print or save the roster in force for some days.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        first: First duty day.
        last: Last duty day, included.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    unit, now = host.desk.settings.unit, host.clock.now()

    async def read() -> WallRoster | None:
        return await host.desk.read(
            lambda session: read_wall(session, first, last, unit=unit, printed_at=now)
        )

    name = _("roster-{day}").format(day=f"{first:%Y-%m}")
    title = _("Roster of {first} to {last}").format(first=first, last=last)
    await ask_paper(app, title, name, read, make_wall)
