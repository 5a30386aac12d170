"""Write a workbook by a process of its own: openpyxl takes 20 MB that a console never gets back."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Timer
from typing import IO, Final

from dutyroom import apart
from dutyroom.documents.errors import ExportFailed
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

TIME_LIMIT: Final = 600.0
"""Seconds that a workbook may take after its last row: a million calls take some minutes."""

_PROCESS: Final = "dutyroom.documents.workbook_process"

Row = Sequence[str]


@contextmanager
def workbook(
    stream: IO[bytes], title: str, columns: Sequence[tuple[str, float]]
) -> Iterator[Callable[[Row], None]]:
    """Give what takes the rows of a workbook, and write it when there are no more.

    The rows are passed on as they come, and neither process holds them all.

    Args:
        stream: A binary stream.
        title: Name of the first sheet.
        columns: Label and width of each column.

    Raises:
        ExportFailed: The workbook could not be made.
        OSError: It cannot be written to the stream.
    """
    try:
        process = apart.started(_PROCESS)
    except OSError as error:
        raise _failed(os_reason(error)) from error
    with process:
        try:
            _tell(process, [title, columns])
            yield lambda row: _tell(process, row)
            _tell(process, None)
        finally:  # without the last word the process makes nothing and leaves nothing behind
            with suppress(BrokenPipeError):
                apart.end_of(process.stdin).close()
        _take(process, stream)


def _tell(process: subprocess.Popen[bytes], what: object) -> None:
    """Pass on a line.

    Raises:
        ExportFailed: The process has ended.
    """
    try:
        apart.end_of(process.stdin).write(json.dumps(what).encode() + b"\n")
    except BrokenPipeError as error:
        raise _failed(apart.last_words(apart.ended(process))) from error


def _take(process: subprocess.Popen[bytes], stream: IO[bytes]) -> None:
    """Take the workbook over.

    Raises:
        ExportFailed: There is none.
        OSError: It cannot be written to the stream.
    """
    limit = Timer(TIME_LIMIT, process.kill)
    limit.start()
    try:
        shutil.copyfileobj(apart.end_of(process.stdout), stream)
        words = apart.last_words(apart.ended(process))
    finally:
        limit.cancel()
    if process.returncode:
        raise _failed(words)


def _failed(reason: str) -> ExportFailed:
    """Return the error for a workbook that could not be made."""
    return ExportFailed(
        _("The spreadsheet could not be made: {reason}. Nothing was written.").format(reason=reason)
    )
