"""Matters as a list: number, urgency, when due, what, who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.documents.matter_words import due, word
from dutyroom.i18n import _
from dutyroom.widgets.declined import declined_mark
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import in_log
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from dutyroom.registers.matters.line import MatterRow

_MARKS = {"urgent": ("!", "$warning"), "very_urgent": ("!!", "bold $error")}
_NUMBER, _URGENCY, _DUE, _HANDLER, _LEAST = 9, 10, 16, 14, 20


class MatterList(LineList["MatterRow"]):
    """One matter a line."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Begin empty."""
        super().__init__(id=id)
        self._content = _LEAST

    def fit(self, width: int) -> None:
        """Give the content what the other columns leave."""
        self._content = max(width - _NUMBER - _URGENCY - _DUE - _HANDLER - 4, _LEAST)

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("No."), _("Urgency"), _("Due"), _("Content"), _("Handler"))
        return self._row([Content(title) for title in titles])

    def draw_row(self, row: MatterRow) -> Content:
        """Return one matter."""
        now = host_of(self).now
        mark = declined_mark() if row.declined_at is not None else Content("")
        if row.unsettled and not row.open:
            mark = Content.assemble(owed_mark(), " ")
        what = shown(" ".join(row.content[:400].split()), limit=160)
        handler = row.handler if not row.asked else f"{row.handler} > {row.asked}"
        return self._row([
            Content(row.label),
            urgency(row.urgency),
            when(row, now),
            Content.assemble(mark, what),
            shown(handler, limit=40),
        ])  # fmt: skip

    def _row(self, parts: list[Content]) -> Content:
        """Return a line of cells."""
        widths = (_NUMBER, _URGENCY, _DUE, self._content, _HANDLER)
        return in_columns(parts, widths)


def owed_mark() -> Content:
    """Return that a matter was closed while an instruction has no outcome."""
    return Content.styled(_("instruction not fulfilled"), "bold $warning")


def urgency(code: str) -> Content:
    """Return how pressing a matter is: a symbol, a word, a colour."""
    mark, style = _MARKS.get(code, ("", ""))
    words = shown(word("urgency", code), limit=20).plain
    return Content.styled(f"{mark} {words}" if mark else words, style)


def when(row: MatterRow, now: datetime) -> Content:
    """Return when a matter is due, seen from now; of a closed one, when it was closed."""
    if row.closed_at is not None:
        return Content.assemble(_("Done"), " ", in_log(row.closed_at, now))
    words = due(row.deadline_at, now)
    return Content.styled(words, "bold $error") if row.overdue(now) else Content(words)


def of_call(rows: Iterable[MatterRow], now: datetime) -> Content:
    """Return the matters that a call led to, one a line; nothing where there are none.

    Args:
        rows: The matters.
        now: The present.
    """
    lines = [
        Content("  ").join([
            Content(row.label),
            when(row, now),
            shown(row.handler, limit=40),
            shown(" ".join(row.content[:200].split()), limit=60),
        ])
        for row in rows
    ]  # fmt: skip
    head = Content.styled(_("Matters of this call"), "bold $accent")
    return Content("\n").join([head, *lines]) if lines else Content("")
