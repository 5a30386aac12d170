"""Start the line keeper as a process of its own, which outlives the console."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from dutyroom.config import Places


def start_keeper(
    places: Places, home: Path | None, *, demo: bool = False
) -> subprocess.Popen[bytes]:
    """Start a keeper in a session of its own, so that closing the terminal spares it.

    Args:
        places: Where the desk stands; the keeper's last words go into its log folder.
        home: The folder the desk was started with, if one was named.
        demo: The keeper ends 5 s after its last console.

    Returns:
        The process. A keeper that is not needed, because another one holds
        the lock, ends by itself.

    Raises:
        OSError: The process cannot be started.
    """
    command = [sys.executable, "-m", "dutyroom"]
    if home is not None:
        command += ["--home", str(home)]
    command.append("line")
    if demo:
        command.append("--linger=5")
    places.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = os.open(places.logs / "keeper.err", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell, no foreign words
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd=places.data,
        )
    finally:
        os.close(log)
    return process
