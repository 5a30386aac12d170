"""The daily report and the summary of its period: on paper, or saved where the officer wants it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.documents.report_sheet import Period, period_sheet, report_sheet
from dutyroom.i18n import _
from dutyroom.registers.reports import reading
from dutyroom.registers.reports.reading import ReportRow
from dutyroom.screens.paper import ask_paper, make

if TYPE_CHECKING:
    from dutyroom.documents.paper import Paper
    from dutyroom.store.session import Session


async def ask_report_sheet(app: App[Any], row: ReportRow) -> None:
    """Ask where to, then print or save a report as it is then.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        row: The report.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    unit, now = host.desk.settings.unit, host.clock.now()

    def made(session: Session) -> Paper:
        found = reading.get(session, row.id) or row
        return report_sheet(found, unit=unit.name or unit.code, now=now)

    async def read() -> Paper:
        return await host.desk.read(made)

    name = _("daily-report-{day}").format(day=row.day)
    await ask_paper(app, _("Daily report"), name, read, make)


async def ask_period_sheet(app: App[Any], day: date) -> None:
    """Ask where to, then print or save the summary of the holiday or event of a day.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        day: The day.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    unit, now = host.desk.settings.unit, host.clock.now()

    def period(session: Session) -> Period | None:
        found = reading.period(session, day)
        if found is None:
            return None
        first, last, label = found
        return Period(label, first, last, reading.signed_between(session, first, last))

    try:
        known = await host.desk.read(period)
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return
    if known is None:
        host.tell(_("This day belongs to no holiday or event."))
        return

    async def read() -> Paper | None:
        found = await host.desk.read(period)
        return period_sheet(found, unit=unit.name or unit.code, now=now) if found else None

    name = _("period-summary-{day}").format(day=known.first.isoformat())
    await ask_paper(app, _("Summary of a holiday or event"), name, read, make)
