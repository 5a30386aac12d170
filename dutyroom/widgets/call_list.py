"""The call log as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.widgets.call_columns import Column, columns, header
from dutyroom.widgets.declined import MarkedList

if TYPE_CHECKING:
    from dutyroom.registers.calls.reading import CallRow


class CallList(MarkedList["CallRow"]):
    """Rows of the log, newest on top."""

    _columns: tuple[Column, ...] = ()

    def fit(self, width: int) -> None:
        """Choose the columns that use the width best."""
        self._columns = tuple(columns(width))

    def draw_header(self) -> Content:
        """Return the titles of the columns."""
        return header(self._columns)

    def draw_row(self, row: CallRow) -> Content:
        """Return one call in one line."""
        now, mark = host_of(self).now, self.mark(row)
        return Content(" ").join([column.draw(row, now, mark) for column in self._columns])

    def pending(self, row: CallRow) -> bool:
        """Tell whether a call is still to be written up or called back."""
        return bool(row.owed)
