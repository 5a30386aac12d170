"""Change one contact, take it out of the book, or bring it back; what it was stays readable."""

from __future__ import annotations

from collections.abc import Mapping

from dutyroom.i18n import _, ngettext
from dutyroom.phrases import pair
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.contacts import facts, reading
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.book import LABELS, Contact, Kind
from dutyroom.registers.contacts.known import belonging, same_named, unit_named
from dutyroom.registers.contacts.typist import (
    ContactRefused,
    Typist,
    refuse_otherwise,
    refuse_wrong,
)
from dutyroom.registers.contacts.values import CellError, clean
from dutyroom.registers.sheets.outcome import RowError
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


def change(access: Access, held: Contact, said: Mapping[str, str], by: Typist) -> str:
    """Change a contact; an empty field is taken away.

    Args:
        access: The door.
        held: The contact as it was shown.
        said: Text by field, as it was typed.
        by: Who does it.

    Returns:
        Id of the contact.

    Raises:
        ContactRefused: It cannot be used, nothing is different, or somebody else was sooner.
        StoreError: The database cannot be written; nothing was changed.
    """
    new = _cleaned(said)
    unit = _unit_of(held, new)
    other = _different(held, new)
    with access.store.read() as session:
        known = unit_named(session, unit) if unit else None
    made = [_new_unit(access, unit, by)] if unit and known is None else []
    unit_id = known.id if known is not None else made[0].subject if made else ""
    if not other and unit_id == held.unit_id:
        raise ContactRefused(_("Nothing has been changed."))
    changed = facts.changed(
        held.id,
        access.clock.now(),
        access.place,
        actor=by.actor,
        old={**held.fields, "name": held.name},
        new=other,
        unit=unit_id if unit_id != held.unit_id else None,
        area_code=by.area_code,
    )

    def still_so(session: Session) -> None:
        refuse_otherwise(as_seen=reading.get(session, held.id) == held)
        refuse_otherwise(as_seen=not unit or unit_named(session, unit) == known)
        twin = same_named(session, held.kind, new["name"], unit_id)
        if twin is not None and twin.id != held.id:
            words = _("{name} is in the address book already. Nothing was changed.")
            raise ContactRefused(words.format(name=twin.label()))

    access.ledger.record(*made, changed, provided=still_so)
    return held.id


def retire(access: Access, held: Contact, why: str, by: Typist) -> None:
    """Take a contact out of the book: no number leads to it, and what it was stays readable.

    Args:
        access: The door.
        held: The contact as it was shown.
        why: The reason.
        by: Who does it.

    Raises:
        ContactRefused: People or units belong to it, or somebody else was sooner.
        StoreError: The database cannot be written; nothing was changed.
    """
    if not why.strip():
        raise ContactRefused(_("Say why. Nothing was changed."))

    def still_so(session: Session) -> None:
        refuse_otherwise(as_seen=reading.get(session, held.id) == held)
        if below := belonging(session, held.id):
            words = ngettext(
                "{count} contact belongs to it: retire it first, or move it to another unit. "
                "Nothing was changed.",
                "{count} contacts belong to it: retire them first, or move them to another unit. "
                "Nothing was changed.",
                below,
            )
            raise ContactRefused(words.format(count=below))

    now, place = access.clock.now(), access.place
    fact = facts.retired(held.id, now, place, actor=by.actor, why=why.strip())
    access.ledger.record(fact, provided=still_so)


def restore(access: Access, held: Contact, why: str, by: Typist) -> None:
    """Bring a contact back that was taken out, with the numbers that it had.

    Args:
        access: The door.
        held: The contact as it was shown.
        why: The reason.
        by: Who does it.

    Raises:
        ContactRefused: Its unit is not in the book, another one bears its name by now, or
            somebody else was sooner.
        StoreError: The database cannot be written; nothing was changed.
    """
    if not why.strip():
        raise ContactRefused(_("Say why. Nothing was changed."))

    def still_so(session: Session) -> None:
        refuse_otherwise(as_seen=reading.get(session, held.id) == held)
        if (twin := same_named(session, held.kind, held.name, held.unit_id)) is not None:
            words = _("{name} is in the address book already. Nothing was changed.")
            raise ContactRefused(words.format(name=twin.label()))
        unit = reading.get(session, held.unit_id) if held.unit_id else None
        if unit is not None and unit.retired:
            words = _("Bring {unit} back first. Nothing was changed.")
            raise ContactRefused(words.format(unit=unit.name))

    now, place, area_code = access.clock.now(), access.place, by.area_code
    fact = facts.restored(held.id, now, place, actor=by.actor, why=why.strip(), area_code=area_code)
    access.ledger.record(fact, provided=still_so)


def _unit_of(held: Contact, new: dict[str, str]) -> str:
    """Take out of the fields the name of a person's unit, or of a unit's parent; empty: none.

    Raises:
        ContactRefused: A name is missing, or a unit would be its own parent.
    """
    person = held.kind is Kind.PERSON
    unit = new.pop("unit" if person else "parent", "")
    if person and not unit:
        raise ContactRefused(_("Name a unit. Nothing was changed."))
    if not new.get("name"):
        raise ContactRefused(_("That may not be empty. Nothing was changed."))
    if not person and unit == new["name"]:
        label = LABELS["parent"]
        raise ContactRefused(pair(_(label), _("a unit cannot be above itself")))
    return unit


def _different(held: Contact, new: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that are no longer as they were; empty texts for what is taken away."""
    before = {**held.fields, "name": held.name}
    return {
        name: new.get(name, "")
        for name in {**before, **new}
        if new.get(name, "") != before.get(name, "")
    }


def _new_unit(access: Access, name: str, by: Typist) -> Fact:
    """Return the fact of a unit that is only named."""
    now, fields = access.clock.now(), {"name": name}
    return facts.added(
        facts.new_id(), now, access.place, actor=by.actor, kind=Kind.UNIT, fields=fields
    )


def _cleaned(said: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed as it is kept; empty fields are left out.

    Raises:
        ContactRefused: Some of it cannot be used.
    """
    areas, new = AreaCodes.load(), dict[str, str]()
    errors: list[RowError] = []
    for name, typed in said.items():
        try:
            new[name] = clean(name, typed, areas)
        except CellError as error:
            errors.append(RowError(1, name, typed, str(error), LABELS[name]))
    refuse_wrong(errors)
    return {name: text for name, text in new.items() if text}
