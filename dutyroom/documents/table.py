"""Rows on their way into a file: CSV, XLSX or JSON lines of one array, streamed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import IO, Final, TextIO

from dutyroom.documents.injection import guarded, kept_apart
from dutyroom.documents.json_text import json_text
from dutyroom.documents.plain import printable
from dutyroom.documents.xlsx_writing import workbook
from dutyroom.store.facts import JsonValue

LONGEST: Final = 32_767
"""Most characters that a cell of a spreadsheet holds."""

ROWS_A_SHEET: Final = 1_000_000
"""Rows of one sheet; a spreadsheet program shows 48,576 more."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: Its name in JSON.
        label: What stands above it, translated.
        width: Its width in a spreadsheet, in characters.
    """

    name: str
    label: str
    width: float = 14


def write_csv(stream: TextIO, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> int:
    """Write rows as CSV for a spreadsheet program: byte order mark, CR LF, formulas disarmed.

    Args:
        stream: A text stream opened with `newline=""`.
        columns: The columns.
        rows: A text for each column.

    Returns:
        The number of rows.
    """
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([guarded(printable(column.label)) for column in columns])
    written = count()
    for row in rows:
        writer.writerow([guarded(printable(text)) for text in row])
        next(written)
    return next(written)


def write_csv_bytes(
    stream: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[str]]
) -> int:
    """Write rows as CSV into a binary stream, which stays open; see `write_csv`."""
    text = as_text_stream(stream)
    try:
        return write_csv(text, columns, rows)
    finally:
        text.detach()


def as_text_stream(stream: IO[bytes]) -> io.TextIOWrapper:
    """Return a binary stream as one of UTF-8 text; `detach` it, or it closes the stream."""
    return io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="")


def write_xlsx(
    stream: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[str]], *, title: str
) -> int:
    """Write rows as a workbook; every cell is a text, so that no number loses a zero.

    Args:
        stream: A binary stream.
        columns: The columns.
        rows: A text for each column.
        title: Name of the sheet.

    Returns:
        The number of rows.

    Raises:
        ExportFailed: The workbook could not be made.
        OSError: The stream cannot be written.
    """
    written = count()
    heads = [(printable(column.label), column.width) for column in columns]
    with workbook(stream, title, heads) as append:
        for row in rows:
            append([kept_apart(printable(text))[:LONGEST] for text in row])
            next(written)
    return next(written)


def write_json(stream: TextIO, rows: Iterable[dict[str, JsonValue]]) -> int:
    """Write objects as one JSON array, one object a line, as they come.

    Returns:
        The number of objects.
    """
    number = 0
    for number, row in enumerate(rows, 1):
        stream.write("[\n" if number == 1 else ",\n")
        stream.write(json_text(row))
    stream.write("\n]\n" if number else "[]\n")
    return number
