"""The board of the units that report to this one, with its filters."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.content import Content
from textual.reactive import reactive

from dutyroom.commands.board import FILTERING
from dutyroom.commands.command import Command
from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.board.reading import BoardFilter, BoardRow
from dutyroom.widgets.declined import MarkedList
from dutyroom.widgets.filters import Filters
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.moments import in_log
from dutyroom.widgets.shown import shown

_WIDTHS: Final = (12, 30, 12)


class BoardFilters(Filters):
    """Two filters; the first one bears the day."""

    FILTERS: ClassVar = tuple(BoardFilter)
    COMMANDS: ClassVar = FILTERING
    COUNTED: ClassVar = {BoardFilter.MISSING: "$warning"}

    day: reactive[str] = reactive("")
    """The day that the board is of, as ISO 8601."""

    def titled(self, name: str, command: type[Command]) -> str:
        """Return what a filter is called: the first one with its day."""
        title = super().titled(name, command)
        return pair(title, self.day) if name == BoardFilter.MISSING else title


class BoardList(MarkedList[BoardRow]):
    """One unit a line, those without a report first."""

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("State"), _("Unit"), _("Received"))
        return in_columns([Content(each) for each in titles], _WIDTHS, Content(_("Noted by")))

    def draw_row(self, row: BoardRow) -> Content:
        """Return one unit."""
        host = host_of(self)
        state = _("awaited") if row.missing else _("received")
        lamp = Lamp.WARN if row.missing else Lamp.GOOD
        at = in_log(row.received_at, host.now) if row.received_at is not None else ""
        parts = (
            lamp.draw(state, ascii_only=host.ascii),
            shown(row.name, limit=60),
            Content(at),
        )
        return in_columns(parts, _WIDTHS, shown(row.received_by, limit=20))

    def pending(self, row: BoardRow) -> bool:  # noqa: ARG002 - the same of each
        """Tell that no unit is an item of a handover."""
        return False
