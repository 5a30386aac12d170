"""The keeper's log: rotated, for its owner alone, without the content of any call."""

from __future__ import annotations

import logging
import logging.handlers
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Final

SIZE: Final = 1024 * 1024
"""Bytes of one log file."""

KEPT: Final = 5
"""Older files kept."""


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """A rotating file that nobody else can read."""

    def _open(self) -> TextIOWrapper:
        file = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return file

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own
        """Leave out a line that a full disk does not take; whoever reads the terminal is spared."""
        if not isinstance(sys.exception(), OSError):
            super().handleError(record)


def log_to(folder: Path, name: str) -> None:
    """Send this process's log into a folder.

    Args:
        folder: Made if missing.
        name: Name of the file without its ending, for instance `keeper`.

    Raises:
        OSError: The folder or the file cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = _PrivateFile(folder / f"{name}.log", maxBytes=SIZE, backupCount=KEPT)
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s")
    )
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
