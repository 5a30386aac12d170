"""The visitors of a day on paper or in a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.documents.visitor_sheet import visitor_sheet
from dutyroom.i18n import _
from dutyroom.registers.visitors import reading
from dutyroom.screens.paper import ask_paper, make

if TYPE_CHECKING:
    from dutyroom.documents.paper import Paper
    from dutyroom.store.session import Session


async def ask_visitor_sheet(app: App[Any], day: date) -> None:
    """Ask where to, then print or save the visitors of a day.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        day: The day, in Beijing time.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    unit, now = host.desk.settings.unit, host.clock.now()

    def made(session: Session) -> Paper:
        rows = reading.of_day(session, day)
        known = reading.changes(session, [row.id for row in rows])
        return visitor_sheet(day, rows, known, unit=unit.name or unit.code, now=now)

    async def read() -> Paper:
        return await host.desk.read(made)

    name = _("visitors-{day}").format(day=f"{day:%Y%m%d}")
    await ask_paper(app, _("Visitors of a day"), name, read, make)
