"""The daily report of a unit on paper (每日值班情况报告), and the summary of a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from dutyroom.documents.paper import Box, Column, Paper, Table
from dutyroom.documents.slip import local_minute
from dutyroom.i18n import _
from dutyroom.registers.reports.kinds import ReportState
from dutyroom.registers.reports.reading import ReportRow
from dutyroom.standard.clocks import local_date

_ONE_DAY: Final = timedelta(days=1)
_NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class Period:
    """A holiday or an event, and the reports of its days.

    Attributes:
        label: Its name.
        first: First day.
        last: Last day.
        reports: The signed reports of its days that are not void, the earliest first.
    """

    label: str
    first: date
    last: date
    reports: Sequence[ReportRow]


def report_sheet(row: ReportRow, *, unit: str, now: datetime) -> Paper:
    """Return a daily report as a sheet of paper.

    Args:
        row: The report.
        unit: Name of the unit.
        now: When the sheet is made.
    """
    title = _("Daily zero report") if row.zero else _("Daily report")
    return Paper(
        title=title,
        unit=unit,
        printed_at=now,
        mark=_mark(row),
        pairs=[
            (_("Day"), row.day),
            (_("Holiday or event"), row.label or _NOTHING),
            (_("From – until"), f"{_at(row.since)} – {_at(row.until)}"),
            (_("Calls"), _count(row, row.calls)),
            (_("Matters"), _count(row, row.matters)),
            (_("Urgent matters"), _count(row, row.urgent)),
            (_("Due by"), _at(row.due)),
            (_("Sent"), _sent(row)),
            (_("To whom"), row.recipient),
            (_("Received by"), " ".join(filter(None, (row.received_by, row.receipt)))),
        ],
        boxes=[Box(_("Situation"), _situation(row), room=6.0)],
        signatures=[
            (_("Author"), _signed(row.author, row.signed_at)),
            (_("Approved by"), _signed(row.approver, row.approved_at)),
        ],
        notes=_notes(row),
    )


def period_sheet(period: Period, *, unit: str, now: datetime) -> Paper:
    """Return the summary of a period, filled in from the reports of its days.

    Args:
        period: The holiday or event.
        unit: Name of the unit.
        now: When the sheet is made.
    """
    by_day = {row.day: row for row in period.reports}
    days = [period.first + n * _ONE_DAY for n in range((period.last - period.first).days + 1)]
    over = [day for day in days if day <= local_date(now)]
    missing = [day for day in over if day.isoformat() not in by_day]
    said = [f"{row.on:%m-%d} {row.situation}" for row in period.reports if row.situation]
    columns = (
        Column(_("Day"), 1.2), Column(_("State"), 1.0), Column(_("Calls"), 0.7),
        Column(_("Matters"), 0.7), Column(_("Urgent matters"), 0.8), Column(_("Sent"), 1.6),
        Column(_("Author"), 1.0), Column(_("Approved by"), 1.0),
    )  # fmt: skip
    return Paper(
        title=_("Summary of a holiday or event"),
        unit=unit,
        printed_at=now,
        pairs=[
            (_("Holiday or event"), period.label),
            (_("Days"), f"{period.first.isoformat()} – {period.last.isoformat()}"),
            (_("Calls"), str(sum(row.calls for row in period.reports))),
            (_("Matters"), str(sum(row.matters for row in period.reports))),
            (_("Urgent matters"), str(sum(row.urgent for row in period.reports))),
            (_("Zero reports"), str(sum(row.zero for row in period.reports))),
        ],
        tables=[
            Table(
                columns,
                [_line(day, by_day.get(day.isoformat())) for day in days],
                heading=_("Daily reports"),
            )
        ],
        boxes=[Box(_("Situation"), "\n".join(said), room=6.0)],
        signatures=[(_("Author"), ""), (_("Approved by"), "")],
        notes=[
            _("No signed report: {days}").format(days=" ".join(f"{day:%m-%d}" for day in missing))
        ]
        if missing
        else [],
    )


def _line(day: date, row: ReportRow | None) -> tuple[str, ...]:
    """Return the line of a day."""
    if row is None:
        return (day.isoformat(), _NOTHING, *[""] * 6)
    state = _("zero report") if row.zero else row.state.label
    figures = (str(row.calls), str(row.matters), str(row.urgent))
    return (row.day, state, *figures, _sent(row), row.author, row.approver)


def _situation(row: ReportRow) -> str:
    """Return what happened; of a zero report, that nothing did."""
    zero = _("Nothing to report.") if row.zero else ""
    return "\n".join(filter(None, (zero, row.situation)))


def _count(row: ReportRow, number: int) -> str:
    """Return a figure of a signed report; a draft has none."""
    return str(number) if row.signed_at is not None else _NOTHING


def _sent(row: ReportRow) -> str:
    """Return when and how it was sent; empty: it was not."""
    if row.sent_at is None:
        return ""
    return f"{_at(row.sent_at)} {row.sent_way.label if row.sent_way is not None else ''}".rstrip()


def _signed(name: str, at: datetime | None) -> str:
    """Return who signed and when; empty where nobody did, and room to sign is left."""
    return f"{name} {_at(at)}" if at is not None else ""


def _mark(row: ReportRow) -> str:
    """Return what is wrong with it, in a word."""
    if row.state is ReportState.VOID:
        return _("VOID")
    if row.state is ReportState.WRITTEN:
        return _("DRAFT")
    return _("LATE") if row.late else ""


def _notes(row: ReportRow) -> list[str]:
    """Return what stands below: reasons, who attests the approval, what became of it."""
    said = []
    if row.in_spite:
        words = _("The log holds: {events}. A zero report all the same: {why}")
        said.append(words.format(events=row.said, why=row.in_spite))
    if row.attested_by:
        said.append(_("Approval attested by {name}").format(name=row.attested_by))
    if row.why:
        said.append(_("Corrects an earlier report: {why}").format(why=row.why))
    if row.void_at is not None:
        said.append(_("Void since {time}: {why}").format(time=_at(row.void_at), why=row.void_why))
    return said


def _at(at: datetime | None) -> str:
    """Return a time to the minute; a dash where there is none."""
    return local_minute(at) if at is not None else _NOTHING
