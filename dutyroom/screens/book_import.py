"""Import a spreadsheet into the address book: read it, look at what changes, carry it out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.progress import Progress
from dutyroom.widgets.path_suggester import chosen

if TYPE_CHECKING:
    from dutyroom.registers.contacts.changes import Preview
    from dutyroom.store.facts import Fact


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
    preview = await _previewed(app, path)
    if preview is None or not await app.push_screen_wait(doors.import_preview(preview)):
        return False
    now, place, actor = host.clock.now(), host.desk.place(), host.officer
    facts = await asyncio.to_thread(preview.facts, now, place, actor=actor, source=path.stem)
    return await _carried_out(app, facts)


async def _previewed(app: App[Any], path: Path) -> Preview | None:
    """Return what a file would change; None where it cannot be used, which is then said."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    found: list[Preview] = []

    async def task(_progress: Progress) -> str:
        found.append(await host.desk.work(lambda registers: registers.preview(path)))
        return ""

    words = _("It is compared with the book; nothing is changed yet.")
    await app.push_screen_wait(
        doors.progress(_("Reading the file"), lambda _done: words, task, stops=False)
    )
    return found[0] if found else None


async def _carried_out(app: App[Any], facts: Sequence[Fact]) -> bool:
    """Bring facts into the book, with progress; return whether that was done."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now = host.clock.now()

    async def task(progress: Progress) -> str:
        async for done in host.desk.steps(lambda registers: registers.importing(facts, now)):
            progress.done = done
        return _("{count} entries imported.").format(count=len(facts))

    dialog = doors.progress(
        _("Importing"),
        lambda done: _("{count} of {all} entries").format(count=done, all=len(facts)),
        task,
        stops=False,
    )
    said = await app.push_screen_wait(dialog)
    if said:
        host.tell(said)
    return bool(said)


def _question() -> Question:
    """Return what is asked."""
    return Question(
        _("Import into the address book"),
        Content(
            _(
                "An XLSX or CSV file with a heading row. You see first what would change; nothing "
                "is removed because the file does not name it."
            )
        ),
        _("Go on"),
        (Blank("path", _("File"), "~/", required=True, longest=1000, path=True),),
        check=_wrong,
    )


def _wrong(answer: Mapping[str, str]) -> str:
    """Return why nothing can be read."""
    path = chosen(answer["path"])
    return "" if path is not None and path.is_file() else _("There is no such file.")
