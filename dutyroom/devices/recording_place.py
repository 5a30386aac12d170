"""Where recordings stand: `recordings/YYYY/MM/DD/`, for the owner alone."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Final

from dutyroom.devices.audio_format import LINE_RATE
from dutyroom.devices.pcm import SAMPLE_BYTES
from dutyroom.devices.recorder_events import RecordingRequest

PRIVATE_FOLDER: Final = 0o700

_CALL_ID: Final = re.compile(r"[0-9A-Za-z-]{1,64}", re.ASCII)


def recording_path(folder: Path, request: RecordingRequest) -> Path:
    """Return the file of a request, named by nothing that came over the line.

    Args:
        folder: The folder of all recordings.
        request: Which call, and which part of it.

    Raises:
        ValueError: The call's id is more than letters, digits and `-`, or the
            segment is not positive.
    """
    if not _CALL_ID.fullmatch(request.call_id) or request.segment < 1:
        raise ValueError(f"no name for a file: {request.call_id!r} {request.segment}")
    day = request.started_at
    name = f"{request.call_id}-{request.segment}.wav"
    return folder / f"{day.year:04}" / f"{day.month:02}" / f"{day.day:02}" / name


def make_folders(path: Path) -> None:
    """Make the folders of a file, mode 0700, and bring them to the disk.

    Raises:
        OSError: One cannot be made.
    """
    folder = path.parent
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can.

    Raises:
        OSError: The disk refused.
    """
    if os.name != "posix":
        return  # Windows opens no folder
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def hours_left(folder: Path, keep_free: int = 0, rate: int = LINE_RATE) -> float:
    """Return how many hours of recording the disk still takes.

    Args:
        folder: The folder of all recordings; it exists.
        keep_free: MiB that recordings never touch.
        rate: Samples a second.

    Raises:
        OSError: The disk does not say.
    """
    free = shutil.disk_usage(folder).free - keep_free * 1024 * 1024
    return max(0, free) / (rate * SAMPLE_BYTES * 3600)
