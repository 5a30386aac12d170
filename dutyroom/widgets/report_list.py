"""The daily reports as a list, with their filters, and everything about one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Final

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.commands.reports import FILTERING
from dutyroom.i18n import _
from dutyroom.registers.reports.kinds import ReportFilter, ReportState
from dutyroom.registers.reports.reading import ReportRow
from dutyroom.widgets.declined import MarkedList
from dutyroom.widgets.filters import Filters
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.moments import in_log, local
from dutyroom.widgets.shown import shown
from dutyroom.widgets.word_given import word_given

_WIDTHS: Final = (12, 11, 12, 12, 12)

_LAMPS: Final[Mapping[ReportState, Lamp]] = {
    ReportState.MISSING: Lamp.WARN,
    ReportState.WRITTEN: Lamp.BUSY,
    ReportState.SIGNED: Lamp.BUSY,
    ReportState.APPROVED: Lamp.BUSY,
    ReportState.SENT: Lamp.GOOD,
    ReportState.VOID: Lamp.IDLE,
}


class ReportFilters(Filters):
    """Two filters; how many are not sent stands out."""

    FILTERS: ClassVar = tuple(ReportFilter)
    COMMANDS: ClassVar = FILTERING
    COUNTED: ClassVar = {ReportFilter.OPEN: "$warning"}


class ReportList(MarkedList[ReportRow]):
    """One report, or one day without one, a line; the latest day first."""

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("State"), _("Day"), _("Occasion"), _("Author"), _("Sent"))
        return in_columns([Content(each) for each in titles], _WIDTHS, Content(_("Situation")))

    def draw_row(self, row: ReportRow) -> Content:
        """Return one report."""
        host, state = host_of(self), row.state
        parts: Sequence[Content] = (
            _LAMPS[state].draw(state.label, ascii_only=host.ascii),
            Content(row.day),
            shown(row.label or "-", limit=20),
            shown(row.author or row.written_by, limit=20),
            Content(in_log(row.sent_at, host.now) if row.sent_at is not None else ""),
        )
        said = Content.styled(_("LATE") + " ", "bold $error") if row.late else Content("")
        zero = Content(_("zero report") + " ") if row.zero else Content("")
        words = shown(row.situation, limit=60)
        return in_columns(parts, _WIDTHS, Content.assemble(said, zero, words))

    def pending(self, row: ReportRow) -> bool:  # noqa: ARG002 - the same of each
        """Tell that no report is an item of a handover."""
        return False


def report_explained(row: ReportRow) -> Content:
    """Return everything about a report, for the pane below the list."""
    kind = _("zero report") if row.zero else ""
    late = _("LATE") if row.late else ""
    words = "  ".join(filter(None, (row.day, row.label, row.state.label, kind, late)))
    lines = [shown(words, limit=120).stylize("bold")]
    if row.state is ReportState.MISSING:
        return Content("\n").join([*lines, Content(_("Nobody has written it yet."))])
    lines += [_told(label, text) for label, text in _facts(row) if text.strip()]
    return Content("\n").join(lines)


def _facts(row: ReportRow) -> Iterator[tuple[str, str]]:
    """Yield what is known of a report, what cannot be read elsewhere first."""
    if row.void_at is not None:
        yield _("Void"), f"{_at(row.void_at)} {row.void_by} {row.void_why}"
    yield _("Sent"), _sent(row)
    if row.approved_at is not None:
        by = word_given(row.approver, row.approval_channel, row.attested_by)
        yield _("Approved"), f"{_at(row.approved_at)} {by} {row.approval_call}"
    if row.signed_at is not None:
        yield _("Signed"), f"{_at(row.signed_at)} {row.author}"
        yield _("Counted"), counted(row)
    else:
        yield _("Written"), f"{_at(row.written_at)} {row.written_by}"
    if row.in_spite:
        yield _("Zero report all the same"), f"{row.in_spite} ({row.said})"
    yield _("Corrected because"), row.why
    yield _("Situation"), row.situation


def counted(row: ReportRow) -> str:
    """Return the figures of a signed report, and from when until when it speaks."""
    words = _("{since} – {until}: {calls} calls, {matters} matters, {urgent} of them urgent")
    return words.format(
        since=_at(row.since),
        until=_at(row.until),
        calls=row.calls,
        matters=row.matters,
        urgent=row.urgent,
    )


def _sent(row: ReportRow) -> str:
    """Return when it was sent, how, to whom and who received it; empty: it was not."""
    if row.sent_at is None:
        return ""
    way = row.sent_way.label if row.sent_way is not None else ""
    receipt = " ".join(filter(None, (row.receipt, row.received_by)))
    return f"{_at(row.sent_at)} {way} > {row.recipient} {receipt}"


def _at(moment: datetime | None) -> str:
    """Return a time without its year, which the day of the report says."""
    return f"{local(moment):%m-%d %H:%M}" if moment is not None else "-"


def _told(label: str, words: str) -> Content:
    """Return a label and foreign words."""
    return Content.assemble((label, "$foreground 60%"), " ", shown(words.strip(), limit=400))
