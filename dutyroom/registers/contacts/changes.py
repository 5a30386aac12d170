"""What an import would change, before anything is changed.

Nothing is retired because a file does not mention it, and an empty cell takes
nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.contacts import facts
from dutyroom.registers.contacts.book import LABELS, Kind
from dutyroom.registers.sheets.merging import Untaken
from dutyroom.registers.sheets.outcome import FieldChange, RowError, State, count
from dutyroom.store.facts import Fact, JsonValue, Place


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

    def title(self) -> str:
        """Return a person with the unit, or a unit."""
        return f"{self.unit} {self.name}" if self.kind is Kind.PERSON else self.name

    def label(self, field: str) -> str:
        """Return the label of a field; what is a person's unit is the parent of a unit."""
        meant = "parent" if field == "unit" and self.kind is Kind.UNIT else field
        return _(LABELS[meant])

    def words(self, field: str, text: str) -> str:  # noqa: ARG002 - asked of every register
        """Return what a field holds; the address book holds no codes."""
        return text

    def identity(self) -> dict[str, JsonValue]:
        """Return what programs know the contact by."""
        return {"kind": self.kind.value, "unit": self.unit, "name": self.name}


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do.

    Attributes:
        changes: What becomes of each contact, units before their people.
        errors: The rows, or parts of them, that are left out.
        ignored: Headings of columns that mean nothing here.
        area_code: The area code of the desk.
        untaken: Merged cells whose text counts for the first of them only.
    """

    changes: tuple[Change, ...]
    errors: tuple[RowError, ...]
    ignored: tuple[str, ...]
    area_code: str = ""
    untaken: tuple[Untaken, ...] = ()

    def count(self, state: State) -> int:
        """Return how many contacts are added, changed or unchanged."""
        return count(self, state)

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
