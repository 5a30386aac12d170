"""Look at an XLSX file before it is opened: it is an archive from somewhere else.

A few kilobytes can unpack to gigabytes, and XML can define entities that grow.
No spreadsheet program writes a document type, so any is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from dutyroom.documents.errors import SheetUnreadable
from dutyroom.i18n import _

MOST_MEMBERS: Final = 2_000
MOST_UNPACKED: Final = 128 * 1024 * 1024
"""Most bytes that a file may unpack to."""

_WRONG: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,  # a password
    NotImplementedError,  # a compression that Python does not know
    OSError,
)
_CHUNK: Final = 1 << 16
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))
_OVERLAP: Final = max(map(len, _DOCTYPES)) - 1


def check_archive(content: bytes) -> None:
    """Refuse an archive that is not what a spreadsheet program writes.

    Args:
        content: The whole file.

    Raises:
        SheetUnreadable: It is damaged, encrypted, too large unpacked, or defines entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
                raise SheetUnreadable(
                    _("The file unpacks to far more than a list of entries. It was not opened.")
                )
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_member(archive, member)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        NotImplementedError,
        OSError,
    ) as error:
        raise damaged() from error


def damaged() -> SheetUnreadable:
    """Return the error for a file that is no sound XLSX."""
    return SheetUnreadable(
        _("The file is damaged or protected. Open it in a spreadsheet program and save it anew.")
    )


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse XML with a document type; count what really comes out.

    Raises:
        SheetUnreadable: There is one, or there is more than the archive says.
    """
    total, tail = 0, b""
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            total += len(chunk)
            seen = tail + chunk
            if total > MOST_UNPACKED or any(mark in seen for mark in _DOCTYPES):
                raise damaged()
            tail = seen[-_OVERLAP:]
