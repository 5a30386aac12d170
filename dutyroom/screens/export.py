"""Export the call log of a stretch of days into a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.progress import Progress
from dutyroom.screens.saving import may_write, path_wrong, with_suffix
from dutyroom.standard.clocks import day_after, local_date, midnight


async def ask_export(app: App[Any]) -> None:
    """Ask as what, of which days and where to; then write with progress.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    answer = await app.push_screen_wait(doors.question(_question(local_date(host.now))))
    if answer is None:
        return
    path = with_suffix(answer["path"], answer["form"])
    if not await may_write(app, path):
        return
    start, end = span(answer["first"], answer["last"])

    async def task(progress: Progress) -> str:
        count = await host.desk.work(lambda r: r.export(path, start, end, progress.tell))
        return _("{count} calls written to {path}.").format(count=count, path=path)

    dialog = doors.progress(
        _("Exporting the call log"),
        lambda done: _("{count} calls written. Esc stops; no file is left.").format(count=done),
        task,
        stops=True,
    )
    if said := await app.push_screen_wait(dialog):
        host.tell(said)


def span(first: str, last: str) -> tuple[datetime | None, datetime | None]:
    """Return beginning and end of a stretch of days in Beijing time; the last day is part of it.

    Args:
        first: A date such as `2026-11-01`; empty: from the beginning.
        last: A date; empty: up to now.

    Raises:
        ValueError: A text is no date.
    """
    start = midnight(date.fromisoformat(first)) if first else None
    end = midnight(day_after(date.fromisoformat(last))) if last else None
    return start, end


def _question(today: date) -> Question:
    """Return what is asked; the month up to today stands there."""
    name = _("calls-{month}").format(month=f"{today:%Y-%m}")
    forms = ((_("Spreadsheet (XLSX)"), "xlsx"), (_("CSV file"), "csv"), (_("JSON file"), "json"))
    return Question(
        _("Export the call log"),
        Content(_("The file holds names, numbers and what was said: keep it where it is safe.")),
        _("Export"),
        (
            Blank("form", _("As what"), "xlsx", required=True, choices=forms),
            Blank("first", _("First day; empty: all"), f"{today:%Y-%m-01}", longest=10),
            Blank("last", _("Last day"), f"{today:%Y-%m-%d}", longest=10),
            Blank("path", _("File"), "~/" + name, True, longest=1000, path=True),
        ),
        check=_wrong,
    )


def _wrong(answer: Mapping[str, str]) -> str:
    """Return why nothing can be exported."""
    try:
        start, end = span(answer["first"], answer["last"])
    except ValueError:
        return _("A day is written as 2026-11-23.")
    if start is not None and end is not None and end <= start:
        return _("The last day is before the first one.")
    return path_wrong(answer["path"])
