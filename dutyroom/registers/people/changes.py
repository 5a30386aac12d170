"""What an import of people would change, before anything is changed.

Nobody is retired because a file does not mention them, and an empty cell takes
nothing away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.people import facts
from dutyroom.registers.people.person import LABELS, Person, in_word
from dutyroom.registers.sheets.merging import Untaken
from dutyroom.registers.sheets.outcome import FieldChange, RowError, State
from dutyroom.store.facts import Fact, JsonValue, Place


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one person.

    Attributes:
        state: Added, changed or unchanged.
        person: As they are; where they are added, an empty one under a new id.
        name: Their name in the file.
        fields: The fields that change; all of them where they are added.
        rows: The row that speaks of them.
    """

    state: State
    person: Person
    name: str
    fields: tuple[FieldChange, ...]
    rows: tuple[int, ...]

    def title(self) -> str:
        """Return the name."""
        return self.name

    def label(self, field: str) -> str:
        """Return the label of a field, translated."""
        return _(LABELS[field])

    def words(self, field: str, text: str) -> str:
        """Return what a field holds, translated where it is a code."""
        return in_word(field, text)

    def identity(self) -> dict[str, JsonValue]:
        """Return id and name."""
        return {"id": self.person.id, "name": self.name}


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do.

    Attributes:
        changes: What becomes of each person.
        errors: The rows that are left out.
        ignored: Headings of columns that mean nothing here.
        untaken: Merged cells whose text counts for the first of them only.
    """

    changes: tuple[Change, ...]
    errors: tuple[RowError, ...]
    ignored: tuple[str, ...]
    untaken: tuple[Untaken, ...] = ()

    def facts(self, at: datetime, place: Place, *, actor: str) -> list[Fact]:
        """Return the facts that carry the import out.

        Args:
            at: When it is carried out.
            place: Unit and seat of the desk.
            actor: Who imports.
        """
        made = []
        for change in self.changes:
            new = {each.field: each.new for each in change.fields}
            if change.state is State.ADDED:
                made.append(facts.added(change.person.id, at, place, actor=actor, fields=new))
            elif change.state is State.CHANGED:
                made.append(facts.changed(change.person, at, place, actor=actor, new=new))
        return made
