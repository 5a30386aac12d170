"""Where a document is written to: a file that is there whole or not at all, or a stream."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from dutyroom.documents.errors import ExportFailed
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

if sys.platform != "win32":
    import fcntl

_PREFIX: Final = ".dutyroom-"
"""How the name of a file begins that is being written."""


@contextmanager
def destination(path: Path | None) -> Iterator[IO[bytes]]:
    """Give a binary stream; a file takes its place only when everything is written.

    What is exported holds names and calls, so the file is for its owner alone, and what a
    process that was killed has left beside it goes with the next one written there.

    Args:
        path: The file; None for standard output.

    Raises:
        ExportFailed: It cannot be written; a file that stood there is as it was.
    """
    if path is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        _drop_abandoned(path.absolute().parent)
        handle, name = tempfile.mkstemp(prefix=_PREFIX, dir=path.absolute().parent)
        _hold(handle)
    except OSError as error:
        raise _failed(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _failed(path: Path, error: OSError) -> ExportFailed:
    """Return the error for a file that cannot be written."""
    return ExportFailed(
        _("The file {path} cannot be written: {reason}. What stood there is as it was.").format(
            path=path, reason=os_reason(error)
        )
    )


def _drop_abandoned(folder: Path) -> None:
    """Drop what nobody writes any more: the lock of a process ends with it."""
    for left in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # it is held, another's, or gone already
            handle = os.open(left, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
            try:
                if _hold(handle):
                    left.unlink()
            finally:
                os.close(handle)


def _hold(handle: int) -> bool:
    """Lock a file for as long as it is open; False where another holds it or none can."""
    if sys.platform == "win32":
        return False  # what is open cannot be deleted there, and what is not is left alone
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
