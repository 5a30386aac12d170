"""Put somebody into the register by hand, correct them, take them out, bring them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.values import CellError
from dutyroom.registers.people import facts
from dutyroom.registers.people.cells import clean
from dutyroom.registers.people.person import FIELDS, LABELS, Person, alike
from dutyroom.store.facts import Fact, Place


class PersonRefused(PlainError):  # noqa: N818 - it says what happened
    """What was typed cannot be used; nothing was changed.

    Attributes:
        field: Name of the field that is meant; empty: none in particular.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        """Say why.

        Args:
            sentence: Why, for the user.
            field: The field that is meant.
        """
        self.field = field
        super().__init__(sentence)


def cleaned(typed: Mapping[str, str], areas: AreaCodes) -> dict[str, str]:
    """Return what was typed as the register holds it; every field, empty ones too.

    Args:
        typed: Text by field name.
        areas: China's area codes.

    Raises:
        PersonRefused: A field cannot be used.
    """
    said = {}
    for name in FIELDS:
        try:
            said[name] = clean(name, typed.get(name, ""), areas)
        except CellError as error:
            raise PersonRefused(pair(_(LABELS[name]), error), name) from error
    if not said["name"]:
        raise PersonRefused(_("{field} is missing.").format(field=_("Name")), "name")
    return said


def added(
    said: Mapping[str, str], existing: Sequence[Person], at: datetime, place: Place, *, actor: str
) -> Fact:
    """Return the fact that puts somebody into the register.

    Args:
        said: What `cleaned` returned.
        existing: Everybody who is there.
        at: When.
        place: Unit and seat.
        actor: Who does it.

    Raises:
        PersonRefused: They could not be told from somebody who is there.
    """
    _tell_apart(said, existing)
    return facts.added(facts.new_id(), at, place, actor=actor, fields=said)


def changed(
    person: Person,
    said: Mapping[str, str],
    existing: Sequence[Person],
    at: datetime,
    place: Place,
    *,
    actor: str,
    why: str,
) -> Fact:
    """Return the fact that corrects somebody; the earlier values stay readable.

    Args:
        person: As they are now.
        said: What `cleaned` returned.
        existing: Everybody who is there.
        at: When.
        place: Unit and seat.
        actor: Who does it.
        why: The reason.

    Raises:
        PersonRefused: Nothing changes, no reason is given, or they could not be told apart.
    """
    held = person.fields
    new = {name: text for name, text in said.items() if not alike(name, held.get(name, ""), text)}
    if not new:
        raise PersonRefused(_("Nothing has been changed."))
    if not why.strip():
        raise PersonRefused(_("Say why it is changed."), "why")
    _tell_apart(said, [each for each in existing if each.id != person.id])
    return facts.changed(person, at, place, actor=actor, new=new, why=why)


def _tell_apart(said: Mapping[str, str], others: Sequence[Person]) -> None:
    """Refuse whoever could not be told from somebody else.

    Raises:
        PersonRefused: The staff number is taken, or two people of a name have none.
    """
    number = said["number"]
    for other in others:
        if number and other.fields.get("number") == number:
            taken = _("{name} has this staff number already.").format(name=other.name)
            raise PersonRefused(taken, "number")
        if other.name == said["name"] and not (number and other.fields.get("number")):
            alike = _("Somebody is called {name} already: give both a staff number.")
            raise PersonRefused(alike.format(name=other.name), "number")
