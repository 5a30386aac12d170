"""Files that must survive a power cut, or be whole or not there at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

_CHUNK_BYTES: Final = 1024 * 1024
OWNER_ONLY: Final = 0o600
"""Mode of every file that holds what people said."""


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can.

    Args:
        folder: The folder.

    Raises:
        OSError: The disk refuses.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the content of a file survive a power cut.

    Args:
        path: The file.

    Raises:
        OSError: The disk refuses.
    """
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def create_empty(path: Path) -> None:
    """Make an empty file for the owner alone, in place of one that was left over.

    Args:
        path: The file; its folder must exist.

    Raises:
        OSError: The disk refuses.
    """
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ONLY))


def copy_file(source: Path, target: Path) -> str:
    """Copy a file for the owner alone, onto the disk.

    Args:
        source: The file to copy.
        target: The copy; one that was left over is replaced.

    Returns:
        The SHA-256 of what was read, in hex.

    Raises:
        OSError: The disk refuses.
    """
    create_empty(target)
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("r+b") as writing:
        while block := reading.read(_CHUNK_BYTES):
            digest.update(block)
            writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, in hex.

    Args:
        path: The file.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def put_new(arriving: Path, path: Path) -> None:
    """Give a file, in the same folder, a name that no other one has.

    Args:
        arriving: The file, closed.
        path: Its name from now on.

    Raises:
        FileExistsError: Something stands there; it stays as it is.
        OSError: The disk refuses.
    """
    sync_file(arriving)
    try:
        path.hardlink_to(arriving)
        arriving.unlink()
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is taken first, then filled
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ONLY))
        arriving.replace(path)
    sync_folder(path.parent)


def file_id(path: Path) -> tuple[int, int] | None:
    """Return what tells one file of a name from the next; None where there is none.

    Args:
        path: The name.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
