"""Nobody else at work: what a command needs that puts another database in its place."""

from __future__ import annotations

from contextlib import ExitStack

from dutyroom.cli.folder import usable
from dutyroom.config import Places
from dutyroom.store.arriving import tidy_up
from dutyroom.store.lock import Lock


def alone(where: Places, kind: str) -> ExitStack:
    """Make the folder of a desk, take the locks of all who may write there, and tidy it up.

    Args:
        where: The places of the desk.
        kind: What the command does, for others to read.

    Returns:
        What holds the locks until it is closed.

    Raises:
        LockHeld: Somebody is at work; the message says who.
        PlainError: The disk takes no file.
    """
    with ExitStack() as held:
        with usable(where):
            where.create()
            for path in where.locks:
                held.enter_context(Lock(path, kind))
        tidy_up(where.database)
        return held.pop_all()
