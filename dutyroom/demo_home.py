"""The demo's folder: its own, and made ready by a process of its own.

Making it ready reads spreadsheets and writes a register of everything, once. The console
that is opened then should not carry that for as long as it stays open.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dutyroom import apart, config, i18n
from dutyroom.config import Places, Settings
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

FOLDER: Final = "demo"
"""The demo's folder below that of the desk: a real desk's files are never touched."""

_PROCESS: Final = "dutyroom.demo"


def settings_of(where: Places) -> Settings | None:
    """Return the settings of a demo; None where it is not made ready yet.

    Args:
        where: The places of its folder.

    Raises:
        PlainError: The folder belongs to a real desk, or its settings cannot be read.
    """
    settings = config.load_settings(where.config)
    if settings is not None and not settings.demo:
        raise PlainError(
            _("{path} belongs to a real desk. The demo does not touch it.").format(path=where.data)
        )
    return settings


def made_ready(home: Path) -> Settings:
    """Make the demo's folder ready, unless it is, and return the demo's settings.

    Args:
        home: The demo's own folder.

    Raises:
        PlainError: The folder belongs to a real desk, or cannot be used or made ready.
    """
    where = config.places(home)
    if (known := settings_of(where)) is not None:
        return known
    try:
        done = apart.run(_PROCESS, home, i18n.language())
    except OSError as error:
        raise _not_ready(os_reason(error)) from error
    if sentence := apart.said(done):
        raise PlainError(sentence)
    if (made := settings_of(where)) is None:
        raise _not_ready(apart.last_words(done))
    return made


def _not_ready(detail: str) -> PlainError:
    """Return the error for a demo that could not be made ready."""
    return PlainError(
        _(
            "The demo could not be made ready ({detail}). Nothing of a real desk was touched. "
            "Send this sentence to whoever looks after the program."
        ).format(detail=detail)
    )
