"""The items of a check as a list: group, state, name, and what the machine says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.phrases import lead, listed, pair, sentences
from dutyroom.standard.equipment.items import State
from dutyroom.standard.probing import WORDS, Reading, title_of, worded
from dutyroom.standard.probing import State as Probed
from dutyroom.widgets.equipment_lists import stock_stands
from dutyroom.widgets.fitted import cell, widest
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import in_log, minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.equipment.entries import Addition, EntryRow
    from dutyroom.registers.equipment.faults import FaultRow
    from dutyroom.registers.equipment.stocks import StockRow
    from dutyroom.standard.equipment.items import Item

_LAMPS: Final = {
    State.OK: Lamp.GOOD,
    State.FAULTY: Lamp.BAD,
    State.OUT_OF_USE: Lamp.WARN,
    State.MISSING: Lamp.BAD,
}
_PROBED: Final = {
    Probed.OK: Lamp.GOOD,
    Probed.FAULTY: Lamp.BAD,
    Probed.CANNOT_TELL: Lamp.IDLE,
    Probed.CANCELLED: Lamp.IDLE,
    Probed.RUNNING: Lamp.BUSY,
}
_WORST: Final = (Probed.FAULTY, Probed.RUNNING, Probed.CANNOT_TELL, Probed.CANCELLED, Probed.OK)
"""Which answer stands for several: what is wrong first, and in order only where all is."""

_GROUP, _STATE, _NAME = 14, 13, 28
"""The most cells of a column; what its texts do not need goes to the evidence."""

_LONGEST: Final = 400
"""Letters of a text in the pane, and where it is read in full; no officer's own is longer."""

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
    return Content("  ").join(each for each in (_looked(row.found), told) if each)


def _looked(entry: EntryRow) -> Content:
    """Return when and by whom an item was looked at last."""
    words = _("last {time} {name}")
    name = shown(entry.by, limit=20).plain
    return Content.styled(words.format(time=minute(entry.at), name=name), "$foreground 60%")


def _told(row: CheckLine, *, ascii_only: bool) -> Content:
    """Return the most telling of what is known beside a person's word."""
    reading, good = telling(row.readings), row.found is None or row.found.state is State.OK
    if reading is not None and reading.state is Probed.FAULTY and good:
        return _probed(reading, ascii_only=ascii_only)
    if row.fault is not None and good:
        words = Content.assemble(lead(_("ticket open:")), shown(row.fault.words, limit=40))
        return Lamp.WARN.draw(words, ascii_only=ascii_only)
    if row.unrepaired is not None and good:
        said = shown(row.unrepaired.workaround or row.unrepaired.closed_why, limit=40)
        words = Content.assemble(lead(_("ticket closed unrepaired:")), said)
        return Lamp.WARN.draw(words, ascii_only=ascii_only)
    if row.found is not None and row.found.note:
        return shown(row.found.note, limit=60)
    if row.stock is not None:
        stands = stock_stands(row.stock, ascii_only=ascii_only)
        held = shown(row.stock.held, limit=20)
        return Content.assemble(stands, "  ", held) if row.stock.known else stands
    return _probed(reading, ascii_only=ascii_only) if reading is not None else Content("")


def telling(readings: tuple[Reading, ...]) -> Reading | None:
    """Return the reading that stands for several; None: there is none."""
    return min(readings, key=lambda each: _WORST.index(each.state), default=None)


def _probed(reading: Reading, *, ascii_only: bool) -> Content:
    """Return what a probe says, in one line."""
    words = worded(reading.evidence) or _(WORDS[reading.state])
    short = words.rstrip("。.")  # the pane below has the whole sentence
    return _PROBED[reading.state].draw(shown(short, limit=80), ascii_only=ascii_only)


