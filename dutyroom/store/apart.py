"""Start the process that makes or migrates a database, and wait for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import dutyroom
from dutyroom import i18n
from dutyroom.i18n import _
from dutyroom.store.errors import MigrationFailed

_REFUSED = 2
"""The exit code with which the process says a sentence for the user."""


def run_apart(path: Path, backups: Path) -> None:
    """Make or migrate a database in a process of its own.

    Args:
        path: The database file.
        backups: Folder for the backup that is made before.

    Raises:
        MigrationFailed: The database could not be brought to this version.
    """
    done = subprocess.run(  # noqa: S603 - our own interpreter, arguments as a list
        [sys.executable, "-m", "dutyroom.store.migrate", path, backups, "--lang", i18n.language()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_environment(),
        check=False,
    )
    if done.returncode == 0:
        return
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode == _REFUSED and said:
        raise MigrationFailed(said)
    last = said.splitlines()[-1] if said else str(done.returncode)
    raise MigrationFailed(
        _(
            "The database {path} could not be brought to this version ({detail}). It is as it "
            "was. Send this sentence to whoever looks after the program."
        ).format(path=path, detail=last)
    )


def _environment() -> dict[str, str]:
    """Return an environment in which the same package is found, and speaks UTF-8."""
    package = str(Path(dutyroom.__file__).parents[1])
    known = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join([package, known] if known else [package]),
    }
