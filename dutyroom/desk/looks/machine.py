"""Looking at disk, backup and database."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from pathlib import Path
from typing import Final

from dutyroom.desk.looks.bench import Bench, apart
from dutyroom.devices.recording_place import hours_left
from dutyroom.os_reasons import os_reason
from dutyroom.standard.judging import machine as judging
from dutyroom.standard.probing import Probe, Verdict
from dutyroom.store import gate
from dutyroom.store.engine import open_store
from dutyroom.store.errors import StoreError
from dutyroom.store.known import refuse_new
from dutyroom.store.manifest import list_backups
from dutyroom.store.quick_check import quick_check
from dutyroom.store.sqlite_reasons import fault_reasons

_PART: Final = 0.8
"""Part of a probe's time after which the reading of the database stops by itself."""


async def look_at_disk(bench: Bench, _probe: Probe) -> Verdict:
    """See whether recordings can be written, and for how long."""
    return await apart(lambda _unwanted: _disk(bench))


def _disk(bench: Bench) -> Verdict:
    folder = bench.places.recordings
    folder = folder if folder.is_dir() else bench.places.data
    if why := _refuses(folder):
        return judging.unwritable(str(folder), why)
    lines = sum(bool(line.audio) for line in bench.settings.lines)
    hours = hours_left(folder, bench.settings.recording.keep_free) / max(1, lines)
    free = shutil.disk_usage(folder).free
    return judging.judge_disk(hours, free, bench.settings.probes.disk_hours, recorded=bool(lines))


def _refuses(folder: Path) -> str:
    """Return why a folder takes no file, by trying; empty where it takes one."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".check-") as file:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return os_reason(error)
    return ""


async def look_at_backup(bench: Bench, _probe: Probe) -> Verdict:
    """See how old the last backup is."""
    return await apart(lambda _unwanted: _backup(bench))


def _backup(bench: Bench) -> Verdict:
    found = list_backups(bench.backups)
    if not found and not bench.places.database.exists():
        return judging.no_database()
    newest = found[0].created_at if found else None
    limit = bench.settings.probes.backup_hours
    return judging.judge_backup(newest, bench.clock.now(), limit, str(bench.backups))


async def look_at_database(bench: Bench, probe: Probe) -> Verdict:
    """Read every page of the database while time lasts."""
    seconds = probe.seconds * _PART
    end = bench.clock.monotonic() + seconds

    def read(unwanted: threading.Event) -> Verdict:
        path = bench.places.database
        try:
            if gate.look(path) is gate.State.MISSING:
                refuse_new(path, bench.backups)
                return judging.no_database()
            store = open_store(path)
        except StoreError as error:
            return judging.unusable_database(str(error))
        try:
            found = quick_check(store, lambda: unwanted.is_set() or bench.clock.monotonic() >= end)
        except StoreError as error:
            return judging.unusable_database(str(error))
        finally:
            store.close()
        return judging.judge_pages(found and [fault_reasons(found)], seconds)

    return await apart(read)
