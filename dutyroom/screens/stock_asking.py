"""What is asked about stock and the room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.equipment.stocks import RoomRow, StockRow
from dutyroom.screens import stock_expired
from dutyroom.screens.asking import Blank, Question
from dutyroom.standard.equipment.items import Kind
from dutyroom.standard.equipment.room import Shared
from dutyroom.widgets.shown import shown

_LONGEST = 100
_UNKNOWN = frozenset({"?", "？", "不详", "unknown"})


def receiving(row: StockRow, today: date) -> Question:
    """Ask what came in; what has expired already is taken in only where that is said."""
    dated = row.item.kind is Kind.EXPIRY
    words = _("Each expiry is a batch of its own; empty: it does not expire.")
    return Question(
        _titled(_("In"), row),
        Content(_("Each expiry is a batch of its own.") if dated else words),
        _("Enter"),
        (
            _quantity(),
            Blank("expires", _("Expires on"), required=dated, longest=10),
            stock_expired.asked(_("Taken in though expired")),
            Blank("whom", _("From whom"), longest=_LONGEST),
            Blank("why", _("Note"), longest=_LONGEST),
        ),
        check=lambda said: (
            _number_wrong(said, 1)
            or day_wrong(said["expires"])
            or stock_expired.unsaid(day_of(said["expires"]), said, today)
        ),
    )


def issuing(row: StockRow, today: date) -> Question:
    """Ask what went out; where it has to be from what has expired, that is asked for."""
    gone = any(batch.expired(today) for batch in row.batches)
    words = _("What expires first goes first; what has expired goes last.")
    return Question(
        _titled(_("Out"), row),
        Content("\n".join([_there(row), words])),
        _("Enter"),
        (
            _quantity(),
            *([stock_expired.asked(_("Expired ones, too"))] if gone else []),
            Blank("whom", _("Taken by"), required=True, longest=_LONGEST),
            Blank("why", _("Used for"), longest=_LONGEST),
        ),
        check=lambda said: (
            _number_wrong(said, 1)
            or _too_many(row, int(said["quantity"]))
            or stock_expired.left(row, said, today)
        ),
    )


def _there(row: StockRow) -> str:
    """Return how many can be used, and how many of it have expired."""
    expired = sum(batch.quantity for batch in row.batches) - row.usable
    words = _("Usable: {held}.") if not expired else _("Usable: {held}; expired: {expired}.")
    return words.format(held=row.held, expired=expired)


def _too_many(row: StockRow, quantity: int) -> str:
    """Return why so much cannot go out; empty where it can."""
    there = sum(batch.quantity for batch in row.batches)
    words = _("There are only {there}. Nothing was changed.")
    return words.format(there=there) if quantity > there else ""


def counting(row: StockRow) -> Question:
    """Ask how many were counted."""
    there = sum(batch.quantity for batch in row.batches)
    words = _("The book has {there}. A difference is noted as a movement; nothing is overwritten.")
    asked = _("If there are more: when those expire; nobody knows: ?")
    return Question(
        _titled(_("Count"), row),
        Content("\n".join([words.format(there=there), asked])),
        _("Enter"),
        (
            _quantity(),
            Blank("expires", _("Expires on"), longest=10),
            Blank("why", _("Note"), longest=_LONGEST),
        ),
        check=lambda said: _number_wrong(said, 0) or _expiry_wrong(row, there, said),
    )


def expiry_unknown(typed: str) -> bool:
    """Tell whether it was said that nobody knows when something expires."""
    return typed.strip() in _UNKNOWN


def _expiry_wrong(row: StockRow, there: int, said: Mapping[str, str]) -> str:
    """Return why a count cannot be meant as to the expiry of what is over; empty where it can."""
    typed = said["expires"]
    if expiry_unknown(typed):
        return ""
    if not typed and row.item.kind is Kind.EXPIRY and int(said["quantity"]) > there:
        return _("There are more than in the book: say when those expire, or ? if nobody knows.")
    return day_wrong(typed)


def disposing(row: StockRow) -> Question:
    """Ask whether all that has expired is gone."""
    return Question(
        _titled(_("Dispose of expired"), row),
        Content(_("All batches that have expired are noted as disposed of.")),
        _("Enter"),
        (Blank("why", _("Note"), longest=_LONGEST),),
    )


def verifying_room(last: RoomRow | None) -> Question:
    """Ask how large the room is and with whom it is shared."""
    choices = tuple((each.label, each.value) for each in Shared)
    shared = last.shared if last is not None and last.shared is not None else Shared.NOBODY
    return Question(
        _("Verify the room"),
        Content(_("A district's room has 30 m² at least; none is shared with guards or drivers.")),
        _("Enter"),
        (
            Blank("area", _("Area in m²"), f"{last.area:g}" if last else "", True, longest=8),
            Blank("shared", _("Shared with"), shared.value, required=True, choices=choices),
            Blank("photo", _("Photograph kept at"), longest=_LONGEST),
            Blank("note", _("Note"), longest=_LONGEST),
        ),
        check=lambda said: "" if area_of(said) else _("The area is not a number such as 36.5."),
    )


def area_of(said: Mapping[str, str]) -> float:
    """Return the area that was typed; 0: it is none."""
    try:
        area = float(said["area"].replace("，", ".").replace(",", "."))
    except ValueError:
        return 0.0
    return area if 0 < area <= 10_000 else 0.0


def day_of(typed: str) -> date | None:
    """Return the day that was typed as `2027-06-30` or `20270630`; None: none was."""
    try:
        return date.fromisoformat(typed.strip()) if typed.strip() else None
    except ValueError:
        return None


def day_wrong(typed: str) -> str:
    """Return why what was typed is no day; empty where it is one, or nothing."""
    if not typed.strip() or day_of(typed) is not None:
        return ""
    return _("The day is not a date such as 2027-06-30.")


def _titled(what: str, row: StockRow) -> str:
    """Return the title of a question about stock."""
    return pair(what, shown(row.item.name, limit=40).plain)


def _quantity() -> Blank:
    """Return the blank of a quantity."""
    return Blank("quantity", _("Quantity"), required=True, longest=6)


def _number_wrong(said: Mapping[str, str], least: int) -> str:
    """Return why a quantity cannot be meant; empty where it can."""
    typed = said["quantity"]
    if typed.isdecimal() and int(typed) >= least:
        return ""
    return _("The quantity is not a whole number such as 12.")
