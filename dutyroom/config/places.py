"""Where everything of one desk stands.

`DUTYROOM_HOME` puts configuration, database, spool, recordings and logs under
one folder; without it the platform's usual places are taken.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HOME_VARIABLE: Final = "DUTYROOM_HOME"
LONGEST_RUNTIME: Final = 85
"""Bytes of the runtime folder's path, so that a socket in it stays below 100."""

PRIVATE_FOLDER: Final = 0o700
"""Mode of every folder of the program: the officer's account and nobody else."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one desk.

    Attributes:
        config: The settings file.
        data: Folder of the database, the spool, recordings and backups.
        state: Folder of the logs.
        runtime: Folder of the socket; short, because a socket's path may not
            be longer than about 100 bytes.
    """

    config: Path
    data: Path
    state: Path
    runtime: Path

    @property
    def database(self) -> Path:
        """The database file."""
        return self.data / "dutyroom.db"

    @property
    def spool(self) -> Path:
        """The folder of facts not yet in the database."""
        return self.data / "spool"

    @property
    def recordings(self) -> Path:
        """The folder of recordings."""
        return self.data / "recordings"

    @property
    def attachments(self) -> Path:
        """The folder of files kept with matters."""
        return self.data / "attachments"

    @property
    def backups(self) -> Path:
        """The folder of verified backups."""
        return self.data / "backups"

    def backups_at(self, folder: str) -> Path:
        """Return where backups stand: in the folder that the settings name, or in the own one."""
        return Path(folder) if folder else self.backups

    @property
    def logs(self) -> Path:
        """The folder of the logs."""
        return self.state / "logs"

    @property
    def socket(self) -> Path:
        """The socket of the line keeper."""
        return self.runtime / "keeper.sock"

    @property
    def keeper_lock(self) -> Path:
        """The file whose lock the line keeper holds."""
        return self.data / "keeper.lock"

    @property
    def console_lock(self) -> Path:
        """The file whose lock the writing console holds."""
        return self.data / "console.lock"

    @property
    def consoles_lock(self) -> Path:
        """The file whose lock all open consoles share, those that only show as well."""
        return self.data / "consoles.lock"

    @property
    def commands_lock(self) -> Path:
        """The file whose lock all commands share that have the registers open."""
        return self.data / "commands.lock"

    @property
    def locks(self) -> tuple[Path, ...]:
        """The locks of all who look or write: held by whoever puts another database in place.

        In the order in which they are taken: a console that begins meanwhile meets the one that
        all consoles share first, and takes nobody for another console that writes.
        """
        return self.keeper_lock, self.consoles_lock, self.console_lock, self.commands_lock

    def create(self) -> None:
        """Make the folders that are missing, for the owner alone.

        Raises:
            OSError: A folder cannot be made.
        """
        for folder in (self.config.parent, self.data, self.state, self.runtime):
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def places(home: Path | None = None) -> Places:
    """Return the places of a home, of `DUTYROOM_HOME`, or of the platform.

    Args:
        home: The folder that holds everything, if one is named.
    """
    named = home or (Path(value) if (value := os.environ.get(HOME_VARIABLE)) else None)
    if named is not None:
        root = named.expanduser().absolute()
        return Places(root / "dutyroom.toml", root, root, _runtime(root))
    import platformdirs  # noqa: PLC0415 - most starts name a home and need no lookup

    dirs = platformdirs.PlatformDirs("dutyroom", appauthor=False)
    data = Path(dirs.user_data_dir)
    return Places(
        Path(dirs.user_config_dir) / "dutyroom.toml",
        data,
        Path(dirs.user_state_dir),
        _runtime(data),
    )


def _runtime(data: Path) -> Path:
    """Return the folder of the socket: the same for whoever looks, whatever their environment.

    A service, a desktop session and a bare `su` see different runtime folders,
    so the data folder holds it; a long path is replaced by a short one named by
    its hash.
    """
    inside = data / "run"
    if len(os.fsencode(inside)) <= LONGEST_RUNTIME:
        return inside
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    user = os.getuid() if hasattr(os, "getuid") else 0
    base = Path("/tmp") if os.name == "posix" else Path(tempfile.gettempdir())  # noqa: S108 - 0700
    return base / f"dutyroom-{user}-{digest}"
