"""Bring people in from a spreadsheet, and write them into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.desk.people_papers import compare, export
from dutyroom.i18n import _
from dutyroom.registers.people import reading
from dutyroom.registers.people.person import Person
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.progress import Progress
from dutyroom.screens.saving import may_write, path_wrong, with_suffix
from dutyroom.widgets.path_suggester import chosen

if TYPE_CHECKING:
    from sqlmodel import Session

    from dutyroom.registers.people.changes import Preview
    from dutyroom.store.facts import Fact


async def ask_people_import(app: App[Any]) -> None:
    """Ask for a file, show what it would change, and import it where that is wanted.

    Args:
        app: The app, which is a `Host`; must run in a worker.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    answer = await app.push_screen_wait(doors.question(_which()))
    path = chosen(answer["path"]) if answer is not None else None
    if path is None:
        return
    seen = await _compared(app, path)
    if seen is None or not await app.push_screen_wait(doors.import_preview(seen)):
        return
    await _carried_out(app, seen.facts(host.clock.now(), host.desk.place(), actor=host.officer))


async def ask_people_export(app: App[Any]) -> None:
    """Ask for a file, and write everybody into it.

    Args:
        app: The app, which is a `Host`; must run in a worker.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    answer = await app.push_screen_wait(doors.question(_where()))
    if answer is None:
        return
    path = with_suffix(answer["path"], answer["form"])
    if not await may_write(app, path):
        return
    try:
        everybody = await _everybody(host)
        count = await host.desk.work(lambda _registers: export(path, everybody))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return
    host.tell(_("{count} people written to {path}.").format(count=count, path=path))


async def _compared(app: App[Any], path: Path) -> Preview | None:
    """Return what a file would change; None where it cannot be used, which is then said."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    found: list[Preview] = []

    async def task(_progress: Progress) -> str:
        everybody = await _everybody(host)
        found.append(await host.desk.work(lambda _registers: compare(path, everybody)))
        return ""

    words = _("It is compared with the register; nothing is changed yet.")
    await app.push_screen_wait(
        doors.progress(_("Reading the file"), lambda _done: words, task, stops=False)
    )
    return found[0] if found else None


async def _carried_out(app: App[Any], facts: Sequence[Fact]) -> None:
    """Bring facts into the register, with progress."""
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
    if said := await app.push_screen_wait(dialog):
        host.tell(said)
        host.look_again()


async def _everybody(host: Host) -> list[Person]:
    """Return everybody who is not retired."""

    def look(session: Session) -> list[Person]:
        return reading.everybody(session)

    return await host.desk.read(look)


def _which() -> Question:
    """Return which file is imported."""
    return Question(
        _("Import officers and leaders"),
        Content(
            _(
                "An XLSX or CSV file with a heading row. You see first what would change; nobody "
                "is retired because the file does not name them."
            )
        ),
        _("Go on"),
        (Blank("path", _("File"), "~/", required=True, longest=1000, path=True),),
        check=_file_wrong,
    )


def _where() -> Question:
    """Return where everybody is written."""
    forms = (("XLSX", "xlsx"), ("CSV", "csv"))
    return Question(
        _("Export officers and leaders"),
        Content(_("The file can be imported again without a difference.")),
        _("Export"),
        (
            Blank("form", _("As"), "xlsx", required=True, choices=forms, line=True),
            Blank("path", _("File"), "~/people", required=True, longest=1000, path=True),
        ),
        check=lambda answers: path_wrong(answers["path"]),
    )


def _file_wrong(answer: Mapping[str, str]) -> str:
    """Return why nothing can be read."""
    path = chosen(answer["path"])
    return "" if path is not None and path.is_file() else _("There is no such file.")
