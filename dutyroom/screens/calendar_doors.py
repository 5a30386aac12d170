# ruff: noqa: PLC0415 - loading here and not above is what this module is for
"""Open the screens of calendar, submissions and daily reports; each is loaded when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

if TYPE_CHECKING:
    from datetime import date

    from dutyroom.registers.reports.reading import ReportRow
    from dutyroom.registers.submissions.occasions import Occasion


def calendar() -> Screen[None]:
    """Return the calendar."""
    from dutyroom.screens.calendar import CalendarScreen

    return CalendarScreen()


def submissions() -> Screen[None]:
    """Return the submissions."""
    from dutyroom.screens.submissions import SubmissionsScreen

    return SubmissionsScreen()


def reports() -> Screen[None]:
    """Return the daily reports."""
    from dutyroom.screens.reports import ReportsScreen

    return ReportsScreen()


def board(day: date) -> Screen[None]:
    """Return the board of the units that report to this one."""
    from dutyroom.screens.board import BoardScreen

    return BoardScreen(day)


async def submission_sheet(app: App[Any], row: Occasion) -> None:
    """Print or save what is submitted for a holiday or event."""
    from dutyroom.screens.submission_paper import ask_submission

    await ask_submission(app, row)


async def notice_sheet(app: App[Any], row: Occasion) -> None:
    """Print or save a change notice."""
    from dutyroom.screens.submission_paper import ask_notice

    await ask_notice(app, row)


async def report_sheet(app: App[Any], row: ReportRow) -> None:
    """Print or save a daily report."""
    from dutyroom.screens.report_paper import ask_report_sheet

    await ask_report_sheet(app, row)


async def period_sheet(app: App[Any], day: date) -> None:
    """Print or save the summary of the holiday or event of a day."""
    from dutyroom.screens.report_paper import ask_period_sheet

    await ask_period_sheet(app, day)


async def wall_roster(app: App[Any], first: date, last: date) -> None:
    """Print or save the roster in force for some days."""
    from dutyroom.screens.roster_paper import ask_wall

    await ask_wall(app, first, last)
