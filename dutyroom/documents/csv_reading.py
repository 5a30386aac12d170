"""Read CSV as programs and people in China write it: three encodings, four delimiters."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from dutyroom.documents.errors import SheetUnreadable
from dutyroom.documents.injection import unguarded
from dutyroom.documents.sheet import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Sheet
from dutyroom.i18n import _

DELIMITERS: Final = ",\t;|，"
_LOOK: Final = 30
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_csv(content: bytes) -> Sheet:
    """Read a CSV file.

    Args:
        content: The file: UTF-8 with or without a byte order mark, UTF-16 with one, or GB 18030.

    Raises:
        SheetUnreadable: It is none of these, or no text at all.
    """
    text = decoded(content)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    try:
        rows = [_row(cells) for cells in islice(lines, MOST_ROWS)]
        more = next(lines, None) is not None
    except csv.Error as error:  # what else it may be is refused in strict reading alone
        raise SheetUnreadable(
            _(
                "Line {line} cannot be read as CSV: a cell has more than {limit} characters. Is a "
                "quotation mark missing there, or in a line above?"
            ).format(line=lines.line_num, limit=csv.field_size_limit())
        ) from error
    return Sheet(tuple(rows), more=more)


def decoded(content: bytes) -> str:
    """Return the text of a file, by its byte order mark or by what fits.

    Raises:
        SheetUnreadable: Nothing fits.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], (encoding,))
    return _strict(content, ("utf-8", "gb18030"))


def _strict(content: bytes, encodings: tuple[str, ...]) -> str:
    """Return the text in the first encoding that fits every byte.

    Raises:
        SheetUnreadable: None fits.
    """
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetUnreadable(
        _("The file is no text in UTF-8 or GB 18030. Save it as XLSX or as CSV UTF-8.")
    )


def delimiter(text: str) -> str:
    """Return what separates the cells: what gives most lines the same number of several."""
    best, best_score = DELIMITERS[0], 0
    for candidate in DELIMITERS:
        widths = Counter(width for width in _widths(text, candidate) if width > 1)
        score = max((count * min(width, 8) for width, count in widths.items()), default=0)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _widths(text: str, candidate: str) -> Iterator[int]:
    """Yield the number of cells of the first lines, if they were separated this way."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=candidate)
    try:
        yield from (len(cells) for cells in islice(lines, _LOOK))
    except csv.Error:
        return  # what stands further down may still be readable


def _row(cells: list[str]) -> tuple[str, ...]:
    """Return the cells of a line as they were before they were guarded."""
    return tuple(unguarded(cell[:LONGEST_CELL]) for cell in cells[:MOST_COLUMNS])
