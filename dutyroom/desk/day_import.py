"""A file of days compared with the calendar; loaded when an import is wanted."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

from dutyroom.documents.sheet_reading import read_sheet
from dutyroom.registers.calendar.acts import previewed
from dutyroom.registers.calendar.changes import Preview
from dutyroom.registers.sheets.merging import untaken
from dutyroom.store.session import Session


def compare(session: Session, path: Path) -> Preview:
    """Return what a file would change in the calendar.

    Args:
        session: A transaction that reads.
        path: A CSV or XLSX file.

    Raises:
        PlainError: The file cannot be used; nothing was changed.
    """
    sheet = read_sheet(path)
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    for row in sheet.rows:  # a line a row, so that the lines that are told are the file's
        lines.writerow([cell.replace("\n", " ").replace("\r", " ") for cell in row])
    headings = sheet.rows[0] if sheet.rows else ()
    columns = [column for column, heading in enumerate(headings) if heading.strip()]
    lost = untaken(sheet.merged, sheet.rows, 0, columns)
    return replace(previewed(session, text.getvalue(), path.name), untaken=lost)
