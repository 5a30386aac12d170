"""Compare a spreadsheet with the register of people: what an import would change.

One row is one person. The staff number tells people apart; without one the name
does, as long as nobody else bears it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.contacts import phones
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.values import CellError
from dutyroom.registers.people import facts
from dutyroom.registers.people.cells import clean
from dutyroom.registers.people.changes import Change, Preview
from dutyroom.registers.people.columns import VOCABULARY
from dutyroom.registers.people.person import LABELS, PHONE_FIELDS, Person, alike
from dutyroom.registers.sheets.headings import Header, find_header
from dutyroom.registers.sheets.merging import Merged, untaken
from dutyroom.registers.sheets.outcome import FieldChange, RowError, State, by_row

_QUOTED: Final = 200
"""Characters of a cell that an error keeps."""


def preview(
    rows: Sequence[Sequence[str]],
    existing: Sequence[Person],
    areas: AreaCodes,
    *,
    problems: Mapping[tuple[int, int], str] | None = None,
    merged: Sequence[Merged] = (),
) -> Preview:
    """Compare a spreadsheet with the register.

    Args:
        rows: The rows of the sheet, with the heading.
        existing: Everybody in the register who is not retired.
        areas: China's area codes.
        problems: What is wrong with a cell, by row and column from 0.
        merged: The merged cells of the sheet.

    Raises:
        HeaderMissing: No row says what the columns are.
    """
    header = find_header(rows, VOCABULARY)
    comparison = Comparison(header, existing, areas, problems or {})
    for index in range(header.row + 1, len(rows)):
        comparison.read(index, rows[index])
    lost = untaken(merged, rows, header.row, header.fields)
    return Preview(tuple(comparison.changes), tuple(comparison.errors), header.ignored, lost)


class Comparison:
    """Compares rows with the people there are."""

    def __init__(
        self,
        header: Header,
        existing: Sequence[Person],
        areas: AreaCodes,
        problems: Mapping[tuple[int, int], str],
    ) -> None:
        """Compare rows below a heading.

        Args:
            header: The heading.
            existing: Everybody in the register.
            areas: China's area codes.
            problems: What is wrong with a cell, by row and column from 0.
        """
        self._header = header
        self._areas = areas
        self._problems = problems
        self._by_number = {p.fields["number"]: p for p in existing if p.fields.get("number")}
        self._by_name: dict[str, list[Person]] = {}
        for person in existing:
            self._by_name.setdefault(person.name, []).append(person)
        self._names: dict[str, list[tuple[int, str]]] = {}
        self._numbers: dict[str, int] = {}
        self._meant_in: dict[str, int] = {}
        self.changes: list[Change] = []
        self.errors: list[RowError] = []

    def read(self, index: int, cells: Sequence[str]) -> None:
        """Take one row: a change, or one error that names all its faults.

        Args:
            index: The row, from 0.
            cells: Its cells.
        """
        row = index + 1
        said, faults = self._said(index, cells)
        if not said and not faults:
            return
        person = None
        try:
            person = self._meant(said)
        except _RowRefusedError as refused:
            if refused.field not in {fault.field for fault in faults}:
                faults.append(_fault(row, refused.field, refused.text, str(refused)))
        if faults:
            self.errors += by_row(faults)
        else:
            self._note(row, said, person)
            self.changes.append(self._change(row, said, person))

    def _said(self, index: int, cells: Sequence[str]) -> tuple[dict[str, str], list[RowError]]:
        """Return the usable fields that a row fills, and what is wrong with the others."""
        said: dict[str, str] = {}
        faults: list[RowError] = []
        for column, name in self._header.fields.items():
            cell = cells[column] if column < len(cells) else ""
            try:
                if (index, column) in self._problems:
                    raise CellError(self._problems[index, column])
                said[name] = clean(name, cell, self._areas)
            except CellError as error:
                faults.append(_fault(index + 1, name, cell, str(error)))
        return {name: text for name, text in said.items() if text}, faults

    def _change(self, row: int, said: dict[str, str], person: Person | None) -> Change:
        """Return what becomes of the person of a row."""
        if person is None:
            nobody = Person(facts.new_id(), "")
            fields = tuple(FieldChange(name, "", text) for name, text in said.items())
            return Change(State.ADDED, nobody, said["name"], fields, (row,))
        fields = tuple(
            FieldChange(name, person.fields.get(name, ""), text)
            for name, text in said.items()
            if not _same(name, person.fields.get(name, ""), text)
        )
        state = State.CHANGED if fields else State.UNCHANGED
        return Change(state, person, said.get("name", person.name), fields, (row,))

    def _meant(self, said: Mapping[str, str]) -> Person | None:
        """Return who a row speaks of; None: somebody new.

        Raises:
            _RowRefusedError: Nobody, one of several, or somebody whom a row before spoke of.
        """
        number, name = said.get("number", ""), said.get("name", "")
        known = self._by_number.get(number) if number else None
        if known is None and not name:
            raise _RowRefusedError("name", "", _("nobody is named; fill in the name"))
        self._only_once(number, name)
        person = known or self._by_the_name(number, name)
        if person is not None and person.id in self._meant_in:
            raise _again(name, self._meant_in[person.id])
        return person

    def _note(self, row: int, said: Mapping[str, str], person: Person | None) -> None:
        """Note whom a row speaks of, so that no other row speaks of them."""
        number, name = said.get("number", ""), said.get("name", "")
        if name:
            self._names.setdefault(name, []).append((row, number))
        if number:
            self._numbers[number] = row
        if person is not None:
            self._meant_in[person.id] = row

    def _only_once(self, number: str, name: str) -> None:
        """Refuse a row that may speak of the same person as one before.

        Raises:
            _RowRefusedError: It may.
        """
        for first, other in self._names.get(name, ()):
            if not (number and other):
                raise _again(name, first)
        if number in self._numbers:
            raise _again(name or number, self._numbers[number])

    def _by_the_name(self, number: str, name: str) -> Person | None:
        """Return who bears a name; None: nobody.

        Raises:
            _RowRefusedError: Several do.
        """
        alike = self._by_name.get(name, [])
        if number:  # somebody who had no staff number yet gets one
            alike = [person for person in alike if not person.fields.get("number")]
        if len(alike) > 1:
            several = _("{count} people are called “{name}”; give the staff number")
            raise _RowRefusedError("name", name, several.format(count=len(alike), name=name))
        return alike[0] if alike else None


class _RowRefusedError(Exception):
    """A row cannot be used; the message is for the user."""

    def __init__(self, field: str, text: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.text = text


def _again(name: str, first: int) -> _RowRefusedError:
    """Return why a row is refused where another one came first."""
    again = _("“{name}” stands in row {first} already; give each a staff number")
    return _RowRefusedError("name", name, again.format(name=name, first=first))


def _fault(row: int, field: str, cell: str, reason: str) -> RowError:
    """Return what is wrong with a field of a row."""
    return RowError(row, field, cell[:_QUOTED], reason, LABELS[field])


def _same(name: str, old: str, new: str) -> bool:
    """Tell whether two texts of a field mean the same."""
    if name in PHONE_FIELDS:
        return old == new or _numbers(old) == _numbers(new)
    return alike(name, old, new)


def _numbers(text: str) -> set[tuple[str, str]]:
    """Return the numbers of a field, in the form in which they are compared."""
    parsed = (phones.parse(written) for written in phones.split(text))
    return {(phone.normalised, phone.extension) for phone in parsed}
