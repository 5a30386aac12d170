"""Everything about an item of a check, for the pane below the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.phrases import lead, listed, pair, sentences
from dutyroom.standard.probing import WORDS, Reading, title_of, worded
from dutyroom.standard.probing import State as Probed
from dutyroom.widgets.check_list import PROBED, CheckLine, looked
from dutyroom.widgets.kept_at import kept_at
from dutyroom.widgets.moments import in_log, minute
from dutyroom.widgets.room_stands import room_stands
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.equipment.entries import Addition, EntryRow
    from dutyroom.registers.equipment.faults import FaultRow
    from dutyroom.registers.equipment.said import Evidence
    from dutyroom.registers.equipment.stocks import StockRow

_LONGEST: Final = 400
"""Letters of a text in the pane, and where it is read in full; no officer's own is longer."""


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
    if item.place:
        lines.append(kept_at(item))
    if row.stock is not None and row.stock.known:
        lines.append(_in_book(row.stock))
    if row.room is not None or row.defects:
        lines.append(room_stands(row.room, row.defects))
    lines += [_reading(reading, ascii_only=ascii_only) for reading in row.readings]
    if row.found is not None:
        lines.append(looked(row.found) if row.elsewhere else _entered(row.found))
        if not row.readings:
            kept = sorted(row.found.evidence, key=lambda each: item.place_of(each.probe))
            lines += [_kept(each, ascii_only=ascii_only) for each in kept]
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
    state = PROBED[reading.state].draw(name, ascii_only=ascii_only)
    words = sentences((worded(reading.evidence) or _(WORDS[reading.state]), worded(reading.advice)))
    return Content.assemble(state, "  ", shown(words, limit=_LONGEST))


def _entered(entry: EntryRow) -> Content:
    """Return how the item was found, when and by whom."""
    words = _("Entered: {state}, {time} {name}")
    name = shown(entry.by, limit=20).plain
    told = words.format(state=entry.state.label, time=minute(entry.at), name=name)
    return Content.styled(told, "$foreground 60%")


def _kept(evidence: Evidence, *, ascii_only: bool) -> Content:
    """Return what a probe said when the item was entered."""
    name = shown(title_of(evidence.probe), limit=30)
    known = Probed(evidence.state) if evidence.state in set(Probed) else Probed.CANNOT_TELL
    state = PROBED[known].draw(name, ascii_only=ascii_only)
    return Content.assemble(state, "  ", shown(evidence.words, limit=_LONGEST))


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
        head = words.format(state=before.state.label, time=at, name=name)
        told = shown(before.told, limit=_LONGEST).plain
        lines.append(Content(pair(head, told) if told else head))
    return lines


def _added(added: Addition) -> Content:
    """Return what whoever signed added: when, who, the reason, what probes had said since."""
    words = _("Added at the signature, {time} {name}")
    name = shown(added.by, limit=20).plain
    head = words.format(time=in_log(added.at, added.at), name=name)
    said = listed(each for each in (added.reason, *(one.words for one in added.evidence)) if each)
    return Content(pair(head, shown(said, limit=2 * _LONGEST).plain) if said else head)
