"""The folder of a desk, made where it is missing, or a sentence about why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dutyroom.config import Places
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason


def make_folder(where: Places) -> None:
    """Make the folders of a desk that are missing.

    Args:
        where: Its places.

    Raises:
        PlainError: The disk takes none.
    """
    with usable(where):
        where.create()


@contextmanager
def usable(where: Places) -> Iterator[None]:
    """Turn what the disk says against a file of a desk into a sentence.

    Args:
        where: The places of the desk.

    Raises:
        PlainError: The disk refuses.
    """
    try:
        yield
    except OSError as error:
        raise PlainError(
            _("The folder {path} cannot be used: {reason}.").format(
                path=where.data, reason=os_reason(error)
            )
        ) from error
