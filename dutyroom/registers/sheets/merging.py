"""Cells merged into one: a file holds their text in the first of them alone.

Whether the text is meant for every row that the merged cell reaches over is not known:
nobody gets a post, or a telephone number, by merging. So it counts where the file
holds it, and what it does not count for is named before anything is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.store.facts import JsonValue


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that are one in the sheet, counted from 0; the last ones are among them.

    Attributes:
        top: Their first row.
        left: Their first column.
        bottom: Their last row.
        right: Their last column.
    """

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Untaken:
    """What stands in merged cells and counts for the first of them only.

    Attributes:
        first: First of their rows as the spreadsheet counts, from 1.
        last: Their last row.
        headings: Headings of the columns concerned.
        text: What stands there.
    """

    first: int
    last: int
    headings: tuple[str, ...]
    text: str

    def sentence(self) -> str:
        """Return in one line what to look at."""
        rows = str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
        return _(
            "Rows {rows}, {columns}: merged cells; “{text}” counts for the first of them only. "
            "If it is meant for each, take the merging apart and fill each in."
        ).format(rows=rows, columns=listed(self.headings), text=self.text)

    def as_object(self) -> JsonValue:
        """Return it as plain values."""
        return {
            "first": self.first,
            "last": self.last,
            "columns": list(self.headings),
            "text": self.text,
        }


def untaken(
    merged: Iterable[Merged],
    rows: Sequence[Sequence[str]],
    heading: int,
    columns: Iterable[int],
    *,
    otherwise: Callable[[Merged], bool] = lambda _cells: False,
) -> tuple[Untaken, ...]:
    """Return which merged cells hold something that counts for the first of them only.

    Args:
        merged: The merged cells of the sheet.
        rows: The rows of the sheet.
        heading: Row of the heading, from 0; what begins above or in it is no value.
        columns: The columns that mean something here.
        otherwise: Tells of merged cells whether every row gets the text in another way.
    """
    meant = sorted(columns)
    found = []
    for cells in sorted(merged, key=lambda one: (one.top, one.left)):
        text = _text(rows, cells.top, cells.left).strip()
        lost = [
            column
            for column in meant
            if cells.left <= column <= cells.right
            and (column > cells.left or cells.bottom > cells.top)
        ]
        if cells.top > heading and text and lost and not otherwise(cells):
            headings = tuple(_text(rows, heading, column).strip() for column in lost)
            found.append(Untaken(cells.top + 1, cells.bottom + 1, headings, text))
    return tuple(found)


def _text(rows: Sequence[Sequence[str]], row: int, column: int) -> str:
    """Return what stands in a cell; nothing outside the sheet."""
    cells = rows[row] if row < len(rows) else ()
    return cells[column] if column < len(cells) else ""
