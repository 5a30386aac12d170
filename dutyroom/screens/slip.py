"""The call slip of one call: on paper, or saved where the officer wants it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.i18n import _
from dutyroom.screens.paper import ask_paper
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.documents.slip import CallSlip
    from dutyroom.registers.calls.reading import CallRow


async def ask_slip(app: App[Any], row: CallRow) -> None:
    """Ask where to, then print or save the slip of a call.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        row: The call.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    call, now = row.id, host.clock.now()
    label = shown(row.label, limit=12).plain

    async def read() -> CallSlip | None:
        return await host.desk.ask(lambda registers: registers.slip(call, now))

    title, name = _("Call slip {number}"), _("slip-{number}")
    await ask_paper(app, title.format(number=label), name.format(number=label), read, _make)


def _make(slip: CallSlip, path: Path | None) -> str:
    """Print the slip, or save it; return what is said."""
    from dutyroom.desk.papers import print_slip, save_slip  # noqa: PLC0415 - loads documents

    return print_slip(slip) if path is None else save_slip(slip, path)
