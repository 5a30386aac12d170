"""What an import, or the holidays that ship, would change in the calendar.

No day is taken away because a file does not name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.registers.calendar.entry import ONE_DAY, Entry
from dutyroom.registers.sheets.merging import Untaken
from dutyroom.registers.sheets.outcome import FieldChange, RowError, State
from dutyroom.standard.calendar.days import CalendarRow, DayKind
from dutyroom.standard.calendar.file_format import LONGEST_SPAN, RowFault
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.store.facts import JsonValue

LABELS: Final = {"kind": N_("Kind"), "name": N_("Holiday or event"), "document": N_("Document")}


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of days in a row.

    Attributes:
        state: Added, changed or unchanged.
        entry: What they will be.
        fields: What changes; all of it where the days are added.
        rows: Nothing: a span of a file is split and joined on its way.
    """

    state: State
    entry: Entry
    fields: tuple[FieldChange, ...]
    rows: tuple[int, ...] = ()

    def title(self) -> str:
        """Return the days."""
        return span_words(self.entry.first, self.entry.last)

    def label(self, field: str) -> str:
        """Return the label of a field, translated."""
        return _(LABELS[field])

    def words(self, field: str, text: str) -> str:  # noqa: ARG002 - asked of every register
        """Return what a field holds, which is in words already."""
        return text

    def identity(self) -> dict[str, JsonValue]:
        """Return first and last day."""
        return {"first": self.entry.first.isoformat(), "last": self.entry.last.isoformat()}


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do.

    Attributes:
        changes: What becomes of the days.
        errors: The rows that are left out.
        ignored: Headings of columns that mean nothing here.
        untaken: Merged cells whose text counts for the first of them only.
    """

    changes: tuple[Change, ...]
    errors: tuple[RowError, ...] = ()
    ignored: tuple[str, ...] = ()
    untaken: tuple[Untaken, ...] = ()


def compare(
    rows: Iterable[CalendarRow], known: Calendar | None, faults: Sequence[RowFault] = ()
) -> Preview:
    """Return what rows would change.

    Args:
        rows: What is to be noted; of two for a day the later counts.
        known: The calendar of the years concerned; None: nothing is known.
        faults: Lines of a file that could not be read.
    """
    held = {_key(row): row for row in (known.rows if known is not None else ())}
    wanted = {_key(row): row for row in rows}
    changes: list[Change] = []
    for _place, row in sorted(wanted.items()):
        change = _change(row, held.get(_key(row)))
        if changes and _continues(changes[-1], change):
            entry = replace(changes[-1].entry, last=row.day)
            changes[-1] = replace(changes[-1], entry=entry)
        else:
            changes.append(change)
    errors = [RowError(fault.line, "", "", fault.words) for fault in faults]
    return Preview(tuple(changes), tuple(errors))


def span_words(first: date, last: date) -> str:
    """Return days in a row as they are written."""
    return first.isoformat() if first == last else f"{first.isoformat()} – {last.isoformat()}"


def _key(row: CalendarRow) -> tuple[str, date]:
    """Return what two rows share that speak of the same thing: a day, or an event's day."""
    return (row.name if row.kind is DayKind.EVENT else "", row.day)


def _change(row: CalendarRow, old: CalendarRow | None) -> Change:
    """Return what becomes of one day."""
    entry = Entry(row.day, row.day, row.kind, row.name, row.document, row.source)
    now = {"kind": row.kind.label, "name": row.name, "document": row.document}
    if old is None:
        fields = tuple(FieldChange(name, "", text) for name, text in now.items() if text)
        return Change(State.ADDED, entry, fields)
    before = {"kind": old.kind.label, "name": old.name, "document": old.document}
    fields = tuple(
        FieldChange(name, before[name], text) for name, text in now.items() if text != before[name]
    )
    return Change(State.CHANGED if fields else State.UNCHANGED, entry, fields)


def _continues(before: Change, change: Change) -> bool:
    """Tell whether a day goes on with the same change as the days before it."""
    alike = replace(change.entry, first=before.entry.first, last=before.entry.last)
    return (
        (before.state, before.fields) == (change.state, change.fields)
        and before.entry == alike
        and change.entry.first - before.entry.last == ONE_DAY
        and before.entry.length < LONGEST_SPAN
    )
