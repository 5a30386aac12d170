"""The items of a check as a list: group, state, name, and what the machine says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.phrases import lead
from dutyroom.standard.equipment.items import State
from dutyroom.standard.probing import WORDS, Reading, worded
from dutyroom.standard.probing import State as Probed
from dutyroom.widgets.equipment_lists import stock_stands
from dutyroom.widgets.fitted import cell, widest
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import minute
from dutyroom.widgets.room_stands import defects_words
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.equipment.entries import EntryRow
    from dutyroom.registers.equipment.faults import FaultRow
    from dutyroom.registers.equipment.stocks import RoomRow, StockRow
    from dutyroom.standard.equipment.items import Item
    from dutyroom.standard.equipment.room import Defect

_LAMPS: Final = {
    State.OK: Lamp.GOOD,
    State.FAULTY: Lamp.BAD,
    State.OUT_OF_USE: Lamp.WARN,
    State.MISSING: Lamp.BAD,
}
PROBED: Final = {
    Probed.OK: Lamp.GOOD,
    Probed.FAULTY: Lamp.BAD,
    Probed.CANNOT_TELL: Lamp.IDLE,
    Probed.CANCELLED: Lamp.IDLE,
    Probed.RUNNING: Lamp.BUSY,
}
"""How what a probe says is drawn."""
_WORST: Final = (Probed.FAULTY, Probed.RUNNING, Probed.CANNOT_TELL, Probed.CANCELLED, Probed.OK)
"""Which answer stands for several: what is wrong first, and in order only where all is."""

_GROUP, _STATE, _NAME = 14, 13, 28
"""The most cells of a column; what its texts do not need goes to the evidence."""


_ROOM: Final = 100
"""Cells of a list that names the groups, too; in a narrower one the pane below names them."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One item as it is shown.

    Attributes:
        item: The item.
        heads: It is the first of its group.
        asked: The check that is going on asks for it; without one, always.
        found: How it was found in this check, or last; None: nobody has looked.
        earlier: What was entered before in this check and counts no more.
        readings: What probes say that belong to it.
        fault: Its open ticket.
        mended: The ticket that was verified since it was found like this.
        elsewhere: It was found so in another check than the one that the line above the list names.
        unrepaired: Its ticket that was closed without a repair, and since when nothing says that
            it is in order.
        stock: What the book has of it, where it is counted.
        room: How it was verified last, where it is the room.
        defects: What is wrong with it, where it is the room.
    """

    item: Item
    heads: bool = False
    asked: bool = True
    found: EntryRow | None = None
    earlier: tuple[EntryRow, ...] = ()
    readings: tuple[Reading, ...] = ()
    fault: FaultRow | None = None
    mended: FaultRow | None = None
    elsewhere: bool = False
    unrepaired: FaultRow | None = None
    stock: StockRow | None = None
    room: RoomRow | None = None
    defects: frozenset[Defect] = frozenset()

    @property
    def id(self) -> str:
        """The item's key."""
        return self.item.key


class CheckList(LineList[CheckLine]):
    """One item a line, in the order in which one walks through the room."""

    _widths: tuple[int, ...] = (_GROUP, _STATE, _NAME)

    def fit(self, width: int) -> None:
        """Give each column what its texts need, and the rest to the evidence."""
        ascii_only = host_of(self).ascii
        drawn = [_titles(), *(_cells(row, ascii_only=ascii_only) for row in self.rows)]
        most = (_GROUP if width >= _ROOM else 0, _STATE, _NAME)
        columns = zip(zip(*drawn, strict=True), most, strict=True)
        self._widths = tuple(widest(column, limit) for column, limit in columns)

    def draw_header(self) -> Content:
        """Return the titles."""
        return self._line(_titles(), Content(_("Evidence")))

    def draw_row(self, row: CheckLine) -> Content:
        """Return one item."""
        ascii_only = host_of(self).ascii
        return self._line(_cells(row, ascii_only=ascii_only), _evidence(row, ascii_only=ascii_only))

    def _line(self, parts: tuple[Content, ...], evidence: Content) -> Content:
        """Return a line; a column without cells is not there."""
        columns = zip(parts, self._widths, strict=True)
        cells = [cell(part, width) for part, width in columns if width]
        return Content(" ").join([*cells, evidence])


