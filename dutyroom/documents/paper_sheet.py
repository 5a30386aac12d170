"""A sheet of paper as a spreadsheet: for a desk where no page can be set."""

from __future__ import annotations

import io
from typing import Final

from dutyroom.documents.paper import Paper, as_rows
from dutyroom.documents.plain import printable
from dutyroom.documents.table import Column, write_xlsx

_FIRST, _NEXT = 18.0, 24.0
_LONGEST_TITLE: Final = 31
"""Most characters that a spreadsheet program lets the name of a sheet have."""

_REFUSED: Final = str.maketrans("[]:*?/\\", "       ")
"""What the name of a sheet may not hold."""


def as_xlsx(paper: Paper) -> bytes:
    """Return a sheet of paper as a workbook.

    Args:
        paper: The sheet.
    """
    rows = as_rows(paper)
    width = max(2, *(len(row) for row in rows))
    labels = [paper.title, paper.unit, *([""] * (width - 2))]
    columns = [
        Column(str(place), label, _NEXT if place else _FIRST) for place, label in enumerate(labels)
    ]
    filled = [(*row, *([""] * (width - len(row)))) for row in rows]
    stream = io.BytesIO()
    name = printable(paper.title, lines=False).translate(_REFUSED)[:_LONGEST_TITLE]
    write_xlsx(stream, columns, filled, title=name)
    return stream.getvalue()
