"""The wishes of a month on paper or in a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.documents.wish_sheet import wish_sheet
from dutyroom.i18n import _
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.wishes import reading
from dutyroom.registers.wishes.granting import granted
from dutyroom.screens.paper import ask_paper, make

if TYPE_CHECKING:
    from dutyroom.documents.paper import Paper
    from dutyroom.store.session import Session


async def ask_wish_sheet(app: App[Any], month: tuple[date, date], today: date) -> None:
    """Ask where to, then print or save the wishes that stand of a month.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        month: Its first and last day.
        today: The duty day.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    unit, now = host.desk.settings.unit, host.clock.now()
    labels = planning(host.desk.settings).labels

    def made(session: Session) -> Paper:
        rows = granted(session, reading.standing(session, *month), today)
        return wish_sheet(month, rows, labels, unit=unit.name or unit.code, now=now)

    async def read() -> Paper:
        return await host.desk.read(made)

    name = _("wishes-{month}").format(month=f"{month[0]:%Y%m}")
    await ask_paper(app, _("Wishes for and against duty"), name, read, make)