def explained(row: CheckLine, *, ascii_only: bool) -> Content:
    """Return everything about an item, for the pane below the list."""
    item = row.item
    facts = [item.group.label, item.often.label, item.who.label]
    if item.critical:
        facts.append(_("critical"))
    if item.minimum:
        words = _("at least {minimum} {measure}")
        facts.append(words.format(minimum=item.minimum, measure=item.measure))
    head = Content.assemble(
        shown(item.name, limit=40).stylize("bold"), "  ", shown(" · ".join(facts), limit=80)
    )
    lines = [head]
    if item.look:
        lines.append(Content.assemble(lead(_("Look:")), shown(item.look, limit=120)))
    if row.stock is not None and row.stock.known:
        lines.append(_in_book(row.stock))
    lines += [_reading(reading, ascii_only=ascii_only) for reading in row.readings]
    if row.elsewhere and row.found is not None:
        lines.append(_looked(row.found))
    lines += _of_entries(row)
    return Content("\n").join([*lines, *_of_tickets(row)])


def _of_tickets(row: CheckLine) -> list[Content]:
    """Return what the item's tickets say: repaired and verified, open, or closed unrepaired."""
    lines = []
    if row.mended is not None and row.mended.closed_at is not None:
        words = _("Repaired; verified {time} by {name}.")
        name = shown(row.mended.verified_by, limit=20).plain
        lines.append(Content(words.format(time=minute(row.mended.closed_at), name=name)))
    if row.fault is not None and row.fault.noticed_at is not None:
        words = _("Ticket, noticed {time}: {words}")
        said = shown(row.fault.words, limit=_LONGEST).plain
        lines.append(Content(words.format(time=minute(row.fault.noticed_at), words=said)))
    if row.unrepaired is not None:
        lines += _closed_unrepaired(row.unrepaired)
    return lines


def _closed_unrepaired(fault: FaultRow) -> list[Content]:
    """Return when, by whom and why a ticket was closed unrepaired, and how the desk goes on."""
    if fault.closed_at is None:
        return []
    words = _("Ticket closed unrepaired, {time} {name}: {why}")
    name, why = shown(fault.closed_by, limit=20).plain, shown(fault.closed_why, limit=_LONGEST)
    told = words.format(time=minute(fault.closed_at), name=name, why=why.plain)
    lines = [Content.styled(told, "$warning")]
    if fault.workaround:
        around = shown(fault.workaround, limit=_LONGEST)
        lines.append(Content.assemble(lead(_("Workaround:")), around))
    return lines


def _in_book(stock: StockRow) -> Content:
    """Return what the book has of an item: quantity, what is to be said of it, each batch."""
    held = shown(stock.held, limit=20).plain
    if troubles := listed(each.label for each in stock.troubles):
        held = _("{held} ({note})").format(held=held, note=troubles)
    if any(batch.expires is not None for batch in stock.batches):
        held = pair(held, stock.held_by_expiry)
    return Content(_("In the book: {held}; s shows what came in and went out.").format(held=held))


def _reading(reading: Reading, *, ascii_only: bool) -> Content:
    """Return what a probe says, with what to do."""
    name = shown(title_of(reading.probe), limit=30)
    state = _PROBED[reading.state].draw(name, ascii_only=ascii_only)
    words = sentences((worded(reading.evidence) or _(WORDS[reading.state]), worded(reading.advice)))
    return Content.assemble(state, "  ", shown(words, limit=_LONGEST))


def _of_entries(row: CheckLine) -> list[Content]:
    """Return what was entered: note, workaround, and what counts no more."""
    lines = []
    entry = row.found
    if entry is not None and (entry.note or entry.workaround):
        lines.append(Content.assemble(lead(_("Note:")), shown(entry.note, limit=_LONGEST)))
        if entry.workaround:
            around = shown(entry.workaround, limit=_LONGEST)
            lines.append(Content.assemble(lead(_("Workaround:")), around))
    if entry is not None and entry.added is not None:
        lines.append(_added(entry.added))
    for before in row.earlier:
        words = _("Entered before: {state}, {time} {name}")
        name = shown(before.by, limit=20).plain
        at = in_log(before.at, before.at)
        lines.append(Content(words.format(state=before.state.label, time=at, name=name)))
    return lines


def _added(added: Addition) -> Content:
    """Return what whoever signed added: when, who, the reason, what probes had said since."""
    words = _("Added at the signature, {time} {name}")
    name = shown(added.by, limit=20).plain
    head = words.format(time=in_log(added.at, added.at), name=name)
    said = listed(each for each in (added.reason, *(one.words for one in added.evidence)) if each)
    return Content(pair(head, shown(said, limit=2 * _LONGEST).plain) if said else head)
