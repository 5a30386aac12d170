"""The register of daily reports as CSV, XLSX or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dutyroom.documents.row_log import RowLog, plain
from dutyroom.documents.table import Column
from dutyroom.i18n import _
from dutyroom.registers.reports.reading import ReportRow
from dutyroom.standard.clocks import minute


def report_log(rows: Sequence[ReportRow]) -> RowLog:
    """Return reports as they are written, and days that owe one.

    Args:
        rows: The reports.
    """
    return RowLog(
        _("Daily reports"),
        _columns(),
        [_texts(row) for row in rows],
        [{**plain(row), "state": row.state.value, "late": row.late} for row in rows],
    )


def report_line(row: ReportRow) -> str:
    """Return a report in one line."""
    kind = _("zero report") if row.zero else ""
    sent = f"{_at(row.sent_at)} > {row.recipient}" if row.sent_at is not None else ""
    late = _("LATE") if row.late else ""
    parts = (row.day, row.label, row.state.label, kind, row.author, sent, late, row.situation)
    return "  ".join(part for part in parts if part)


def _columns() -> list[Column]:
    """Return the columns of CSV and XLSX."""
    named = {
        "day": _("Day"),
        "label": _("Holiday or event"),
        "state": _("State"),
        "zero": _("Zero report"),
        "situation": _("Situation"),
        "calls": _("Calls"),
        "matters": _("Matters"),
        "urgent": _("Urgent matters"),
        "author": _("Author"),
        "signed_at": _("Signed"),
        "approver": _("Approved by"),
        "approved_at": _("Approved"),
        "due": _("Due by"),
        "sent_at": _("Sent"),
        "late": _("Late"),
        "way": _("How"),
        "recipient": _("To whom"),
        "received_by": _("Received by"),
        "in_spite": _("Zero report all the same"),
        "why": _("Corrected because"),
        "void_why": _("Void"),
        "id": _("Id"),
    }
    return [
        Column(name, label, 40.0 if name == "situation" else 16.0) for name, label in named.items()
    ]


def _texts(row: ReportRow) -> list[str]:
    """Return the texts of a report, in the order of the columns."""
    signed = row.signed_at is not None
    return [
        row.day,
        row.label,
        row.state.label,
        _("yes") if row.zero else "",
        row.situation,
        *(str(number) if signed else "" for number in (row.calls, row.matters, row.urgent)),
        row.author,
        _at(row.signed_at),
        row.approver,
        _at(row.approved_at),
        _at(row.due),
        _at(row.sent_at),
        _("yes") if row.late else "",
        row.sent_way.label if row.sent_way is not None else "",
        row.recipient,
        row.received_by,
        row.in_spite,
        row.why,
        row.void_why,
        row.id,
    ]


def _at(at: datetime | None) -> str:
    """Return a time to the minute; empty where there is none."""
    return minute(at) if at is not None else ""
