"""The call slip of one call: on paper, or saved where the officer wants it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.saving import may_write, path_wrong, with_suffix
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.documents.slip import CallSlip
    from dutyroom.registers.calls.reading import CallRow

_PRINT = "print"


async def ask_slip(app: App[Any], row: CallRow) -> None:
    """Ask where to, then print or save the slip of a call.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        row: The call.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    answer = await app.push_screen_wait(doors.question(_question(row)))
    if answer is None:
        return
    path = None if answer["way"] == _PRINT else with_suffix(answer["path"], answer["way"])
    if path is not None and not await may_write(app, path):
        return
    call, now = row.id, host.clock.now()
    try:
        slip = await host.desk.ask(lambda registers: registers.slip(call, now))
        if slip is None:
            host.tell(_("This call is not in the log."), wrong=True)
            return
        host.tell(_("The slip is being made."))
        host.tell(await asyncio.to_thread(_make, slip, path))
    except (DeskError, PlainError) as error:
        host.tell(str(error), wrong=True)


def _make(slip: CallSlip, path: Path | None) -> str:
    """Print the slip, or save it; return what is said."""
    from dutyroom.desk.papers import print_slip, save_slip  # noqa: PLC0415 - loads documents

    return print_slip(slip) if path is None else save_slip(slip, path)


def _question(row: CallRow) -> Question:
    """Return what is asked."""
    ways = (
        (_("Print on the system's printer"), _PRINT),
        (_("Save as PDF"), "pdf"),
        (_("Save as spreadsheet (XLSX)"), "xlsx"),
        (_("Save as plain text; needs no fonts"), "txt"),
    )
    label = shown(row.label, limit=12).plain
    name = _("slip-{number}").format(number=label)
    return Question(
        _("Call slip {number}").format(number=label),
        Content(""),
        _("Go on"),
        (
            Blank("way", _("What to do"), _PRINT, required=True, choices=ways),
            Blank("path", _("File, if saved"), "~/" + name, longest=1000, path=True),
        ),
        check=_wrong,
    )


def _wrong(answer: Mapping[str, str]) -> str:
    """Return why the slip cannot be saved there."""
    return "" if answer["way"] == _PRINT else path_wrong(answer["path"])
