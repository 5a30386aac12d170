"""What is asked about stock, the room, and the items of the checklist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from textual.content import Content

from dutyroom.i18n import _, language
from dutyroom.phrases import pair
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.registers.equipment.stocks import RoomRow, StockRow
from dutyroom.screens import stock_expired
from dutyroom.screens.asking import Blank, Question
from dutyroom.standard.equipment.items import Group, Item, Kind, Often, Who
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


def changing(item: Item | None) -> Question:
    """Ask what an item of the checklist is; a new one where there is none yet."""
    known = item or Item("", Group.ROOM, "", "")
    yes = ((_("no"), "no"), (_("yes"), "yes"))
    blanks = [
        Blank("name", _("Name of the item"), known.name if item else "", required=True, longest=40),
        Blank("critical", _("Critical"), "yes" if known.critical else "no", choices=yes, line=True),
        Blank("often", _("How often"), known.often.value, choices=_of(Often)),
        Blank("who", _("Looked after by"), known.who.value, choices=_of(Who)),
    ]
    if item is None:
        kinds = tuple((k.label, k.value) for k in Kind if k is not Kind.ROOM)
        blanks.insert(1, Blank("group", _("Group"), Group.LINE.value, choices=_of(Group)))
        blanks.append(Blank("kind", _("What is asked"), Kind.STATE.value, choices=kinds))
    if item is None or item.kind.stocked:
        blanks.append(Blank("minimum", _("Minimum"), str(known.minimum), longest=6))
    blanks.append(Blank("look", _("What to look at"), known.look if item else "", longest=80))
    title = _("Change an item") if item else _("Add an item")
    words = _("A new version of the list is issued; past sheets keep theirs.")
    return Question(title, Content(words), _("Enter"), tuple(blanks), check=_minimum_wrong)


def changed(item: Item | None, said: Mapping[str, str]) -> Item:
    """Return an item as it was answered; a name is changed in the language in force alone.

    Args:
        item: The item as it was; None: a new one.
        said: The answers by name.
    """
    known = item or Item("", Group(said["group"]), "", "", kind=Kind(said["kind"]))
    tongue = "en" if language() == "en" else "zh"
    names = {tongue: said["name"], f"look_{tongue}": said["look"]}
    if item is not None and said["name"] == item.name:
        del names[tongue]
    return replace(
        known,
        critical=said["critical"] == "yes",
        often=Often(said["often"]),
        who=Who(said["who"]),
        minimum=int(said.get("minimum") or 0) if known.kind.stocked else 0,
        **names,  # type: ignore[arg-type] # names and what to look at are texts
    )


def ruling(current: Checklist) -> Question:
    """Ask when a check is asked for."""
    yes = ((_("yes"), "yes"), (_("no"), "no"))
    start, end = ("yes" if so else "no" for so in (current.start_needed, current.end_needed))
    return Question(
        _("When it is asked for"),
        Content(_("Whoever signs on or leaves without the check gives a reason.")),
        _("Enter"),
        (
            Blank("start", _("At the start of the shift"), start, True, yes, line=True),
            Blank("end", _("At the end of the shift"), end, True, yes, line=True),
        ),
    )


def moving(item: Item) -> Question:
    """Ask whether an item is moved; who moves it is asked where nobody is on duty."""
    title = pair(_("Move"), shown(item.name, limit=40).plain)
    words = _("A new version of the list is issued; past sheets keep theirs.")
    return Question(title, Content(words), _("Move"))


def retiring(item: Item) -> Question:
    """Ask why an item is retired."""
    title = pair(_("Retire"), shown(item.name, limit=40).plain)
    words = _("It is asked for no more. Past sheets and fault tickets keep it.")
    blanks = (Blank("why", _("Reason"), required=True, longest=_LONGEST),)
    return Question(title, Content(words), _("Retire"), blanks)


def restoring(items: Sequence[Item]) -> Question:
    """Ask which retired item is taken back.

    Args:
        items: What was retired; at least one.
    """
    choices = tuple((shown(item.name, limit=40).plain, item.key) for item in items)
    return Question(
        _("Take an item back"),
        Content(_("It comes back as it was, at the end of its group.")),
        _("Take back"),
        (
            Blank("item", _("Item"), items[-1].key, required=True, choices=choices),
            Blank("why", _("Reason"), longest=_LONGEST),
        ),
    )


def _of(kind: type[Often] | type[Who] | type[Group]) -> tuple[tuple[str, str], ...]:
    """Return the choices of an enumeration."""
    return tuple((each.label, each.value) for each in kind)


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


def _minimum_wrong(said: Mapping[str, str]) -> str:
    """Return why a minimum cannot be meant; empty where it can."""
    typed = said.get("minimum", "0") or "0"
    return "" if typed.isdecimal() else _("The quantity is not a whole number such as 12.")
