"""Start the process that makes, migrates or verifies a database, and wait for it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from dutyroom import apart, i18n
from dutyroom.i18n import _
from dutyroom.store.errors import BackupFailed, MigrationFailed
from dutyroom.store.verification import Verification

_LOOK_SECONDS: Final = 0.5
"""How often it is asked whether a verification is to go on."""


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


def verify_apart(copy: Path, stop: Callable[[], bool]) -> Verification:
    """Verify the journal of a copy in a process of its own, which gives way to all others.

    Args:
        copy: The copy; nobody writes to it.
        stop: Says whether to give up; asked twice a second.

    Raises:
        BackupFailed: It was to be given up, or could not be done.
        OSError: The process cannot be started.
    """
    with apart.started("dutyroom.store.verifying", copy) as process:
        while process.returncode is None:
            if stop():
                process.kill()
                raise BackupFailed(_("the program was ended meanwhile"))
            with suppress(subprocess.TimeoutExpired):
                told, complaint = process.communicate(timeout=_LOOK_SECONDS)
    done = subprocess.CompletedProcess(process.args, process.returncode, told, complaint)
    if done.returncode:
        raise BackupFailed(apart.last_words(done))
    return Verification(**json.loads(done.stdout))
