"""Start the process that makes or migrates a database, and wait for it."""

from __future__ import annotations

from pathlib import Path

from dutyroom import apart, i18n
from dutyroom.i18n import _
from dutyroom.store.errors import MigrationFailed


def run_apart(path: Path, backups: Path) -> None:
    """Make or migrate a database in a process of its own.

    Args:
        path: The database file.
        backups: Folder for the backup that is made before.

    Raises:
        MigrationFailed: The database could not be brought to this version.
    """
    done = apart.run("dutyroom.store.migrate", path, backups, "--lang", i18n.language())
    if done.returncode == 0:
        return
    if sentence := apart.said(done):
        raise MigrationFailed(sentence)
    raise MigrationFailed(
        _(
            "The database {path} could not be brought to this version ({detail}). It is as it "
            "was. Send this sentence to whoever looks after the program."
        ).format(path=path, detail=apart.last_words(done))
    )
