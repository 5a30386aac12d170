"""What the commands say of the files that are kept with matters, and of their copies."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dutyroom.config import Places
from dutyroom.i18n import _, ngettext
from dutyroom.os_reasons import os_reason
from dutyroom.phrases import listed
from dutyroom.registers.matters.copies import Copied, bring_back
from dutyroom.store.errors import StoreError

_NAMED: Final = 5
"""Files that are named in the sentence."""


def kept(done: Copied) -> str:
    """Return that the files have copies beside the backups.

    Args:
        done: What copying did.
    """
    count = done.files - len(done.missing)
    return ngettext(
        "{count} file kept with matters has its copy beside the backups.",
        "{count} files kept with matters have their copies beside the backups.",
        count,
    ).format(count=count)


def missing(done: Copied) -> str:
    """Return which files there is nothing to copy of.

    Args:
        done: What copying did.
    """
    count = len(done.missing)
    words = ngettext(
        "{count} file kept with a matter is gone or was changed: {files}.",
        "{count} files kept with matters are gone or were changed: {files}.",
        count,
    )
    named = listed(f"{each.matter} {each.name}" for each in done.missing[:_NAMED])
    return words.format(count=count, files=named)


def bring_files_back(where: Places, folders: Sequence[Path]) -> None:
    """Bring back what the desk lacks of the files kept with its matters, and say what was done.

    The database is back already, whatever becomes of the files.

    Args:
        where: The places of the desk.
        folders: Folders of backups, beside which copies may stand.
    """
    try:
        done = bring_back(where.database, folders, where.attachments)
    except (OSError, StoreError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else str(error)
        words = _("The files kept with matters could not be brought back: {reason}")
        print(words.format(reason=reason), file=sys.stderr)
        return
    if done.copied:
        words = ngettext(
            "{count} file kept with a matter was brought back from its copy.",
            "{count} files kept with matters were brought back from their copies.",
            done.copied,
        )
        print(words.format(count=done.copied))
    if done.missing:
        print(missing(done), file=sys.stderr)
