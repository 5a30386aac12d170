"""A workbook that is written row by row and never holds them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from dutyroom.documents.table import ROWS_A_SHEET, Column


class Workbook:
    """An XLSX file of texts, with a heading that stays in sight."""

    def __init__(self, title: str, columns: Sequence[Column]) -> None:
        """Begin a workbook.

        Args:
            title: Name of the first sheet.
            columns: The columns.
        """
        self._book = openpyxl.Workbook(write_only=True)
        self._title = title
        self._columns = tuple(columns)
        self._rows = 0
        self._sheet = self._new_sheet()

    def append(self, texts: Sequence[str]) -> None:
        """Write one row; a sheet that is full is followed by another."""
        if self._rows >= ROWS_A_SHEET:
            self._sheet = self._new_sheet()
        self._sheet.append([self._cell(text) for text in texts])
        self._rows += 1

    def save(self, stream: IO[bytes]) -> None:
        """Finish the workbook and write it to a binary stream."""
        self._book.save(stream)

    def _new_sheet(self) -> Any:  # noqa: ANN401 - the stubs know no write-only sheet
        """Begin a sheet with the heading."""
        number = len(self._book.sheetnames) + 1
        sheet = self._book.create_sheet(self._title if number == 1 else f"{self._title} {number}")
        sheet.freeze_panes = "A2"
        for index, column in enumerate(self._columns, 1):
            sheet.column_dimensions[get_column_letter(index)].width = column.width
        heading = [self._cell(column.label) for column in self._columns]
        for cell in heading:
            cell.font = Font(bold=True)
        sheet.append(heading)
        self._rows = 0
        self._sheet = sheet
        return sheet

    def _cell(self, text: str) -> Any:  # noqa: ANN401 - the stubs know no write-only cell
        """Return a cell that holds a text, whatever the text begins with."""
        cell: Any = WriteOnlyCell(self._book.worksheets[-1], value="")
        cell.value = text
        cell.data_type = "s"  # a text that begins with `=` would be written as a formula
        cell.number_format = "@"
        if "\n" in text:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell
