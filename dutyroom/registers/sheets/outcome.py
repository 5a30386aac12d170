"""What an import would change, and what is wrong with its rows, whatever the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.registers.sheets.merging import Untaken
from dutyroom.store.facts import JsonValue


class State(StrEnum):
    """What becomes of an entry of the register."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that gets another value.

    Attributes:
        field: Its name; `unit` for the parent of a unit.
        old: What the register holds.
        new: What it will hold.
    """

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row, or a part of it, is left out.

    Attributes:
        row: The row as the spreadsheet counts, from 1.
        field: Name of the field, empty where the whole row is meant.
        text: What stands there.
        reason: Why it cannot be used, in the user's language.
        label: Label of the field, to be translated where it is shown.
        further: What else is wrong with the row, so that it is mended in one go.
    """

    row: int
    field: str
    text: str
    reason: str
    label: str = ""
    further: tuple[RowError, ...] = ()

    def each(self) -> tuple[RowError, ...]:
        """Return every fault of the row, the first one first."""
        return (replace(self, further=()), *self.further)

    def sentence(self) -> str:
        """Return all that is wrong with the row, in one line."""
        return clauses([self._first(), *(one.in_column() for one in self.further)])

    def in_column(self) -> str:
        """Return the fault with its column, where it has one."""
        return f"{_(self.label)} {self.reason}" if self.label else self.reason

    def _first(self) -> str:
        """Return the first fault, with the row."""
        if not self.label:
            return _("Row {row}: {reason}").format(row=self.row, reason=self.reason)
        return _("Row {row} {column}: {reason}").format(
            row=self.row, column=_(self.label), reason=self.reason
        )


def by_row(errors: Iterable[RowError]) -> tuple[RowError, ...]:
    """Return one error for each row, with all its faults in their order, the first row first.

    Args:
        errors: The faults, as they were found.
    """
    rows: dict[int, list[RowError]] = {}
    for error in errors:
        rows.setdefault(error.row, []).extend(error.each())
    return tuple(
        replace(first, further=tuple(rest)) for _row, (first, *rest) in sorted(rows.items())
    )


class Change(Protocol):
    """What becomes of one entry of a register."""

    @property
    def state(self) -> State:
        """Added, changed or unchanged."""

    @property
    def fields(self) -> Sequence[FieldChange]:
        """The fields that change; all of them where it is added."""

    @property
    def rows(self) -> Sequence[int]:
        """The rows that speak of it."""

    def title(self) -> str:
        """Return what the user knows the entry by."""

    def label(self, field: str) -> str:
        """Return the label of a field, translated."""

    def words(self, field: str, text: str) -> str:
        """Return what a field holds as the user reads it: words in place of codes."""

    def identity(self) -> dict[str, JsonValue]:
        """Return what programs know the entry by."""


class Preview(Protocol):
    """What an import would do."""

    @property
    def changes(self) -> Sequence[Change]:
        """What becomes of each entry."""

    @property
    def errors(self) -> Sequence[RowError]:
        """The rows, or parts of them, that are left out."""

    @property
    def ignored(self) -> Sequence[str]:
        """Headings of columns that mean nothing here."""

    @property
    def untaken(self) -> Sequence[Untaken]:
        """Merged cells whose text counts for the first of them only."""


def count(preview: Preview, state: State) -> int:
    """Return how many entries are added, changed or unchanged."""
    return sum(change.state is state for change in preview.changes)
