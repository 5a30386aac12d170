"""What the rows of a spreadsheet say the book should hold.

A row with a person's name speaks of the person; the duty phone, the fax and the
unit's own columns in it speak of the unit, because that is how lists are made.
A row without a name speaks of the unit. A person without a unit belongs to the
unit above: merged cells leave only the first filled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.contacts import phones
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.book import LABELS, NUMBER_FIELDS, Kind
from dutyroom.registers.contacts.values import CellError, clean
from dutyroom.registers.sheets.headings import Header
from dutyroom.registers.sheets.merging import Merged
from dutyroom.registers.sheets.outcome import RowError

UNIT_COLUMNS: Final = ("short_name", "level", "parent", "duty", "fax")
"""Columns that speak of the unit even where the row has a person."""


def of_unit(header: Header, rows: Sequence[Sequence[str]]) -> Callable[[Merged], bool]:
    """Return what tells of merged cells whether they speak of one unit, so that nothing is lost.

    Args:
        header: The heading.
        rows: The rows of the sheet.
    """
    unit = next((column for column, name in header.fields.items() if name == "unit"), None)

    def same(cells: Merged) -> bool:
        field = header.fields.get(cells.left)
        if unit is None or cells.left != cells.right or field not in {"unit", *UNIT_COLUMNS}:
            return False
        return not any(
            rows[row][unit].strip()
            for row in range(cells.top + 1, min(cells.bottom + 1, len(rows)))
            if unit < len(rows[row])
        )

    return same


@dataclass(slots=True)
class Wanted:
    """One contact as the rows want it.

    Attributes:
        kind: Unit or person.
        name: Its name.
        unit: Name of a person's unit, or of a unit's parent; empty: not said.
        fields: The other fields that are said.
        rows: The rows that say it.
    """

    kind: Kind
    name: str
    unit: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says.

    Attributes:
        number: The row as the spreadsheet counts, from 1.
        unit: Name of the unit, or its short name.
        name: Name of the person; empty: the row speaks of the unit.
        fields: The other fields.
    """

    number: int
    unit: str
    name: str
    fields: dict[str, str]


class Collector:
    """Gathers what the rows say, and what is wrong with them."""

    def __init__(self, header: Header, areas: AreaCodes) -> None:
        """Gather rows below a heading.

        Args:
            header: The heading.
            areas: China's area codes.
        """
        self._header = header
        self._areas = areas
        self._unit_above = ""
        self._rows: list[Row] = []
        self._wanted: dict[tuple[Kind, str, str], Wanted] = {}
        self.errors: list[RowError] = []

    def read(self, number: int, cells: Sequence[str], problems: Mapping[int, str]) -> None:
        """Take one row.

        Args:
            number: The row as the spreadsheet counts, from 1.
            cells: Its cells.
            problems: What is wrong with a cell, by column.
        """
        before = len(self.errors)
        said = self._said(number, cells, problems)
        if len(self.errors) > before:
            self._remember_unit(number, cells, problems)
            return
        if not said:
            return
        unit, name = said.pop("unit", "") or self._unit_above, said.pop("name", "")
        if not unit:
            self._miss_unit(number)
            return
        self._unit_above = unit
        self._rows.append(Row(number, unit, name, said))

    def _miss_unit(self, number: int) -> None:
        """Note that neither a row nor one above it names a unit."""
        self._refuse(number, "unit", "", _("nobody without a unit: name the unit"))

    def _remember_unit(
        self, number: int, cells: Sequence[str], problems: Mapping[int, str]
    ) -> None:
        """Take note of the unit of a row that is refused: rows below may leave theirs blank.

        Where not even its unit can be used, none of those rows may go to the unit before.
        """
        column = next((at for at, name in self._header.fields.items() if name == "unit"), None)
        cell = cells[column] if column is not None and column < len(cells) else ""
        if column in problems:
            self._unit_above = ""
            return
        try:
            self._unit_above = clean("unit", cell, self._areas) or self._unit_above
        except CellError:
            self._unit_above = ""
            return
        if not self._unit_above:
            self._miss_unit(number)

    def wanted(self) -> list[Wanted]:
        """Return every contact that the rows speak of."""
        own_rows = {row.unit for row in self._rows if not row.name}
        full = {
            short: row.unit
            for row in reversed(self._rows)
            if (short := row.fields.get("short_name")) and short not in own_rows
        }
        for row in self._rows:
            self._place(row, full.get(row.unit, row.unit))
        return list(self._wanted.values())

    def _place(self, row: Row, unit: str) -> None:
        """Part a row into what it says of the unit and of the person."""
        of_person = dict(row.fields)
        columns = UNIT_COLUMNS if row.name else tuple(of_person)
        of_unit = {key: of_person.pop(key) for key in columns if key in of_person}
        self._take(row.number, Kind.UNIT, unit, of_unit.pop("parent", ""), of_unit)
        if row.name:
            self._take(row.number, Kind.PERSON, row.name, unit, of_person)

    def _said(
        self, number: int, cells: Sequence[str], problems: Mapping[int, str]
    ) -> dict[str, str]:
        """Return the usable fields that a row fills; the others become errors."""
        said: dict[str, str] = {}
        for column, name in self._header.fields.items():
            cell = cells[column] if column < len(cells) else ""
            try:
                if column in problems:
                    raise CellError(problems[column])
                said[name] = clean(name, cell, self._areas)
            except CellError as error:
                self._refuse(number, name, cell, str(error))
        return {name: text for name, text in said.items() if text}

    def _take(self, number: int, kind: Kind, name: str, unit: str, said: dict[str, str]) -> None:
        """Join what a row says of a contact with what earlier rows said."""
        in_unit = unit if kind is Kind.PERSON else ""
        contact = self._wanted.setdefault((kind, in_unit, name), Wanted(kind, name, in_unit))
        if kind is Kind.UNIT:
            self._set_parent(number, contact, unit)
        contact.rows.append(number)
        for field_name, text in said.items():
            self._join(number, contact, field_name, text)

    def _set_parent(self, number: int, contact: Wanted, parent: str) -> None:
        """Set the unit above a unit."""
        if parent == contact.name:
            self._refuse(number, "parent", parent, _("a unit cannot be above itself"))
        elif parent and contact.unit and contact.unit != parent:
            self._contradiction(number, contact, "parent", parent, contact.unit)
        elif parent:
            contact.unit = parent

    def _join(self, number: int, contact: Wanted, name: str, text: str) -> None:
        """Join one field: numbers add up, other texts must agree."""
        before = contact.fields.get(name, "")
        if not before or before == text:
            contact.fields[name] = text
        elif name in NUMBER_FIELDS:
            parts = dict.fromkeys([*phones.split(before), *phones.split(text)])
            contact.fields[name] = phones.join(list(parts))
        else:
            self._contradiction(number, contact, name, text, before)

    def _contradiction(
        self, number: int, contact: Wanted, name: str, text: str, before: str
    ) -> None:
        """Note that two rows say different things of one contact; the first one counts."""
        reason = _("“{text}” contradicts row {first}: “{before}”")
        first = contact.rows[0]
        self._refuse(number, name, text, reason.format(text=text, first=first, before=before))

    def _refuse(self, number: int, name: str, text: str, reason: str) -> None:
        """Note an error."""
        self.errors.append(RowError(number, name, text[:200], reason, LABELS[name]))
