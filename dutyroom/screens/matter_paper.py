"""The sheet of a matter: on paper, or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.i18n import _
from dutyroom.screens.paper import ask_paper, make

if TYPE_CHECKING:
    from dutyroom.documents.paper import Paper
    from dutyroom.registers.matters.line import MatterRow
    from dutyroom.store.session import Session


async def ask_matter_sheet(app: App[Any], row: MatterRow) -> None:
    """Print or save the sheet of a matter.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        row: The matter.
    """
    from dutyroom.documents.matter_sheet import matter_sheet  # noqa: PLC0415 - when it is wanted
    from dutyroom.registers.matters.detail import detail  # noqa: PLC0415 - when it is wanted

    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    unit, now = host.desk.settings.unit, host.clock.now()

    def read(session: Session) -> Paper | None:
        found = detail(session, row.id)
        return matter_sheet(found, unit=unit.name or unit.code, printed_at=now) if found else None

    title = _("Matter sheet {number}").format(number=row.label)
    await ask_paper(app, title, f"matter-{row.label}", lambda: host.desk.read(read), make)
