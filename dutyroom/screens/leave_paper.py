"""The forms of leave and swaps on paper or in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.documents.leave_form import leave_form
from dutyroom.documents.swap_form import swap_form
from dutyroom.i18n import _
from dutyroom.registers.leave import reading
from dutyroom.registers.swaps import reading as swaps
from dutyroom.screens.paper import ask_paper, make
from dutyroom.widgets.moments import local

if TYPE_CHECKING:
    from dutyroom.documents.paper import Paper
    from dutyroom.store.session import Session


async def ask_leave_form(app: App[Any], leave: str) -> None:
    """Ask where to, then print or save the form of a leave.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        leave: Id of the leave.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    unit, now = host.desk.settings.unit, host.clock.now()

    def made(session: Session) -> Paper | None:
        row = reading.get(session, leave)
        if row is None:
            return None
        known = reading.corrections(session, leave)
        return leave_form(row, known, unit=unit.name or unit.code, now=now)

    async def read() -> Paper | None:
        return await host.desk.read(made)

    name = _("leave-{day}").format(day=f"{local(now):%Y%m%d-%H%M}")
    await ask_paper(app, _("Leave form"), name, read, make)


async def ask_swap_form(app: App[Any], swap: str) -> None:
    """Ask where to, then print or save the form of a swap.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        swap: Id of the swap.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    unit, now = host.desk.settings.unit, host.clock.now()

    async def read() -> Paper | None:
        row = await host.desk.read(lambda session: swaps.get(session, swap))
        return swap_form(row, unit=unit.name or unit.code, now=now) if row else None

    name = _("swap-{day}").format(day=f"{local(now):%Y%m%d-%H%M}")
    await ask_paper(app, _("Swap form"), name, read, make)
