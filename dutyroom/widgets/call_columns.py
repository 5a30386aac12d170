"""The columns of the call log, fitted to the width of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.documents.call_words import unnumbered, word, words
from dutyroom.i18n import N_, _
from dutyroom.standard.numbers import can_be_dialled
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.moments import in_log, span
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.calls.reading import CallRow

_WIDE = 108
"""Cells from which the content of the calls is shown beside them."""

_NAMED = 16
"""Cells that the caller has at least beside the content: fewer tell two callers not apart."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        title: Its name, translatable.
        width: Its cells.
        fill: Makes its text of a row and the present.
        marked: What stands out of the whole row stands before it.
    """

    title: str
    width: int
    fill: Callable[[CallRow, datetime], Content]
    marked: bool = False

    def draw(self, row: CallRow, now: datetime, mark: Content) -> Content:
        """Return the cell of a row."""
        text = self.fill(row, now)
        return cell(Content.assemble(mark, text) if self.marked else text, self.width)


def columns(width: int) -> list[Column]:
    """Return the columns that use a width best.

    Args:
        width: In cells; from 40 on every column is there.
    """
    outcome = max(Content(text).cell_length for text in words("outcome").values())
    state = max(
        Content(text).cell_length for code, text in words("record").items() if code != "no_number"
    )
    fixed = [
        Column(N_("No."), 6, _label),
        Column(N_("Time"), 11, lambda row, now: Content(in_log(row.started_at, now))),
        Column(N_("Number"), 15, _number),
        Column(N_("Outcome"), outcome, _outcome),
        Column(N_("Length"), 7, lambda row, _now: Content(span(row.talk_seconds))),
        Column(N_("Rec"), 4, lambda row, _now: Content(str(row.recordings or ""))),
        Column(N_("Record"), state, _state),
    ]
    left = width - sum(column.width for column in fixed) - len(fixed)
    if width < _WIDE:
        return [*fixed[:3], Column(N_("Caller"), max(left, 4), _who, marked=True), *fixed[3:]]
    who = min(28, max(left // 2, _NAMED))
    content = Column(N_("Content"), left - who - 1, lambda row, _now: shown(row.summary))
    return [*fixed[:3], Column(N_("Caller"), who, _who, marked=True), *fixed[3:], content]


def header(shown_columns: Sequence[Column]) -> Content:
    """Return the line of titles."""
    return Content(" ").join([cell(Content(_(c.title)), c.width) for c in shown_columns])


def _label(row: CallRow, _now: datetime) -> Content:
    """Return the running number without its year."""
    return shown(row.label.rpartition("-")[2], limit=6)


def _number(row: CallRow, _now: datetime) -> Content:
    """Return the number, or why there is none."""
    if row.number:
        return shown(row.number, limit=32)
    return Content.styled(unnumbered(row), "$foreground 60%")


def _who(row: CallRow, _now: datetime) -> Content:
    """Return the person or unit behind the number, else the name as sent."""
    return shown(row.contact or row.name, limit=80)


def _outcome(row: CallRow, _now: datetime) -> Content:
    """Return what became of the call; what needs attention stands out."""
    style = {"missed": "bold $error", "unknown": "bold $warning", "ringing": "bold $accent"}
    return Content.styled(word("outcome", row.outcome), style.get(row.outcome, ""))


def _state(row: CallRow, _now: datetime) -> Content:
    """Return what is still to be done about a call."""
    code, style = _record(row)
    return Content.styled(word("record", code), style) if code else Content("")


def _record(row: CallRow) -> tuple[str, str]:
    """Return the word of `call_words` for how far the record of a call is, and its style."""
    if row.owed == "call_back":  # a write-up calls nobody back
        return "to_call", "bold $warning"
    if row.written_up:
        return "written", "$success"
    if row.needless:
        return "needless", "$foreground 60%"
    if row.called_back:
        return "called", "$success"
    if not row.owed:
        nobody = row.outcome == "missed" and not can_be_dialled(row.number)
        return ("no_number", "$foreground 60%") if nobody else ("", "")
    return "to_write", "bold $warning"
