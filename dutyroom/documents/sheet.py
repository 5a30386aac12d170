"""A spreadsheet that somebody hands in: rows of texts, and what is wrong with single cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dutyroom.registers.sheets.merging import Merged

MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 64
MOST_BYTES: Final = 20 * 1024 * 1024
"""Largest file that is read, in bytes: a hundred times a big address book."""
LONGEST_CELL: Final = 5_000
"""Most characters kept of a cell."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first sheet of a file.

    Attributes:
        rows: The texts, row by row; empty rows stay, so that row n of the file is `rows[n-1]`.
        problems: What is wrong with a cell, by row and column from 0.
        more: The file has more rows than `MOST_ROWS`; they are not read.
        merged: The cells that are merged into one; `rows` hold their text in the first.
    """

    rows: tuple[tuple[str, ...], ...]
    problems: Mapping[tuple[int, int], str] = field(default_factory=dict)
    more: bool = False
    merged: tuple[Merged, ...] = ()
