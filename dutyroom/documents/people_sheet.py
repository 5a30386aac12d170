"""The register of people as a spreadsheet that can be imported again without a difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dutyroom.documents.table import Column
from dutyroom.i18n import _
from dutyroom.registers.people.person import LABELS, Person, in_words

_WIDTHS = {"name": 12.0, "roles": 24.0, "position": 20.0, "appointed_by": 24.0, "note": 30.0}


def columns() -> list[Column]:
    """Return the columns: every field that the register knows."""
    return [Column(name, _(label), _WIDTHS.get(name, 14.0)) for name, label in LABELS.items()]


def rows(people: Iterable[Person]) -> Iterator[Sequence[str]]:
    """Yield a row for each person, in words of the language in force."""
    for person in people:
        said = {**person.fields, **in_words(person)}
        yield [said.get(name, "") for name in LABELS]
