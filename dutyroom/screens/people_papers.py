"""Bring people in from a spreadsheet, and write them into one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.desk.people_papers import compare, export
from dutyroom.i18n import _
from dutyroom.registers.people import reading
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts.needed import sparing
from dutyroom.screens import doors, importing
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.saving import may_write, path_wrong, with_suffix
from dutyroom.standard.clocks import local_date
from dutyroom.widgets.path_suggester import chosen

if TYPE_CHECKING:
    from dutyroom.registers.people.changes import Preview
    from dutyroom.store.session import Session


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

    async def look() -> Preview:
        everybody = await _everybody(host)
        seen = await host.desk.work(lambda _registers: compare(path, everybody))
        today = local_date(host.clock.now())
        return await host.desk.read(lambda session: sparing(session, seen, today))

    words = _("It is compared with the register; nothing is changed yet.")
    seen = await importing.compared(app, words, look)
    if seen is None or not await app.push_screen_wait(doors.import_preview(seen)):
        return
    facts = seen.facts(host.clock.now(), host.desk.place(), actor=host.officer)
    if await importing.carried_out(app, facts):
        host.look_again()


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


async def _everybody(host: Host) -> list[Person]:
    """Return everybody who is not retired."""

    def look(session: Session) -> list[Person]:
        return reading.everybody(session)

    return await host.desk.read(look)


def _which() -> Question:
    """Return which file is imported."""
    return importing.which_file(
        _("Import officers and leaders"),
        _(
            "An XLSX or CSV file with a heading row. You see first what would change; nobody "
            "is retired because the file does not name them."
        ),
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
