"""Where a document is written to: a file that is there whole or not at all, or a stream."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from dutyroom.documents.errors import ExportFailed
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason


@contextmanager
def destination(path: Path | None) -> Iterator[IO[bytes]]:
    """Give a binary stream; a file takes its place only when everything is written.

    What is exported holds names and calls, so the file is for its owner alone.

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
        handle, name = tempfile.mkstemp(prefix=".dutyroom-", dir=path.absolute().parent)
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
