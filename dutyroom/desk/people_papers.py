"""The register of people from and to a spreadsheet; loaded when that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dutyroom.documents import people_sheet
from dutyroom.documents.destination import destination
from dutyroom.documents.sheet_reading import read_sheet
from dutyroom.documents.table import write_csv_bytes, write_xlsx
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.people.changes import Preview
from dutyroom.registers.people.person import Person
from dutyroom.registers.people.preview import preview


def compare(path: Path, existing: Sequence[Person]) -> Preview:
    """Return what a spreadsheet would change in the register.

    Args:
        path: An XLSX or CSV file.
        existing: Everybody who is not retired.

    Raises:
        PlainError: The file cannot be used; nothing was changed.
    """
    sheet = read_sheet(path)
    if sheet.more:
        raise PlainError(_("The file has more rows than a list of officers. Split it."))
    return preview(
        sheet.rows, existing, AreaCodes.load(), problems=sheet.problems, merged=sheet.merged
    )


def export(path: Path, people: Sequence[Person]) -> int:
    """Write people into a file that can be imported again; return how many.

    Args:
        path: Ends in `.csv` or `.xlsx`.
        people: Who.

    Raises:
        PlainError: It cannot be written; a file that stood there is as it was.
    """
    columns, rows = people_sheet.columns(), people_sheet.rows(people)
    with destination(path) as stream:
        if path.suffix.lower() == ".csv":
            return write_csv_bytes(stream, columns, rows)
        return write_xlsx(stream, columns, rows, title=_("Officers and leaders"))
