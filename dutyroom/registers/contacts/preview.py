"""Compare a spreadsheet with the book: what an import would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dutyroom.registers.contacts import facts, phones
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.book import NUMBER_FIELDS, Contact, Kind
from dutyroom.registers.contacts.changes import Change, Preview
from dutyroom.registers.contacts.columns import find_header
from dutyroom.registers.contacts.wanted import Collector, Wanted, of_unit
from dutyroom.registers.sheets.merging import Merged, untaken
from dutyroom.registers.sheets.outcome import FieldChange, State, by_row


def preview(
    rows: Sequence[Sequence[str]],
    existing: Sequence[Contact],
    areas: AreaCodes,
    *,
    area_code: str = "",
    problems: Mapping[tuple[int, int], str] | None = None,
    merged: Sequence[Merged] = (),
) -> Preview:
    """Compare a spreadsheet with the book.

    Args:
        rows: The rows of the sheet, with the heading.
        existing: Every contact of the book.
        areas: China's area codes.
        area_code: The area code of the desk.
        problems: What is wrong with a cell, by row and column from 0.
        merged: The merged cells of the sheet.

    Raises:
        HeaderMissing: No row says what the columns are.
    """
    header = find_header(rows)
    collector = Collector(header, areas)
    wrong: dict[int, dict[int, str]] = {}
    for (row, column), reason in (problems or {}).items():
        wrong.setdefault(row, {})[column] = reason
    for number, cells in enumerate(rows[header.row + 1 :], header.row + 1):
        collector.read(number + 1, cells, wrong.get(number, {}))
    changes = tuple(Comparison(existing, area_code).changes(collector.wanted()))
    lost = untaken(merged, rows, header.row, header.fields, otherwise=of_unit(header, rows))
    return Preview(changes, by_row(collector.errors), header.ignored, area_code, lost)


class Comparison:
    """Compares what is wanted with what there is."""

    def __init__(self, existing: Sequence[Contact], area_code: str = "") -> None:
        """Take the book.

        Args:
            existing: Every contact of it.
            area_code: The area code of the desk.
        """
        self._area_code = area_code
        units = [contact for contact in existing if contact.kind is Kind.UNIT]
        people = [contact for contact in existing if contact.kind is Kind.PERSON]
        self._by_id = {unit.id: unit for unit in units}
        self._people = {(person.unit_id, person.name): person for person in reversed(people)}
        self._units = {unit.name: unit.id for unit in reversed(units)}
        for unit in units:  # a short name leads to its unit, unless it is another's name
            if short := unit.fields.get("short_name"):
                self._units.setdefault(short, unit.id)

    def changes(self, wanted: Sequence[Wanted]) -> Iterator[Change]:
        """Yield what becomes of each contact, units before their people."""
        units = {one.name: one for one in wanted if one.kind is Kind.UNIT}
        for one in list(units.values()):  # a parent that nobody describes is put in by name
            if one.unit and one.unit not in self._units:
                units.setdefault(one.unit, Wanted(Kind.UNIT, one.unit))
        for name in units:
            self._units.setdefault(name, facts.new_id())
        people = [one for one in wanted if one.kind is Kind.PERSON]
        for one in (*units.values(), *people):
            yield self._change(one)

    def _change(self, wanted: Wanted) -> Change:
        """Return what becomes of one contact."""
        unit_id = self._units[wanted.unit] if wanted.unit else ""
        contact = self._known(wanted, unit_id)
        before = {**contact.fields, "name": contact.name} if contact else {}
        fields = [
            FieldChange(name, before.get(name, ""), text)
            for name, text in wanted.fields.items()
            if not self._same(name, before.get(name, ""), text)
        ]
        if contact is None:
            state, identity = State.ADDED, self._new_id(wanted)
        else:
            identity = contact.id
            if unit_id and unit_id != contact.unit_id:
                fields.append(FieldChange("unit", contact.unit, wanted.unit))
            state = State.CHANGED if fields else State.UNCHANGED
        return Change(
            state=state,
            contact=identity,
            kind=wanted.kind,
            name=wanted.name,
            unit=wanted.unit,
            unit_id=unit_id,
            fields=tuple(fields),
            before=before,
            rows=tuple(wanted.rows),
        )

    def _known(self, wanted: Wanted, unit_id: str) -> Contact | None:
        """Return the contact that is meant, if there is one."""
        if wanted.kind is Kind.PERSON:
            return self._people.get((unit_id, wanted.name))
        return self._by_id.get(self._units[wanted.name])

    def _new_id(self, wanted: Wanted) -> str:
        """Return the id of a contact that is not in the book."""
        return self._units[wanted.name] if wanted.kind is Kind.UNIT else facts.new_id()

    def _same(self, name: str, old: str, new: str) -> bool:
        """Tell whether two texts of a field mean the same."""
        if old == new or name not in NUMBER_FIELDS:
            return old == new
        return self._numbers(old) == self._numbers(new)

    def _numbers(self, text: str) -> set[tuple[str, str]]:
        """Return the numbers of a field, in the form in which they are compared."""
        parsed = (phones.parse(written, self._area_code) for written in phones.split(text))
        return {(phone.normalised, phone.extension) for phone in parsed}
