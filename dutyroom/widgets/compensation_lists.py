"""Compensatory leave as lists: balances, what waits to be credited, the lines of one ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.documents.compensation_statement import amount, cells, titles, what, why
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.compensation import hours
from dutyroom.widgets.fitted import grown, in_columns
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import in_log
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.compensation.reading import Line, Statement
    from dutyroom.registers.compensation.serving import Proposal

_BALANCES: Final = (12, 10, 10, 10, 34)
_CREDITS: Final[tuple[int, ...]] = (10, 9, 11, 11, 9, 24)
_LINES: Final[tuple[int, ...]] = (10, 16, 9, 10, 10, 20)


class BalanceList(LineList["Statement"]):
    """One person a line."""

    _widths: tuple[int, ...] = _BALANCES

    def fit(self, width: int) -> None:
        """Let the columns grow with the screen."""
        self._widths = grown(_BALANCES, width)

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("Name"), _("Balance"), _("Available"), _("In request"), _("Ends first"))
        return in_columns([Content(title) for title in titles], self._widths)

    def draw_row(self, row: Statement) -> Content:
        """Return one balance with what ends first; within the unit's time it is marked."""
        host = host_of(self)
        today = local_date(host.now)
        ledger = row.ledger
        soon = ledger.expiring(today, host.desk.settings.leave.expiry_days)
        over = ledger.expired(today)
        words = Content("")
        if over:
            text = _("{hours} ended, not noted").format(hours=hours(sum(x.left for x in over)))
            words = Content.styled(text, "bold $error")
        elif (first := next(iter(ledger.usable(today)), None)) and first.expires_on:
            text = f"{hours(first.left)}  {first.expires_on.isoformat()}"
            words = Content.styled(text, "bold $warning" if first in soon else "")
        return in_columns(
            [
                shown(row.name, limit=30),
                Content(hours(ledger.balance)),
                Content(hours(ledger.available_on(today))),
                Content(hours(ledger.pending)),
                words,
            ],
            self._widths,
        )


class CreditList(LineList["Proposal"]):
    """One person's time in one ended shift a line."""

    _widths = _CREDITS

    def fit(self, width: int) -> None:
        """Give what it is earned for what the others leave."""
        self._widths = grown(_CREDITS, width)

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (
            _("Name"),
            _("Served as"),
            _("From"),
            _("Until"),
            _("Earns"),
            _("Outside working time"),
        )
        return in_columns([Content(title) for title in titles], self._widths)

    def draw_row(self, row: Proposal) -> Content:
        """Return what one shift earns, and for which kinds of day."""
        host, served = host_of(self), row.served
        outside = listed(
            f"{kind.label} {hours(round(minutes))}" for kind, minutes in row.earned.outside.items()
        )
        return in_columns(
            [
                shown(served.name, limit=30),
                Content(served.role.label),
                Content(in_log(served.start, host.now)),
                Content(in_log(served.end, host.now)),
                Content.styled(hours(row.earned.minutes), "bold"),
                shown(outside, limit=80),
            ],
            self._widths,
        )


class LedgerList(LineList["Line"]):
    """The lines of one ledger, in their order."""

    known: Statement | None = None
    _widths = _LINES

    def fit(self, width: int) -> None:
        """Give source and reason what the others leave."""
        self._widths = grown(_LINES, width)

    def draw_header(self) -> Content:
        """Return the titles."""
        return in_columns([Content(title) for title in titles()], self._widths)

    def draw_row(self, row: Line) -> Content:
        """Return one line."""
        entry = row.entry
        assert self.known is not None  # noqa: S101 - rows are only shown with their ledger
        return in_columns(
            [
                Content(entry.on.isoformat()),
                Content(what(row, self.known)),
                Content(amount(row, self.known)),
                Content(entry.expires_on.isoformat() if entry.expires_on else ""),
                shown(row.entered_by, limit=30),
                shown(why(row), limit=200),
            ],
            self._widths,
        )


def whole_line(row: Line, known: Statement) -> Content:
    """Return one line in full, its reason and who attested it included."""
    parts = zip(titles(), cells(row, known), strict=True)
    return Content("\n").join(
        Content.assemble((title, "$foreground 60%"), "  ", shown(text, limit=4000))
        for title, text in parts
        if text
    )


def standing(known: Statement, today: date) -> Content:
    """Return where somebody stands today, for the line on top of their ledger."""
    ledger = known.ledger
    parts = (
        (_("Balance"), hours(ledger.balance)),
        (_("Available"), hours(ledger.available_on(today))),
        (_("Applied for"), hours(ledger.pending)),
    )
    words = [Content.assemble((label, "$foreground 60%"), " ", text) for label, text in parts]
    return Content("   ").join([shown(known.name, limit=30).stylize("bold"), *words])
