"""A contact that is typed at the desk: checked as a row of an import is, and kept as its facts are.

What is typed of somebody who is in the book already adds to what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.contacts import phones, reading
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.book import LABELS, NUMBER_FIELDS
from dutyroom.registers.contacts.changes import Change, Preview
from dutyroom.registers.contacts.known import same_named
from dutyroom.registers.contacts.preview import Comparison
from dutyroom.registers.contacts.typist import (
    ContactRefused,
    Typist,
    refuse_otherwise,
    refuse_wrong,
)
from dutyroom.registers.contacts.wanted import Collector
from dutyroom.registers.sheets.headings import Header
from dutyroom.registers.sheets.outcome import FieldChange, State
from dutyroom.store.session import Session

_COLUMNS: Final = Header(0, dict(enumerate(LABELS)), ())
"""What is typed, as the row of a spreadsheet with every column."""


def put_in(access: Access, said: Mapping[str, str], by: Typist) -> str:
    """Put a unit, or a person with their unit, into the book, or add to what it holds of them.

    Args:
        access: The door.
        said: Text by field, as it was typed; without a name it speaks of the unit.
        by: Who does it.

    Returns:
        Id of the contact.

    Raises:
        ContactRefused: It cannot be used, or the book holds all of it; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    row = Collector(_COLUMNS, AreaCodes.load())
    row.read(1, [said.get(name, "") for name in LABELS], {})
    wanted = row.wanted()
    refuse_wrong(row.errors)
    if not wanted:
        raise ContactRefused(_("Name a unit. Nothing was changed."))

    with access.store.read() as session:
        comparison = Comparison(reading.everything(session), by.area_code)
    changes = [_adding(each, by.area_code) for each in comparison.changes(wanted)]
    if all(each.state is State.UNCHANGED for each in changes):
        raise ContactRefused(_("The address book holds all of this already. Nothing was changed."))
    preview = Preview(tuple(changes), (), (), by.area_code)
    made = preview.facts(access.clock.now(), access.place, actor=by.actor, source="")
    access.ledger.record(*made, provided=lambda session: _refuse_changed(session, changes))
    return changes[-1].contact


def _adding(change: Change, area_code: str) -> Change:
    """Return a change in which numbers come to those that are there, and replace none."""
    fields = [
        replace(each, new=_joined(each, area_code)) if each.field in NUMBER_FIELDS else each
        for each in change.fields
    ]
    different = tuple(each for each in fields if each.new != each.old)
    unchanged = change.state is not State.ADDED and not different
    return replace(change, fields=different, state=State.UNCHANGED if unchanged else change.state)


def _joined(change: FieldChange, area_code: str) -> str:
    """Return the numbers of a field with those that come to them, each once."""
    known: dict[tuple[str, str], str] = {}
    for written in (*phones.split(change.old), *phones.split(change.new)):
        phone = phones.parse(written, area_code)
        known.setdefault((phone.normalised, phone.extension), written)
    return phones.join(list(known.values()))


def _refuse_changed(session: Session, changes: Iterable[Change]) -> None:
    """Refuse to go on where the book says something else of some contacts by now.

    Raises:
        ContactRefused: It does.
    """
    for each in changes:
        if each.state is State.ADDED:
            there = same_named(session, each.kind, each.name, each.unit_id)
            refuse_otherwise(as_seen=there is None)
        else:
            held = reading.get(session, each.contact)
            fields = {**held.fields, "name": held.name} if held is not None else {}
            refuse_otherwise(as_seen=fields == each.before)
