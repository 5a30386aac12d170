"""Is the database sound? What `dutyroom doctor` asks the store."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from dutyroom.i18n import _, ngettext
from dutyroom.store import gate
from dutyroom.store.engine import Store, open_store
from dutyroom.store.errors import StoreError
from dutyroom.store.journal import verify
from dutyroom.store.manifest import list_backups
from dutyroom.store.sqlite import Library

_LOG_BYTES: Final = 256 * 1024 * 1024
_FREE_BYTES: Final = 1024 * 1024 * 1024
_BACKUP_AGE: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one question.

    Attributes:
        name: What was looked at, stable, for JSON: `sqlite`, `database`, …
        sound: Whether all is well.
        message: What was found and, where it is not well, what to do.
    """

    name: str
    sound: bool
    message: str


def examine(path: Path, backups: Path, now: datetime, *, thorough: bool = True) -> list[Finding]:
    """Look at everything that concerns the database, and change nothing.

    Args:
        path: The database file.
        backups: The folder of the backups.
        now: The time, aware.
        thorough: Read every page and every hash; about a minute for a million
            facts. Otherwise only what takes no time.
    """
    findings = [_library(), _room(path), _last_backup(backups, now)]
    try:
        if gate.look(path) is gate.State.MISSING:
            missing = _("There is no database yet. It is made at the first start.")
            return [*findings, Finding("database", True, missing)]
        store = open_store(path)
    except StoreError as error:
        return [*findings, Finding("database", False, str(error))]
    try:
        return findings + _inside(store, thorough=thorough)
    finally:
        store.close()


def _inside(store: Store, *, thorough: bool) -> list[Finding]:
    """Look at a database that opens."""
    opened = _("The database opens; journal mode {mode}.").format(mode=store.journal_mode)
    findings = [Finding("database", True, opened), _log(store.path)]
    checks: tuple[tuple[str, Callable[[Store], Finding]], ...] = (
        ("pages", _pages),
        ("journal", _journal),
    )
    for name, check in checks if thorough else ():
        try:
            findings.append(check(store))
        except StoreError as error:
            findings.append(Finding(name, False, str(error)))
    return findings


def _library() -> Finding:
    """Say which SQLite is linked, and what that means."""
    library = Library()
    if library.wal_is_safe:
        message = _("SQLite {version}.").format(version=library.text)
    else:
        message = _(
            "SQLite {version} has a fault in its write-ahead log, so the slower rollback journal "
            "is used. Nothing is at risk; a newer SQLite would be faster."
        ).format(version=library.text)
    return Finding("sqlite", True, message)


def _room(path: Path) -> Finding:
    """Say how much room the disk has."""
    folder = next(each for each in path.absolute().parents if each.exists())
    free = shutil.disk_usage(folder).free
    message = _("{size:.1f} GB free on the disk of the database.").format(size=free / 1e9)
    if free < _FREE_BYTES:
        message += " " + _("Free some room before it is full.")
    return Finding("disk", free >= _FREE_BYTES, message)


def _last_backup(folder: Path, now: datetime) -> Finding:
    """Say how old the newest backup is."""
    newest = next(iter(list_backups(folder)), None)
    if newest is None:
        return Finding("backup", False, _("There is no backup yet. The keeper makes one a day."))
    hours = int((now - newest.created_at).total_seconds() // 3600)
    message = ngettext(
        "The last backup is {hours} hour old.", "The last backup is {hours} hours old.", hours
    ).format(hours=hours)
    fresh = now - newest.created_at <= _BACKUP_AGE
    if not fresh:
        message += " " + _("Is the keeper running, and is there room on the disk?")
    return Finding("backup", fresh, message)


def _log(path: Path) -> Finding:
    """Say how long the write-ahead log is: a reader that never ends lets it grow."""
    log = path.with_name(f"{path.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    message = _("The log of the database has {size:.1f} MB.").format(size=size / 1e6)
    if size > _LOG_BYTES:
        message += " " + _("Some program keeps reading: restart the console and the keeper.")
    return Finding("log", size <= _LOG_BYTES, message)


def _pages(store: Store) -> Finding:
    """Read every page, and every reference from row to row."""
    with store.read() as session:
        connection = session.connection()
        faults = [
            line
            for line in connection.exec_driver_sql("PRAGMA quick_check(10)").scalars()
            if line != "ok"
        ]
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        faults += sorted({f"{row[0]} -> {row[2]}" for row in orphans})
    if not faults:
        return Finding("pages", True, _("Every page of the database is sound."))
    message = _("The database is damaged ({detail}). Go back to a backup: dutyroom restore")
    return Finding("pages", False, message.format(detail="; ".join(faults)))


def _journal(store: Store) -> Finding:
    """Check every hash of the journal."""
    with store.read() as session:
        found = verify(session)
    if found.sound:
        message = _(
            "The journal is unbroken: {count} facts, {purged} texts purged, last hash {head}."
        ).format(count=found.count, purged=found.purged, head=found.head[:12])
        return Finding("journal", True, message)
    message = _(
        "The journal was changed at number {seq}: what stands there is not what was written. "
        "Compare with the last backup, and tell the head of the unit."
    ).format(seq=found.first_bad)
    return Finding("journal", False, message)
