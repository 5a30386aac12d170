"""A file that is kept with a matter, saved where the officer says."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.documents.destination import destination
from dutyroom.documents.plain import printable
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.matters import attaching
from dutyroom.registers.matters.detail import AttachmentRow, MatterDetail
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.saving import may_write, path_wrong
from dutyroom.widgets.path_suggester import chosen
from dutyroom.widgets.shown import shown


async def ask_file(app: App[Any], detail: MatterDetail) -> None:
    """Ask which file is saved where, and save it; nothing but what was attached is.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        detail: The matter.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    row = await _which(app, detail.attachments)
    if row is None:
        return
    words = Content(_("It is opened with the computer's own programs, at your own risk."))
    blank = Blank("path", _("File"), f"~/{offered_name(row.name)}", True, longest=1000, path=True)
    question = Question(_("Save a file"), words, _("Save"), (blank,), check=_wrong)
    answer = await app.push_screen_wait(doors.question(question))
    path = chosen(answer["path"]) if answer is not None else None
    if path is None or not await may_write(app, path):
        return
    try:
        await asyncio.to_thread(_save, host.desk.places.attachments, row.sha256, path)
    except PlainError as error:
        host.tell(str(error), wrong=True)
        return
    host.tell(_("Saved as {path}.").format(path=path))


async def _which(app: App[Any], files: tuple[AttachmentRow, ...]) -> AttachmentRow | None:
    """Return the file that is meant; it is asked for where there are several."""
    if len(files) <= 1:
        return next(iter(files), None)
    choices = [(shown(row.name, limit=60).plain, str(at)) for at, row in enumerate(files)]
    blank = Blank("file", _("File"), "0", required=True, choices=choices)
    question = Question(_("Save a file"), Content(_("Which one?")), _("Go on"), (blank,))
    answer = await app.push_screen_wait(doors.question(question))
    return None if answer is None else files[int(answer["file"])]


def offered_name(name: str) -> str:
    """Return the name under which a file is offered to be saved; its own is foreign text."""
    own = Path(printable(name, lines=False).replace("\\", "/")).name.lstrip(".~ ")
    return own or "attachment"


def _wrong(answer: Mapping[str, str]) -> str:
    """Return why nothing can be saved there."""
    return path_wrong(answer["path"])


def _save(folder: Path, sha256: str, path: Path) -> None:
    """Save a copy: whole, or not at all."""
    with destination(path) as out:
        attaching.copy_out(folder, sha256, out)
