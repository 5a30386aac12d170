"""The documents by number as a list, with their filters, and everything about one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Final

from textual.content import Content

from dutyroom.commands.custody import FILTERING
from dutyroom.commands.host import host_of
from dutyroom.documents.custody_log import step_words
from dutyroom.i18n import _, ngettext
from dutyroom.registers.custody.kinds import CustodyFilter, CustodyState
from dutyroom.registers.custody.reading import DocumentRow, StepRow
from dutyroom.widgets.declined import MarkedList
from dutyroom.widgets.filters import Filters
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.moments import in_log, local
from dutyroom.widgets.shown import shown

_NARROW: Final = (10, 20, 6, 13, 10)
_WIDE: Final = (14, 40, 6, 14, 14)
_ROOM: Final = 110
"""Cells from which on a number is never cut."""

_LAMPS: Final[Mapping[CustodyState, Lamp]] = {
    CustodyState.KEPT: Lamp.GOOD,
    CustodyState.OUT: Lamp.WARN,
}
_LAST = 5
"""Steps of a document that are shown; the register keeps them all."""


class CustodyFilters(Filters):
    """Three filters; what is lent stands out."""

    FILTERS: ClassVar = (CustodyFilter.HELD, CustodyFilter.OUT, CustodyFilter.ALL)
    COMMANDS: ClassVar = FILTERING
    COUNTED: ClassVar = {CustodyFilter.OUT: "$warning"}


class CustodyList(MarkedList[DocumentRow]):
    """One document a line, the newest first."""

    _widths: tuple[int, ...] = _NARROW

    def fit(self, width: int) -> None:
        """Give the columns their cells."""
        self._widths = _WIDE if width >= _ROOM else _NARROW

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (
            _("State"), _("Document no."), _("Copies"), _("Level marking"),
            _("Custodian"),
        )  # fmt: skip
        return in_columns([Content(each) for each in titles], self._widths, Content(_("Borrower")))

    def draw_row(self, row: DocumentRow) -> Content:
        """Return one document."""
        host = host_of(self)
        lamp = _LAMPS.get(row.state, Lamp.IDLE) if row.state is not None else Lamp.IDLE
        state = row.state.label if row.state is not None else "?"
        parts = (  # only what is lent can have been declined: the mark says both
            self.mark(row) or lamp.draw(state, ascii_only=host.ascii),
            shown(row.number, limit=40),
            Content(str(row.copies)),
            Content(row.level.label if row.level is not None else "?"),
            shown(row.custodian, limit=20),
        )
        late = row.due_at is not None and row.due_at <= host.now
        due = f" {_until(row.due_at, host.now)}" if row.due_at is not None else ""
        with_whom = Content.assemble(
            shown(row.borrower, limit=20), (due, "bold $error" if late else "")
        )
        return in_columns(parts, self._widths, with_whom)

    def pending(self, row: DocumentRow) -> bool:
        """Tell whether a document is lent."""
        return row.out


def _until(due: datetime, now: datetime) -> str:
    """Return until when something is lent: the time alone where that is today."""
    today = local(due).date() == local(now).date()
    return f"{local(due):%H:%M}" if today else in_log(due, now)


def document_explained(row: DocumentRow, steps: Sequence[StepRow]) -> Content:
    """Return everything about a document, for the pane below the list."""
    copies = ngettext("{count} copy", "{count} copies", row.copies).format(count=row.copies)
    level = row.level.label if row.level is not None else "?"
    head = Content.assemble(shown(row.number, limit=40).stylize("bold"), f"  {copies}  {level}")
    lines = [head, *(shown(step_words(each), limit=300) for each in steps[-_LAST:])]
    return Content("\n").join(lines)
