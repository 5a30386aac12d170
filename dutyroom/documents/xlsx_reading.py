"""Read the first sheet of an XLSX file, with the results of its formulas.

`python -m dutyroom.documents.xlsx_reading LANGUAGE` reads a checked file on standard input and
writes the `Sheet` to standard output as MessagePack; or it writes one sentence and ends with 2.
A process of its own, because openpyxl takes 20 MB that a console never gets back.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, time
from itertools import islice, zip_longest
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import msgspec
from openpyxl import load_workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.xml.functions import iterparse

from dutyroom import apart, i18n
from dutyroom.documents.archive_check import damaged
from dutyroom.documents.errors import SheetUnreadable
from dutyroom.documents.injection import unguarded
from dutyroom.documents.sheet import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Sheet
from dutyroom.i18n import _
from dutyroom.registers.sheets.merging import Merged

_WRONG: Final = (
    ParseError,
    zipfile.BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
)
"""What openpyxl raises over a file that is no sound workbook."""

_Row = tuple[Any, ...]
_MERGED: Final = "mergeCell"


def read_xlsx(content: bytes) -> Sheet:
    """Read the first sheet of a workbook.

    Every cell is read twice, as result and as formula, because a formula whose
    result was never stored would otherwise read as an empty cell.

    Args:
        content: The whole file, after `check_archive`.

    Raises:
        SheetUnreadable: It is no sound XLSX file.
    """
    problems: dict[tuple[int, int], str] = {}
    rows: list[tuple[str, ...]] = []
    try:
        pairs = zip_longest(
            _rows(content, results=True), _rows(content, results=False), fillvalue=()
        )
        for number, (results, formulas) in enumerate(islice(pairs, MOST_ROWS + 1)):
            rows.append(_row(number, results, formulas, problems))
        merged = tuple(_merged(content))
    except _WRONG as error:
        raise damaged() from error
    return Sheet(tuple(rows[:MOST_ROWS]), problems, more=len(rows) > MOST_ROWS, merged=merged)


def _rows(content: bytes, *, results: bool) -> Iterator[_Row]:
    """Yield the rows of the first sheet."""
    with closing(load_workbook(io.BytesIO(content), read_only=True, data_only=results)) as book:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # files lie about their size
        for row in sheet.iter_rows(values_only=True):
            yield row[:MOST_COLUMNS]


def _merged(content: bytes) -> Iterator[Merged]:
    """Yield the merged cells of the first sheet, which openpyxl drops where it streams."""
    reader = ExcelReader(io.BytesIO(content), read_only=True)
    reader.read()
    with closing(reader.archive) as archive:
        part = next(
            relation.target
            for _sheet, relation in reader.parser.find_sheets()
            if relation.target in reader.valid_files and "chartsheet" not in relation.Type
        )
        with archive.open(part) as file:
            for _event, element in iterparse(file):
                if element.tag.rpartition("}")[2] == _MERGED:
                    left, top, right, bottom = CellRange(element.get("ref")).bounds
                    yield Merged(top - 1, left - 1, bottom - 1, right - 1)
                element.clear()


def _row(
    number: int,
    results: Iterable[Any],
    formulas: Iterable[Any],
    problems: dict[tuple[int, int], str],
) -> tuple[str, ...]:
    """Return the texts of a row, and note what is wrong with its cells."""
    texts = []
    for column, (result, formula) in enumerate(zip_longest(results, formulas)):
        calculated = isinstance(formula, str) and formula.startswith("=") and formula != result
        if calculated and result is None:
            problems[number, column] = _("a formula without a stored result")
        elif calculated and isinstance(result, str) and result.startswith("#"):
            problems[number, column] = _("a formula with the error {error}").format(error=result)
        texts.append(as_text(result))
    return tuple(texts)


def as_text(value: object) -> str:
    """Return a cell's value as it would have been typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return unguarded(str(value)[:LONGEST_CELL])


def main(language: str) -> int:
    """Read the file on standard input, and return the exit code."""
    i18n.use(language)
    try:
        sys.stdout.buffer.write(msgspec.msgpack.encode(read_xlsx(sys.stdin.buffer.read())))
    except SheetUnreadable as error:
        sys.stderr.write(f"{error}\n")
        return apart.REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
