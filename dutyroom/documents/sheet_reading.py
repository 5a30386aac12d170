"""Read a spreadsheet, whatever kind of file it is."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

import msgspec

from dutyroom import apart, i18n
from dutyroom.documents.archive_check import check_archive, damaged
from dutyroom.documents.csv_reading import read_csv
from dutyroom.documents.errors import SheetUnreadable
from dutyroom.documents.sheet import MOST_BYTES, Sheet
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

TIME_LIMIT: Final = 300.0
"""Seconds that a workbook may take to be read: 50,000 rows of eight columns take twenty."""

_PROCESS: Final = "dutyroom.documents.xlsx_reading"
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
        check_archive(content)
        return _workbook(content)
    if b"\x00" in content[:4] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetUnreadable(_("The file is no spreadsheet. Save it as XLSX or as CSV UTF-8."))
    return read_csv(content)


def _workbook(content: bytes) -> Sheet:
    """Read a workbook by a process of its own.

    Args:
        content: The whole file, checked.

    Raises:
        SheetUnreadable: It is no sound workbook.
    """
    try:
        done = apart.run(_PROCESS, i18n.language(), given=content, time_limit=TIME_LIMIT)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise damaged() from error
    if done.returncode:
        raise SheetUnreadable(apart.said(done)) if apart.said(done) else damaged()
    return msgspec.msgpack.decode(done.stdout, type=Sheet)
