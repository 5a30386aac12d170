"""Import a spreadsheet into the address book: read it, look at what changes, carry it out."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.i18n import _
from dutyroom.screens import doors, importing
from dutyroom.screens.asking import Question
from dutyroom.widgets.path_suggester import chosen


async def ask_import(app: App[Any]) -> bool:
    """Ask for a file, show what it would change, and import it where that is wanted.

    Args:
        app: The app, which is a `Host`; must run in a worker.

    Returns:
        Whether something was imported.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    answer = await app.push_screen_wait(doors.question(_question()))
    path = chosen(answer["path"]) if answer is not None else None
    if path is None:
        return False
    words = _("It is compared with the book; nothing is changed yet.")
    preview = await importing.compared(
        app, words, lambda: host.desk.work(lambda registers: registers.preview(path))
    )
    if preview is None or not await app.push_screen_wait(doors.import_preview(preview)):
        return False
    now, place, actor = host.clock.now(), host.desk.place(), host.officer
    facts = await asyncio.to_thread(preview.facts, now, place, actor=actor, source=path.stem)
    return await importing.carried_out(app, facts)


def _question() -> Question:
    """Return what is asked."""
    return importing.which_file(
        _("Import into the address book"),
        _(
            "An XLSX or CSV file with a heading row. You see first what would change; nothing "
            "is removed because the file does not name it."
        ),
    )
