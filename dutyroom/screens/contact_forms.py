"""The forms of the address book: a contact that is typed, or changed, or kept from a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.contacts import changing, typed
from dutyroom.registers.contacts.area import is_mobile
from dutyroom.registers.contacts.book import LABELS, LONGEST, Contact, Kind
from dutyroom.registers.contacts.typist import Typist
from dutyroom.screens.filling import Filling
from dutyroom.widgets.entries import Entry
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.accounts.access import Access
    from dutyroom.registers.calls.detail import CallDetail

NEW: Final = "contact:new"
"""The key of the draft of a contact that comes from no call."""

_ORDER: Final = (
    *("unit", "name", "post", "mobile", "office", "duty", "fax", "home", "other"),
    *("short_name", "level", "parent", "reading", "verified_on", "source", "note"),
)
"""The fields as they are filled in: what an officer learns on the telephone comes first."""

_WHOLE: Final = frozenset({"unit", "parent", "source", "note"})
"""Fields that take a line; the others share one."""

_OF_UNIT: Final = ("duty", "fax", "short_name", "level", "parent")
"""Fields that speak of the unit, as in a spreadsheet."""


def adding(by: Typist, units: Sequence[str], start: Mapping[str, str], key: str = NEW) -> Filling:
    """Return the form of a contact that is put in.

    Args:
        by: Who does it.
        units: The units that the book knows: none is to be there under two names.
        start: What is known of it.
        key: The key of its draft.
    """

    def act(access: Access, values: Mapping[str, str]) -> str:
        return typed.put_in(access, values, by)

    hints = {"name": _("empty: the unit itself"), **dict.fromkeys(_OF_UNIT, _("of the unit"))}
    entries = [
        _entry(name, units, required=name == "unit", hint=hints.get(name, "")) for name in _ORDER
    ]
    first = "unit" if not start.get("unit") else "name"
    return Filling(key, _("New contact"), entries, act, start=start, first=first)


def changing_of(held: Contact, by: Typist, units: Sequence[str]) -> Filling:
    """Return the form in which a contact is changed.

    Args:
        held: The contact.
        by: Who does it.
        units: The units that the book knows.
    """

    def act(access: Access, values: Mapping[str, str]) -> str:
        return changing.change(access, held, values, by)

    person = held.kind is Kind.PERSON
    left_out = {"short_name", "level", "parent"} if person else {"unit", "post"}
    names = [name for name in _ORDER if name not in left_out]
    entries = [_entry(name, units, required=name in {"name", "unit"}) for name in names]
    start = {**held.fields, "name": held.name, "unit" if person else "parent": held.unit}
    head = Content(_("Empty a field to take it away; what stood there stays readable."))
    return Filling(f"contact:{held.id}", _("Change contact"), entries, act, head, start)


def of_call(detail: CallDetail) -> dict[str, str]:
    """Return what a call and its write-up say of whoever called.

    Args:
        detail: The call.
    """
    number, written = detail.row.number, detail.fields
    known = {
        "unit": written.get("caller_unit"),
        "name": written.get("caller_name"),
        "post": written.get("caller_post"),
        "mobile" if is_mobile(detail.normalised) else "office": number,
        "source": _("call {number}").format(number=detail.row.label),
    }
    return {name: shown(text, limit=100).plain for name, text in known.items() if text}


def _entry(name: str, units: Sequence[str], *, required: bool, hint: str = "") -> Entry:
    """Return the entry of a field."""
    of_unit = name in {"unit", "parent"}
    offered = _("Right takes the one that is shown") if name == "unit" else hint
    return Entry(
        name,
        _(LABELS[name]),
        required=required,
        longest=LONGEST,
        hint="2026-11-23" if name == "verified_on" else offered,
        half=name not in _WHOLE,
        known=[shown(unit, limit=100).plain for unit in units] if of_unit else (),
    )
