"""Keep a file with a matter, under its hash: its own name is shown and never a path."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import IO, Final

from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.matters import facts
from dutyroom.registers.matters.acting import known, record
from dutyroom.registers.matters.errors import MatterRefused
from dutyroom.registers.matters.fields import LINE, Officer
from dutyroom.registers.matters.kept_files import kept
from dutyroom.store.files import copy_file, sync_folder

_PRIVATE: Final = 0o700
_BLOCK: Final = 2**20


def attach(
    access: Access, matter: str, source: Path, folder: Path, *, largest: int, by: Officer
) -> str:
    """Copy a file into the data folder and note it with the matter.

    The copy is on the disk before anything is noted. The same file kept twice is
    one copy.

    Args:
        access: Gives database, clock and place.
        matter: Id of the matter.
        source: The file.
        folder: Where attachments are kept.
        largest: Most bytes of a file.
        by: Who attaches it.

    Returns:
        The SHA-256 of the file, in hex.

    Raises:
        MatterRefused: There is no such file, or it is too large.
        StoreError: The database cannot be written; nothing was noted.
    """
    row = known(access, matter).row
    try:
        size = source.stat().st_size if source.is_file() else -1
        if size < 0:
            raise MatterRefused(_("There is no such file. Nothing was changed."))
        if size > largest:
            raise MatterRefused(
                _("This file is larger than {size} MiB. Nothing was changed.").format(
                    size=largest // 2**20
                )
            )
        digest = _keep(source, folder)
    except OSError as error:
        raise MatterRefused(
            _("The file cannot be copied: {reason}. Nothing was changed.").format(
                reason=os_reason(error)
            )
        ) from error
    fact = facts.attached(
        matter,
        access.clock.now(),
        access.place,
        actor=by.name,
        name=source.name[:LINE],
        sha256=digest,
        size=size,
    )
    record(access, row, fact)
    return digest


def copy_out(folder: Path, sha256: str, out: IO[bytes]) -> None:
    """Write a file that is kept into a stream; only once it is whole is that worth anything.

    Args:
        folder: Where attachments are kept.
        sha256: Its hash, as the register holds it.
        out: Where to; what was written is to be dropped where this raises.

    Raises:
        MatterRefused: It is gone, is not what was attached, or cannot be copied.
    """
    path, read = kept(folder, sha256), hashlib.sha256()
    if path is None or not path.is_file():
        raise MatterRefused(_("This file is not there any more. Nothing was saved."))
    try:
        with path.open("rb") as reading:
            while block := reading.read(_BLOCK):
                read.update(block)
                out.write(block)
    except OSError as error:
        words = _("The file cannot be copied: {reason}. Nothing was changed.")
        raise MatterRefused(words.format(reason=os_reason(error))) from error
    if read.hexdigest() != sha256:
        raise MatterRefused(_("This file is another one than was attached. Nothing was saved."))


def _keep(source: Path, folder: Path) -> str:
    """Copy a file to where its hash says; return the hash.

    Raises:
        OSError: It cannot be copied.
    """
    folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    arriving = folder / f".arriving-{os.getpid()}"
    try:
        digest = copy_file(source, arriving)
        target = folder / digest[:2] / digest
        target.parent.mkdir(mode=_PRIVATE, exist_ok=True)
        arriving.replace(target)
        sync_folder(target.parent)
    finally:
        arriving.unlink(missing_ok=True)
    return digest
