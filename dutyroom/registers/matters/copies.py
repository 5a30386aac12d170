"""Copies of the files that are kept with matters, beside the backups of the database.

A file stands under its hash and never changes: it is copied once, none is ever overwritten by
another or dropped, and all backups of a folder share the copies. Going back to a backup is the same
copying, the other way.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.matters.kept_files import Attached, Kept, every, found, kept
from dutyroom.store.backup import examined
from dutyroom.store.files import copy_file, sync_folder
from dutyroom.store.manifest import Backup

FOLDER: Final = "attachments"
"""Where the copies stand in the folder of the backups."""

CHANGED: Final = ".changed"
"""Ends the name of what stood in the place of a file and was another one; it is kept."""

_ARRIVING: Final = ".arriving-"
_ABANDONED: Final = 3600.0
"""Seconds after which nobody writes any more to a copy that did not come to its end."""
_PRIVATE: Final = 0o700
_SPARE_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Copied:
    """What copying did.

    Attributes:
        files: How many files there are, each counted once.
        copied: How many of them were copied now; the others were there.
        missing: Those of which there is nothing to copy: gone, or not what was attached, or it
            cannot be read.
    """

    files: int
    copied: int
    missing: tuple[Attached, ...]


def _never() -> bool:
    """Go on to the end."""
    return False


def keep(backup: Backup, attachments: Path, stop: Callable[[], bool] = _never) -> Copied:
    """Copy beside a backup the files that are kept with its matters.

    Args:
        backup: The backup.
        attachments: Where the desk keeps them.
        stop: Says whether to leave the rest to the next backup.

    Raises:
        OSError: The disk refuses, or is nearly full.
        StoreError: The backup cannot be read.
    """
    target = backup.path.parent / FOLDER
    _drop_abandoned(target, backup.created_at.timestamp())
    return _copy(_of(backup.path), (attachments,), target, stop=stop)


def bring_back(database: Path, folders: Sequence[Path], attachments: Path) -> Copied:
    """Copy back what a desk lacks of its files; every one that it has is read to its end.

    Args:
        database: The database, which nobody has open.
        folders: Folders of backups, beside which copies may stand.
        attachments: Where the desk keeps them.

    Raises:
        OSError: The disk refuses, or is nearly full.
        StoreError: The database cannot be read.
    """
    sources = [folder / FOLDER for folder in folders]
    return _copy(_of(database), sources, attachments, read=True)


def uncopied(files: Iterable[Attached], folder: Path) -> list[Attached]:
    """Return the files of which no copy stands beside the backups.

    Args:
        files: The files.
        folder: The folder of the backups.
    """
    beside = folder / FOLDER
    return [each for each in files if found(beside, each.sha256, each.size) is not Kept.WHOLE]


def _of(database: Path) -> list[Attached]:
    """Return the files kept with the matters of a database that nobody has open, each once.

    Raises:
        StoreError: It cannot be read.
    """
    with examined(database) as session:
        return list({each.sha256: each for each in every(session)}.values())


def _copy(
    files: Sequence[Attached],
    sources: Sequence[Path],
    target: Path,
    *,
    read: bool = False,
    stop: Callable[[], bool] = _never,
) -> Copied:
    """Copy what a folder lacks of some files.

    Args:
        files: The files, each once.
        sources: Where they may stand.
        target: Where to.
        read: What stands there already is read, not only measured.
        stop: Says whether to leave the rest.

    Raises:
        OSError: The disk refuses, or is nearly full.
    """
    lacking = [e for e in files if found(target, e.sha256, -1 if read else e.size) != Kept.WHOLE]
    copied, missing = 0, []
    for each in lacking:
        if stop():
            break
        if any(_copied(each, source, target) for source in sources):
            copied += 1
        else:
            missing.append(each)
    return Copied(len(files), copied, tuple(missing))


def _copied(each: Attached, source: Path, target: Path) -> bool:
    """Copy a file, if it is what was attached; return whether it was.

    Raises:
        OSError: The disk refuses, or is nearly full.
    """
    path, place = kept(source, each.sha256), kept(target, each.sha256)
    if path is None or place is None or found(source, each.sha256) is not Kept.WHOLE:
        return False  # one that cannot be read keeps no other from being copied
    place.parent.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    if shutil.disk_usage(target).free < path.stat().st_size + _SPARE_BYTES:
        raise OSError(_("the disk is nearly full"))
    arriving = target / f"{_ARRIVING}{os.getpid()}"
    try:
        if copy_file(path, arriving) != each.sha256:
            return False
        if place.exists():  # another one, which is somebody's doing
            place.replace(_beside(place))
        arriving.replace(place)
        sync_folder(place.parent)
    finally:
        arriving.unlink(missing_ok=True)
    return True


def _beside(place: Path) -> Path:
    """Return a name for what stood in the place of a file, which nothing has yet."""
    aside, number = place.with_name(f"{place.name}{CHANGED}"), 1
    while aside.exists():
        number += 1
        aside = place.with_name(f"{place.name}{CHANGED}-{number}")
    return aside


def _drop_abandoned(folder: Path, now: float) -> None:
    """Remove the copies over which somebody was killed, by the time in seconds since 1970."""
    for left in folder.glob(f"{_ARRIVING}*"):
        if now - left.stat().st_mtime > _ABANDONED:
            left.unlink(missing_ok=True)
