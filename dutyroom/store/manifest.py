"""What is known of a backup without opening it: one JSON file beside each."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Self

from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.store.entry import stamp
from dutyroom.store.errors import BackupFailed

DAILY: Final = "daily"
"""The kind of the backup that is made each day."""

BEFORE_MIGRATION: Final = "before-migration"
"""The kind of the backup that is made before the schema changes."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Attributes:
        created_at: When it was made, as `entry.stamp` writes it.
        kind: Why it was made: `DAILY` or `BEFORE_MIGRATION`.
        sha256: Hash of the file, in hex.
        revision: The version of the schema.
        seq: The number of the last fact.
        head: The hash of the last fact, in hex.
        counts: Rows by table.
        sqlite: The version of SQLite that made it.
    """

    created_at: str
    kind: str
    sha256: str
    revision: str
    seq: int
    head: str
    counts: dict[str, int]
    sqlite: str

    def to_json(self) -> str:
        """Return the manifest as JSON that people can read."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read a manifest back.

        Raises:
            ValueError: The text is not a manifest.
        """
        try:
            raw = json.loads(text)
            return cls(
                created_at=stamp(datetime.fromisoformat(raw["created_at"])),
                kind=str(raw["kind"]),
                sha256=str(raw["sha256"]),
                revision=str(raw["revision"]),
                seq=int(raw["seq"]),
                head=str(raw["head"]),
                counts={str(name): int(count) for name, count in raw["counts"].items()},
                sqlite=str(raw["sqlite"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a manifest: {error}") from error


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        path: The copy of the database.
        manifest: What it holds.
    """

    path: Path
    manifest: Manifest

    @property
    def created_at(self) -> datetime:
        """When it was made, in UTC."""
        return datetime.fromisoformat(self.manifest.created_at)


def manifest_path(path: Path) -> Path:
    """Return where the manifest of a backup stands."""
    return path.with_suffix(".json")


def read_backup(path: Path) -> Backup:
    """Return a backup with its manifest.

    Args:
        path: The copy of the database.

    Raises:
        BackupFailed: There is no such file, or no manifest that can be read beside it.
    """
    try:
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return Backup(path, Manifest.from_json(manifest_path(path).read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise BackupFailed(
            _(
                "{path} is not a backup of dutyroom ({detail}). Nothing was changed. See what "
                "there is: dutyroom restore --list"
            ).format(path=path, detail=_fault(path, error))
        ) from error


def _fault(path: Path, error: OSError | ValueError) -> str:
    """Return why a file is no backup, in the user's language."""
    beside = manifest_path(path).name
    if isinstance(error, ValueError):
        return _("{name} beside it cannot be understood").format(name=beside)
    if isinstance(error, FileNotFoundError) and path.is_file():
        return _("{name}, which says what it holds, is not beside it").format(name=beside)
    return os_reason(error)


def list_backups(folder: Path) -> list[Backup]:
    """Return the backups of a folder, newest first; what has no manifest is none.

    Args:
        folder: The folder; it need not exist.
    """
    found: list[Backup] = []
    for path in folder.glob("*.db"):
        try:
            found.append(read_backup(path))
        except BackupFailed:
            continue
    return newest_first(found)


def newest_first(backups: Iterable[Backup]) -> list[Backup]:
    """Return backups in the order in which they are shown, and gone back to.

    Args:
        backups: The backups, of one folder or several.
    """
    return sorted(backups, key=lambda backup: (backup.created_at, backup.path.name), reverse=True)
