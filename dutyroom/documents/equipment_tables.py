"""The tables below the items of a check sheet: what differs, the tickets, the stock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from dutyroom.documents.paper import Column, Table
from dutyroom.documents.slip import minute_or_empty
from dutyroom.i18n import _
from dutyroom.phrases import listed, pair
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.registers.equipment.past_faults import Stated
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.registers.equipment.stocks import StockRow
from dutyroom.standard.equipment.comparing import Difference


def differing(sheet: Sheet, differences: Sequence[Difference]) -> tuple[Table, ...]:
    """Return what differs from the check at the start, where anything does."""
    if not differences:
        return ()
    columns = (Column(_("Item"), 2.0), Column(_("Start"), 1.0), Column(_("End"), 1.0))
    rows = [
        (
            sheet.item(each.item).name,
            each.before.label if each.before is not None else _("not looked at"),
            each.after.label if each.after is not None else _("not looked at"),
        )
        for each in differences
    ]
    return (Table(columns, rows, heading=_("Different from the start of the shift")),)


def tickets(
    faults: Sequence[FaultRow], stated: Mapping[str, Stated], at: datetime
) -> tuple[Table, ...]:
    """Return the tickets that were open at a moment as a table, where there were any."""
    if not faults:
        return ()
    columns = (
        Column(_("Item"), 1.4), Column(_("Trouble"), 2.1), Column(_("Noticed at"), 1.6),
        Column(_("Workaround"), 2.1), Column(_("Reported to"), 1.6),
    )  # fmt: skip
    rows = [
        (
            fault.name,
            fault.words,
            minute_or_empty(fault.noticed_at),
            fault.workaround or _stated(stated.get(fault.id)),
            " ".join(
                text for text in (fault.reported_to, minute_or_empty(fault.reported_at)) if text
            ),
        )
        for fault in faults
    ]
    heading = _("Fault tickets open at {time}").format(time=minute_or_empty(at))
    return (Table(columns, rows, heading=heading),)


def stocked(stock: Sequence[StockRow], at: datetime) -> tuple[Table, ...]:
    """Return what the book had of each counted item at a moment, where anything is counted."""
    if not stock:
        return ()
    columns = (
        Column(_("Item"), 1.6), Column(_("Kept at"), 1.4), Column(_("Usable"), 0.9),
        Column(_("Minimum"), 0.9), Column(_("There, by expiry"), 2.4), Column(_("State"), 1.8),
    )  # fmt: skip
    rows = [
        (
            row.item.name,
            row.item.place,
            row.held,
            f"{row.item.minimum} {row.item.measure}" if row.item.minimum else "-",
            row.held_by_expiry if row.known else "-",
            _stands(row),
        )
        for row in stock
    ]
    heading = _("Emergency stock in the book at {time}").format(time=minute_or_empty(at))
    return (Table(columns, rows, heading=heading),)


def _stands(row: StockRow) -> str:
    """Return how the stock of an item stands: all that is to be said."""
    if not row.known:
        return _("nothing noted yet")
    return listed(each.label for each in row.troubles) or _("enough")


def _stated(said: Stated | None) -> str:
    """Return how the desk does without an item, as was said after the check, at sign-on."""
    if said is None:
        return ""
    words = _("Said at sign-on, {time} {name}")
    return pair(words.format(time=minute_or_empty(said.at), name=said.by), said.words)
