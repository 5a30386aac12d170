"""Go back to a backup: the damaged file is set aside, never deleted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.store import gate
from dutyroom.store.arriving import RESTORING, drop, sync_whole
from dutyroom.store.backup import check_backup
from dutyroom.store.errors import BackupFailed, RestoreFailed, StoreError
from dutyroom.store.files import copy_file, sync_folder
from dutyroom.store.filesystem import refuse_network
from dutyroom.store.lock import Lock
from dutyroom.store.manifest import Backup
from dutyroom.store.setting_aside import done, move_back, set_aside

_SPARE_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Restored:
    """What going back did.

    Attributes:
        backup: What the database is now a copy of.
        set_aside: Where the database that was there stands; None where there was none.
    """

    backup: Backup
    set_aside: Path | None


def _nothing(_arriving: Path) -> None:
    """Leave the copy of a backup as it is."""


def restore(
    backup: Backup,
    database: Path,
    at: datetime,
    locks: Sequence[Lock],
    complete: Callable[[Path], None] = _nothing,
) -> Restored:
    """Put a backup in the place of the database, after checking it from end to end.

    Args:
        backup: The backup.
        database: The database file; damaged, missing or sound.
        at: The time, aware; names what is set aside.
        locks: The locks of keeper and console, which must all be free.
        complete: Adds to the copy what the backup lacks, while the database still stands in
            its place.

    Raises:
        LockHeld: A keeper or a console is running; nothing was changed.
        BackupFailed: The backup is not sound; nothing was changed.
        DatabaseNewer: The backup is of a newer version; nothing was changed.
        RestoreFailed: The disk refused; the message says where everything is.
        NetworkFileSystem: The database would lie on one; nothing was changed.
    """

    def make(arriving: Path) -> None:
        _bring(backup, arriving)
        complete(arriving)

    refuse_network(database)
    with _held(locks):
        check_backup(backup)
        gate.look(backup.path)
        return Restored(backup, _replaced(make, backup.path, database, at))


def replace(
    make: Callable[[Path], None],
    source: Path,
    database: Path,
    at: datetime,
    locks: Sequence[Lock],
) -> Path | None:
    """Put a database that is made of something else in the place of the database.

    Args:
        make: Makes it under the name it is given, while the database still stands in its place.
        source: What it is made of, for the message.
        database: The database file; damaged, missing or sound.
        at: The time, aware; names what is set aside.
        locks: The locks of keeper and console, which must all be free.

    Returns:
        Where the database that was there stands; None where there was none.

    Raises:
        LockHeld: A keeper or a console is running; nothing was changed.
        RestoreFailed: The disk refused; the message says where everything is.
        NetworkFileSystem: The database would lie on one; nothing was changed.
    """
    refuse_network(database)
    with _held(locks):
        return _replaced(make, source, database, at)


@contextmanager
def _held(locks: Sequence[Lock]) -> Iterator[None]:
    """Hold some locks.

    Raises:
        LockHeld: Somebody else holds one.
    """
    with ExitStack() as held:
        for lock in locks:
            held.enter_context(lock)
        yield


def _replaced(
    make: Callable[[Path], None], source: Path, database: Path, at: datetime
) -> Path | None:
    """Make another database and put it in place; return where the one before stands.

    Raises:
        BackupFailed: What it is made of is not as it was.
        RestoreFailed: The disk refused.
    """
    arriving = database.with_name(database.name + RESTORING)
    try:
        move_back(database)  # what a killed process was setting aside is read, too
        make(arriving)
        return put_in_place(arriving, database, at)
    except OSError as error:
        raise _not_in_place(source, os_reason(error), database) from error
    except BackupFailed:
        raise
    except StoreError as error:
        raise _not_in_place(source, str(error), database) from error
    finally:
        drop(arriving)


def _not_in_place(source: Path, detail: str, database: Path) -> RestoreFailed:
    """Return the error for a backup that the disk did not take."""
    return RestoreFailed(
        _(
            "The backup {backup} could not be put in place ({detail}). It is unchanged, "
            "and nothing was deleted: look for files that begin with {path}. Check the "
            "disk and do this again."
        ).format(backup=source, detail=detail, path=database)
    )


def put_in_place(arriving: Path, database: Path, at: datetime) -> Path | None:
    """Set the database aside and give its name to another file.

    Args:
        arriving: The other file, closed, in the same folder.
        database: The database; damaged, missing or sound.
        at: The time, aware; names what is set aside.

    Returns:
        Where the database that was there stands; None where there was none.

    Raises:
        OSError: The disk refuses, or left a part of the other file in its log; the database has its
            name, or gets it back from `move_back`.
    """
    sync_whole(arriving)
    move_back(database)
    try:
        aside = set_aside(database, at)
        arriving.replace(database)
        sync_folder(database.parent)
    except OSError:
        move_back(database)
        raise
    done(database)
    return aside


def _bring(backup: Backup, arriving: Path) -> None:
    """Copy the backup beside the database, and compare it on the way.

    Raises:
        BackupFailed: It is not what its manifest says.
        OSError: The disk refuses.
    """
    arriving.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    needed = backup.path.stat().st_size + _SPARE_BYTES
    if shutil.disk_usage(arriving.parent).free < needed:
        raise OSError(_("the disk is nearly full"))
    if copy_file(backup.path, arriving) != backup.manifest.sha256:
        arriving.unlink(missing_ok=True)
        raise BackupFailed(
            _("The backup {path} changed while it was read. Nothing was changed.").format(
                path=backup.path
            )
        )
