"""A sheet of any register: on paper, or saved where the officer wants it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.saving import may_write, path_wrong, with_suffix

if TYPE_CHECKING:
    from dutyroom.documents.paper import Paper

_PRINT = "print"

Sheet = TypeVar("Sheet")


def make(paper: Paper, path: Path | None) -> str:
    """Print a sheet, or save it.

    Args:
        paper: The sheet.
        path: Where to; None: the printer.

    Returns:
        What is said to the user.
    """
    from dutyroom.desk.papers import print_paper, save_paper  # noqa: PLC0415 - loads documents

    return print_paper(paper) if path is None else save_paper(paper, path)


async def ask_paper(
    app: App[Any],
    title: str,
    name: str,
    read: Callable[[], Awaitable[Sheet | None]],
    made: Callable[[Sheet, Path | None], str],
) -> None:
    """Ask where to, then print or save a sheet.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        title: Name of the form, translated, with its number.
        name: Name of the file, without ending; made by the program, never foreign text.
        read: Reads what the sheet holds; None: what it is about is gone.
        made: Prints it, or saves it under a path; called in a thread. `make`, for a `Paper`.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    answer = await app.push_screen_wait(doors.question(_question(title, name)))
    if answer is None:
        return
    path = None if answer["way"] == _PRINT else with_suffix(answer["path"], answer["way"])
    if path is not None and not await may_write(app, path):
        return
    try:
        sheet = await read()
        if sheet is None:
            host.tell(_("There is nothing to print any more."), wrong=True)
            return
        host.tell(_("The page is being made."))
        host.tell(await asyncio.to_thread(made, sheet, path))
    except (DeskError, PlainError) as error:
        host.tell(str(error), wrong=True)


def _question(title: str, name: str) -> Question:
    """Return what is asked."""
    ways = (
        (_("Print on the system's printer"), _PRINT),
        (_("Save as PDF"), "pdf"),
        (_("Save as spreadsheet (XLSX)"), "xlsx"),
        (_("Save as plain text; needs no fonts"), "txt"),
    )
    return Question(
        title,
        Content(""),
        _("Go on"),
        (
            Blank("way", _("What to do"), _PRINT, required=True, choices=ways),
            Blank("path", _("File, if saved"), "~/" + name, longest=1000, path=True),
        ),
        check=_wrong,
    )


def _wrong(answer: Mapping[str, str]) -> str:
    """Return why the sheet cannot be saved there."""
    return "" if answer["way"] == _PRINT else path_wrong(answer["path"])