def _titles() -> tuple[Content, ...]:
    """Return the titles of the columns before the evidence."""
    return Content(_("Group")), Content(_("State")), Content(_("Item"))


def _cells(row: CheckLine, *, ascii_only: bool) -> tuple[Content, ...]:
    """Return group, state and name of an item; the first of a group names it."""
    item = row.item
    return (
        Content.styled(item.group.label if row.heads else "", "$foreground 60%"),
        _state(row, ascii_only=ascii_only),
        Content.assemble(
            shown(item.name, limit=_NAME - 2), (" *" if item.critical else "", "bold $warning")
        ),
    )


def _state(row: CheckLine, *, ascii_only: bool) -> Content:
    """Return how an item stands: symbol, word and colour."""
    if row.mended is not None:
        return Lamp.GOOD.draw(_("repaired"), ascii_only=ascii_only)
    if row.found is not None:
        return _LAMPS[row.found.state].draw(row.found.state.label, ascii_only=ascii_only)
    if row.asked:
        return Content.styled("[ ]", "bold")
    return Content.styled(_("not due"), "$foreground 60%")


def _evidence(row: CheckLine, *, ascii_only: bool) -> Content:
    """Return the most telling of what is known beside a person's word; and whose word, if old."""
    told = _told(row, ascii_only=ascii_only)
    if not row.elsewhere or row.found is None:
        return told
    return Content("  ").join(each for each in (looked(row.found), told) if each)


def looked(entry: EntryRow) -> Content:
    """Return when and by whom an item was looked at last."""
    words = _("last {time} {name}")
    name = shown(entry.by, limit=20).plain
    return Content.styled(words.format(time=minute(entry.at), name=name), "$foreground 60%")


def _told(row: CheckLine, *, ascii_only: bool) -> Content:
    """Return the most telling of what is known beside a person's word."""
    reading, good = telling(row.readings), row.found is None or row.found.state is State.OK
    if reading is not None and reading.state is Probed.FAULTY and good:
        return _probed(reading, ascii_only=ascii_only)
    if row.fault is not None and (good or _since(row, row.fault.noticed_at)):
        words = Content.assemble(lead(_("ticket open:")), shown(row.fault.words, limit=40))
        return Lamp.WARN.draw(words, ascii_only=ascii_only)
    if row.unrepaired is not None and (good or _since(row, row.unrepaired.closed_at)):
        said = shown(row.unrepaired.workaround or row.unrepaired.closed_why, limit=40)
        words = Content.assemble(lead(_("ticket closed unrepaired:")), said)
        return Lamp.WARN.draw(words, ascii_only=ascii_only)
    if noted := _noted(row, good=good, ascii_only=ascii_only):
        return noted
    return _probed(reading, ascii_only=ascii_only) if reading is not None else Content("")


def _noted(row: CheckLine, *, good: bool, ascii_only: bool) -> Content:
    """Return what is wrong with the room, the note of the entry, or what the book has."""
    if row.defects and good:
        return Lamp.WARN.draw(defects_words(row.defects), ascii_only=ascii_only)
    if row.found is not None and row.found.note:
        return shown(row.found.note, limit=60)
    if row.stock is not None:
        stands = stock_stands(row.stock, ascii_only=ascii_only)
        held = shown(row.stock.held, limit=20)
        return Content.assemble(stands, "  ", held) if row.stock.known else stands
    return Content("")


def _since(row: CheckLine, moment: datetime | None) -> bool:
    """Tell whether something was said of an item after it was found as it was."""
    return row.found is not None and moment is not None and moment > row.found.at


def telling(readings: tuple[Reading, ...]) -> Reading | None:
    """Return the reading that stands for several; None: there is none."""
    return min(readings, key=lambda each: _WORST.index(each.state), default=None)


def _probed(reading: Reading, *, ascii_only: bool) -> Content:
    """Return what a probe says, in one line."""
    words = worded(reading.evidence) or _(WORDS[reading.state])
    short = words.rstrip("。.")  # the pane below has the whole sentence
    return PROBED[reading.state].draw(shown(short, limit=80), ascii_only=ascii_only)
