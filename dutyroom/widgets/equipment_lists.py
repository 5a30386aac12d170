"""Faults, stock, the checklist and two sheets side by side, each as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.standard.equipment.items import State
from dutyroom.widgets.declined import MarkedList
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import in_log
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.equipment.faults import FaultRow
    from dutyroom.registers.equipment.stocks import StockRow
    from dutyroom.standard.equipment.items import Item

_PLACE: Final = 24
"""Cells of the place of an item in stock."""
_WIDE: Final = 120
"""Cells of a screen that has room for it."""


def _cells(*parts: tuple[str | Content, int]) -> Content:
    """Return a line of texts, each in so many cells; the last one as long as it is."""
    cells = [cell(Content(text) if isinstance(text, str) else text, width) for text, width in parts]
    return Content(" ").join(cells)


def standing(fault: FaultRow) -> tuple[Lamp, str]:
    """Return how a ticket stands: lamp and word."""
    if not fault.open:
        return Lamp.GOOD, _("closed") if fault.verified_by else _("closed unrepaired")
    if fault.repaired_at is not None:
        return Lamp.BUSY, _("to be verified")
    if fault.blocks:
        return Lamp.BAD, _("no workaround")
    if fault.reported_at is not None:
        return Lamp.WARN, _("reported already")
    return Lamp.BAD, _("not reported")


class FaultList(MarkedList["FaultRow"]):
    """One ticket a line, open ones first."""

    def draw_header(self) -> Content:
        """Return the titles."""
        return _cells(
            (_("State"), 16), (_("Since"), 11), (_("Item"), 20), (_("Trouble"), 24),
        )  # fmt: skip

    def draw_row(self, row: FaultRow) -> Content:
        """Return one ticket."""
        host = host_of(self)
        lamp, words = standing(row)
        since = in_log(row.noticed_at, host.now) if row.noticed_at is not None else ""
        name = Content.assemble(
            shown(row.name, limit=18), (" *" if row.critical else "", "bold $warning")
        )
        state = lamp.draw(words, ascii_only=host.ascii)
        said = Content.assemble(self.mark(row), shown(row.words, limit=60))
        return _cells((state, 16), (since, 11), (name, 20), (said, 60))

    def pending(self, row: FaultRow) -> bool:
        """Tell whether a ticket is open."""
        return row.open


def stock_stands(row: StockRow, *, ascii_only: bool) -> Content:
    """Return how the stock of an item stands: lamp, and all that is to be said."""
    if not row.known:
        return Lamp.IDLE.draw(_("nothing noted yet"), ascii_only=ascii_only)
    if not row.troubles:
        return Lamp.GOOD.draw(_("enough"), ascii_only=ascii_only)
    lamp = Lamp.BAD if row.low or row.expired else Lamp.WARN
    return lamp.draw(listed(each.label for each in row.troubles), ascii_only=ascii_only)


class StockList(LineList["StockRow"]):
    """One stocked item a line; where it is kept stands there where there is room."""

    _placed = False

    def fit(self, width: int) -> None:
        """Show the places on a wide screen alone."""
        self._placed = width >= _WIDE

    def draw_header(self) -> Content:
        """Return the titles."""
        return _cells(
            (_("Item"), 22), *self._place(_("Kept at")), (_("Usable"), 9), (_("Minimum"), 9),
            (_("Expires first"), 13), (_("State"), 20),
        )  # fmt: skip

    def draw_row(self, row: StockRow) -> Content:
        """Return one item."""
        first = next((batch.expires for batch in row.batches if batch.expires is not None), None)
        measure = row.item.measure
        return _cells(
            (shown(row.item.name, limit=22), 22),
            *self._place(shown(row.item.place, limit=40)),
            (row.held, 9),
            (f"{row.item.minimum} {measure}" if row.item.minimum else "-", 9),
            (f"{first:%Y-%m-%d}" if first is not None else "-", 13),
            (stock_stands(row, ascii_only=host_of(self).ascii), 60),
        )

    def _place(self, words: str | Content) -> tuple[tuple[str | Content, int], ...]:
        """Return the cell of the place, where there is room for it."""
        return ((words, _PLACE),) if self._placed else ()


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item of the checklist that is being changed.

    Attributes:
        item: The item.
        heads: It is the first of its group.
        offered: It ships with the program, and the list never had it.
    """

    item: Item
    heads: bool
    offered: bool = False

    @property
    def id(self) -> str:
        """The item's key."""
        return self.item.key


class ItemList(LineList[ListedItem]):
    """The checklist, one item a line."""

    def draw_header(self) -> Content:
        """Return the titles."""
        return _cells(
            (_("Group"), 14), (_("Item"), 24), (_("How often"), 20), (_("Kept by"), 14),
        )  # fmt: skip

    def draw_row(self, row: ListedItem) -> Content:
        """Return one item."""
        item = row.item
        title = _("Not taken in") if row.offered else item.group.label
        style = "bold $warning" if row.offered else "$foreground 60%"
        group = Content.styled(title if row.heads else "", style)
        name = Content.assemble(
            shown(item.name, limit=22), (" *" if item.critical else "", "bold $warning")
        )
        return _cells((group, 14), (name, 24), (item.often.label, 20), (item.who.label, 20))


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """An item on two sheets; None: it was not looked at."""

    item: Item
    before: State | None
    after: State | None
    differs: bool

    @property
    def id(self) -> str:
        """The item's key."""
        return self.item.key


class ComparisonList(LineList[ComparedItem]):
    """Start and end side by side."""

    def draw_header(self) -> Content:
        """Return the titles."""
        return _cells(("", 2), (_("Item"), 28), (_("Start"), 16), (_("End"), 16))

    def draw_row(self, row: ComparedItem) -> Content:
        """Return one item; what differs is marked and not only coloured."""
        style = "bold $warning" if row.differs else ""
        mark = Content.styled("<>" if row.differs else "", style)
        states = [
            (each.label if each is not None else _("not looked at"), 16)
            for each in (row.before, row.after)
        ]
        line = _cells((mark, 2), (shown(row.item.name, limit=26), 28), *states)
        return line.stylize(style) if style else line
