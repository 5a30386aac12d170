"""Is there room, is the disk of this machine, and are the folders private?"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.devices.recording_place import hours_left
from dutyroom.i18n import _
from dutyroom.store.errors import NetworkFileSystem
from dutyroom.store.filesystem import refuse_network

LOW_HOURS: Final = 24.0
"""The alarm for a disk that fills comes below this."""

NONE_HOURS: Final = 1.0
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def jobs(desk: Desk) -> list[Job]:
    """Return the questions to the disk."""
    return [
        Job("disk", _("Disk"), lambda: _room(desk)),
        Job("filesystem", _("File system"), lambda: _filesystem(desk)),
        Job("permissions", _("Permissions"), lambda: _permissions(desk)),
    ]


def _there(path: Path) -> Path:
    """Return the nearest folder that exists."""
    return next(each for each in (path, *path.parents) if each.is_dir())


def _room(desk: Desk) -> Result:
    """Say how many hours of recording the disk still takes."""
    folder = _there(desk.places.data)
    lines = [line for line in desk.chosen.lines if line.audio]
    hours = hours_left(folder, desk.chosen.recording.keep_free) / max(1, len(lines))
    free = shutil.disk_usage(folder).free
    facts: dict[str, Fact] = {"free_bytes": free, "hours": round(hours, 1), "folder": str(folder)}
    text = _("{size:.1f} GB free, room for {hours:.0f} hours of recording on all lines.")
    if not lines:
        text = _("{size:.1f} GB free; no line is recorded here.")
    text = text.format(size=free / 1e9, hours=hours)
    action = _("Free some room, or move old recordings to another disk.")
    if hours < NONE_HOURS:
        return Result(State.FAIL, text, action, facts)
    return Result(State.WARN if hours < LOW_HOURS else State.OK, text, _low(hours, action), facts)


def _low(hours: float, action: str) -> str:
    return action if hours < LOW_HOURS else ""


def _filesystem(desk: Desk) -> Result:
    """Make sure that the database does not lie on a network."""
    facts: dict[str, Fact] = {"folder": str(desk.places.data)}
    try:
        refuse_network(desk.places.database)
    except NetworkFileSystem as error:
        return Result(State.FAIL, str(error), facts={**facts, "network": True})
    if not Path("/proc/self/mountinfo").exists():
        text = _("This system does not say what kind of file system {path} lies on.")
        return Result(State.UNKNOWN, text.format(path=desk.places.data), facts=facts)
    text = _("{path} is on a disk of this machine.").format(path=desk.places.data)
    return Result(State.OK, text, facts={**facts, "network": False})


def _permissions(desk: Desk) -> Result:
    """Look at what there is of folders and files."""
    if os.name != "posix":
        return Result(State.UNKNOWN, _("This system keeps permissions in another way."))
    if not desk.places.data.exists():
        return Result(State.UNKNOWN, _("The folders of this desk have not been made yet."))
    open_to_others: list[str] = []
    not_ours: list[str] = []
    for path in _private(desk):
        try:
            found = path.stat()
        except FileNotFoundError:
            continue
        needed = os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)
        if not os.access(path, needed) or found.st_uid not in (os.geteuid(), os.getuid()):
            not_ours.append(str(path))
        elif found.st_mode & _OTHERS:
            open_to_others.append(str(path))
    facts: dict[str, Fact] = {"open_to_others": open_to_others, "not_ours": not_ours}
    if not_ours:
        text = _("This account does not own, or may not write: {paths}")
        action = _("An administrator types: chown -R USER FOLDER")
        return Result(State.FAIL, text.format(paths=", ".join(not_ours)), action, facts)
    if open_to_others:
        text = _("Other accounts may look into: {paths}")
        action = _("Close it to them: chmod go= {path}").format(path=open_to_others[0])
        return Result(State.WARN, text.format(paths=", ".join(open_to_others)), action, facts)
    return Result(State.OK, _("Folders and files are this account's alone."), facts=facts)


def _private(desk: Desk) -> Iterator[Path]:
    """Yield what must be the account's alone."""
    where = desk.places
    yield from (where.data, where.spool, where.recordings, desk.backups, where.logs)
    yield from (where.runtime, where.config, where.database)
