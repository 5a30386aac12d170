"""A spreadsheet compared with the address book; loaded when an import is wanted."""

from __future__ import annotations

from pathlib import Path

from dutyroom.documents.sheet_reading import read_sheet
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.contacts.changes import Preview
from dutyroom.registers.contacts.preview import preview
from dutyroom.registers.contacts.reading import everything
from dutyroom.store.engine import Store


def compare(store: Store, path: Path, area_code: str) -> Preview:
    """Return what a spreadsheet would change in the book.

    Args:
        store: The database.
        path: An XLSX or CSV file.
        area_code: The area code of the unit.

    Raises:
        PlainError: The file cannot be used; nothing was changed.
    """
    sheet = read_sheet(path)
    if sheet.more:
        raise PlainError(_("The file has more rows than an address book. Split it."))
    with store.read() as session:
        existing = everything(session)
    return preview(
        sheet.rows,
        existing,
        AreaCodes.load(),
        area_code=area_code,
        problems=sheet.problems,
        merged=sheet.merged,
    )
