"""Read a spreadsheet, whatever kind of file it is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dutyroom.documents.csv_reading import read_csv
from dutyroom.documents.errors import SheetUnreadable
from dutyroom.documents.sheet import MOST_BYTES, Sheet
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


def read_sheet(path: Path) -> Sheet:
    """Read the first sheet of an XLSX file, or a CSV file; the content decides, not the name.

    Args:
        path: The file.

    Raises:
        SheetUnreadable: It cannot be read; nothing was changed.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SheetUnreadable(
            _("The file {path} cannot be read: {reason}.").format(
                path=path, reason=os_reason(error)
            )
        ) from error
    return parse_sheet(content)


def parse_sheet(content: bytes) -> Sheet:
    """Read the content of a spreadsheet file.

    Args:
        content: The whole file.

    Raises:
        SheetUnreadable: It is too large or of another kind.
    """
    if len(content) > MOST_BYTES:
        raise SheetUnreadable(
            _("The file is larger than {limit} MB. Split it.").format(limit=MOST_BYTES >> 20)
        )
    if content.startswith(_OLD_OFFICE):
        raise SheetUnreadable(
            _("The file is in the old XLS format or protected by a password. Save it as XLSX.")
        )
    if content.startswith(_ZIP):
        from dutyroom.documents.xlsx_reading import read_xlsx  # noqa: PLC0415 - openpyxl is slow

        return read_xlsx(content)
    if b"\x00" in content[:4] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetUnreadable(_("The file is no spreadsheet. Save it as XLSX or as CSV UTF-8."))
    return read_csv(content)
