"""What an import would change, before anything is changed.

Nothing is retired because a file does not mention it, and an empty cell takes
nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dutyroom.registers.contacts import facts
from dutyroom.registers.contacts.book import Kind
from dutyroom.registers.contacts.wanted import RowError
from dutyroom.store.facts import Fact, Place


class State(StrEnum):
    """What becomes of a contact."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that gets another value.

    Attributes:
        field: Its name; `unit` for the parent of a unit.
        old: What the book holds.
        new: What it will hold.
    """

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one contact.

    Attributes:
        state: Added, changed or unchanged.
        contact: Its id; a new one where it is added.
        kind: Unit or person.
        name: Its name.
        unit: Name of its unit or parent.
        unit_id: Id of that.
        fields: The fields that change; all of them where it is added.
        before: All its fields as they are.
        rows: The rows that speak of it; none for a unit that is only named.
    """

    state: State
    contact: str
    kind: Kind
    name: str
    unit: str
    unit_id: str
    fields: tuple[FieldChange, ...]
    before: Mapping[str, str]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do.

    Attributes:
        changes: What becomes of each contact, units before their people.
        errors: The rows, or parts of them, that are left out.
        ignored: Headings of columns that mean nothing here.
        area_code: The area code of the desk.
    """

    changes: tuple[Change, ...]
    errors: tuple[RowError, ...]
    ignored: tuple[str, ...]
    area_code: str = ""

    def count(self, state: State) -> int:
        """Return how many contacts are added, changed or unchanged."""
        return sum(change.state is state for change in self.changes)

    def facts(self, at: datetime, place: Place, *, actor: str, source: str) -> list[Fact]:
        """Return the facts that carry the import out.

        Args:
            at: When it is carried out.
            place: Unit and seat of the desk.
            actor: Who imports.
            source: Where the new contacts come from, where the file does not say.
        """
        made = (self._fact(change, at, place, actor, source) for change in self.changes)
        return [fact for fact in made if fact is not None]

    def _fact(
        self, change: Change, at: datetime, place: Place, actor: str, source: str
    ) -> Fact | None:
        """Return the fact of one change."""
        new = {each.field: each.new for each in change.fields if each.field != "unit"}
        if change.state is State.ADDED:
            return facts.added(
                change.contact,
                at,
                place,
                actor=actor,
                kind=change.kind,
                fields={"source": source, **new, "name": change.name},
                unit=change.unit_id,
                area_code=self.area_code,
            )
        if change.state is State.UNCHANGED:
            return None
        moved = any(each.field == "unit" for each in change.fields)
        return facts.changed(
            change.contact,
            at,
            place,
            actor=actor,
            old=change.before,
            new=new,
            unit=change.unit_id if moved else None,
            area_code=self.area_code,
        )
