"""Facts on disk before anything else happens to them.

The spool is a row of segment files of a fixed size, whose space is reserved
when they are made, so that a full disk still takes the facts of many calls.
Each fact is one line: a checksum, a space, its JSON. It is on the disk when
`append` returns. A segment is removed only when each of its facts stands in
the database; writing a fact there twice is the same as writing it once, so
nothing has to be remembered of how far that went.
"""

from __future__ import annotations

import errno
import logging
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dutyroom.store.facts import Fact

SEGMENT: Final = 1024 * 1024
"""Size of a segment in bytes: some 2,000 facts."""

RESERVE: Final = 4 * SEGMENT
"""Bytes kept back for the time when the disk is full: whole segments that wait for their name."""

DAMAGED: Final = "damaged"
"""Beside the segments: lines whose checksum does not hold, for a person to look at."""

_SUFFIX: Final = ".spool"
_RESERVE_NAME: Final = "reserve"
_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

_sync = getattr(os, "fdatasync", os.fsync)

_log = logging.getLogger(__name__)


class SpoolError(Exception):
    """A fact could not be put on the disk; it is still in memory."""


class Spool:
    """The facts that are safe on disk and perhaps not yet in the database."""

    def __init__(self, folder: Path, segment: int = SEGMENT, reserve: int = RESERVE) -> None:
        """Open the spool of a desk, as the one process that writes it.

        Args:
            folder: Where the segments stand; made if missing.
            segment: Size of a segment, in bytes.
            reserve: Bytes to keep back for a full disk.

        Raises:
            OSError: The folder cannot be used.
        """
        self._folder = folder
        self._segment = segment
        self._reserve = reserve
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        present = self._segments()
        self._next = int(present[-1].stem) + 1 if present else 1
        self._file: int | None = None
        self._path: Path | None = None
        self._position = 0
        self._unwritten: dict[Path, int] = {}
        self.keep_reserve()

    def keep_reserve(self) -> bool:
        """Set the reserve aside, or what is missing of it.

        Returns:
            Whether it is there now; False where the disk is too full for it.
        """
        for number in range(-(-self._reserve // self._segment)):
            path = self._folder / f"{_RESERVE_NAME}-{number + 1}"
            if path.exists():
                continue
            try:
                os.close(_reserved(path, self._segment))
            except OSError as error:
                _log.warning("no room for the reserve of the spool: %s", error)
                path.unlink(missing_ok=True)
                return False
        return True

    def append(self, fact: Fact) -> Path:
        """Put one fact on the disk; it is there when this returns.

        Returns:
            The segment it stands in, to be named to `written` later.

        Raises:
            SpoolError: Even the reserve did not help.
        """
        line = _line(fact)
        while True:
            try:
                return self._append(line)
            except OSError as error:
                if error.errno not in _NO_SPACE or not self._give_up_reserve():
                    raise SpoolError(str(error)) from error

    def written(self, segment: Path) -> None:
        """Note that one fact of a segment stands in the database; remove what is done with."""
        left = self._unwritten.get(segment, 0) - 1
        if left > 0:
            self._unwritten[segment] = left
            return
        self._unwritten.pop(segment, None)
        if segment != self._path:
            segment.unlink(missing_ok=True)
        elif self._position > self._segment // 2:
            self._close_segment()
            segment.unlink(missing_ok=True)

    def waiting(self) -> Iterator[tuple[Path, Fact]]:
        """Yield the facts that an earlier process left, oldest first.

        Lines that were torn or damaged are passed over, logged and kept: a torn
        line was never acknowledged, a damaged one may have been. A segment that
        cannot be read stays where it is, and is tried at the next start. Each
        fact yielded has to be named to `written`.
        """
        for path in self._segments():
            if path == self._path:
                continue
            found, whole = _read(path, self._folder / DAMAGED)
            if whole and not found:
                path.unlink(missing_ok=True)
                continue
            self._unwritten[path] = len(found) + (not whole)  # it never comes to nothing left
            for fact in found:
                yield path, fact

    def close(self) -> None:
        """Close the segment being written; what it holds stays."""
        self._close_segment()

    def _append(self, line: bytes) -> Path:
        if self._file is None or self._position + len(line) > self._segment:
            self._open_segment(len(line))
        if self._file is None or self._path is None:
            raise AssertionError("no segment was opened")
        try:
            os.lseek(self._file, self._position, os.SEEK_SET)
            done = 0
            while done < len(line):
                done += os.write(self._file, line[done:])
            _sync(self._file)
        except OSError:
            self._close_segment()  # what this file holds now is uncertain: go on in a new one
            raise
        self._position += len(line)
        self._unwritten[self._path] = self._unwritten.get(self._path, 0) + 1
        return self._path

    def _open_segment(self, least: int) -> None:
        self._close_segment()
        path = self._folder / f"{self._next:012d}{_SUFFIX}"
        try:
            self._file = _reserved(path, max(self._segment, least))
        except OSError as error:
            path.unlink(missing_ok=True)
            if error.errno not in _NO_SPACE or not self._name_reserve(path, least):
                raise
            self._file = os.open(path, os.O_RDWR)
        self._path, self._position = path, 0
        self._next += 1
        _sync_folder(self._folder)

    def _name_reserve(self, path: Path, least: int) -> bool:
        """Make a kept segment the next one; False where none is left or none is long enough.

        It changes its name and is never free in between: whatever fills the disk
        would take it before the spool could.
        """
        if least > self._segment or not (kept := self._kept()):
            return False
        kept[-1].rename(path)
        _log.warning("the disk is full: the spool uses its reserve, %d left", len(kept) - 1)
        return True

    def _close_segment(self) -> None:
        if self._file is not None:
            os.close(self._file)
        self._file = self._path = None

    def _give_up_reserve(self) -> bool:
        """Free a kept segment, where its name alone did not help; False if none is left.

        That is so for a fact longer than a segment, and on file systems that
        write a reserved file in another place.
        """
        if not (kept := self._kept()):
            return False
        kept[-1].unlink()
        _log.warning("the disk is full: the spool frees its reserve, %d left", len(kept) - 1)
        return True

    def _kept(self) -> list[Path]:
        return sorted(self._folder.glob(f"{_RESERVE_NAME}-*"))

    def _segments(self) -> list[Path]:
        found = self._folder.glob(f"*{_SUFFIX}")
        return sorted(path for path in found if path.stem.isascii() and path.stem.isdigit())


def _line(fact: Fact) -> bytes:
    """Return a fact as one line of the spool."""
    body = fact.to_json().encode("utf-8", "surrogatepass")
    return b"%08x %b\n" % (zlib.crc32(body), body)


def _read(path: Path, damaged: Path) -> tuple[list[Fact], bool]:
    """Return the whole facts of a segment, and whether it holds nothing else any more.

    What is damaged is kept beside the segments; where that or the reading fails,
    the segment still holds what nobody has: no reason not to keep the line.
    """
    found: list[Fact] = []
    try:
        content = path.read_bytes()
    except OSError as error:
        _log.error("the segment %s cannot be read, and stays: %s", path.name, error)
        return found, False
    whole = True
    for line in content.split(b"\n"):
        if not line.strip(b"\0"):
            continue
        try:
            found.append(_fact(line))
        except ValueError as error:
            _log.error("a damaged line of %d bytes in %s: %s", len(line), path.name, error)
            whole = _kept(line, damaged) and whole
    return found, whole


def _kept(line: bytes, damaged: Path) -> bool:
    """Keep a damaged line; False where the disk does not take it."""
    try:
        with damaged.open("ab") as kept:
            kept.write(line + b"\n")
    except OSError as error:
        _log.error("a damaged line stays in its segment: %s", error)
        return False
    return True


def _fact(line: bytes) -> Fact:
    """Read one line of the spool.

    Raises:
        ValueError: The line is damaged.
    """
    body = line[9:]
    if int(line[:8], 16) != zlib.crc32(body):
        raise ValueError("checksum")
    return Fact.from_json(body.decode("utf-8", "surrogatepass"))


def _reserved(path: Path, size: int) -> int:
    """Make a private file whose space is already taken from the disk.

    Returns:
        Its descriptor.

    Raises:
        OSError: There is no room, or the file cannot be made.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file, 0, size)
        else:
            os.write(file, b"\0" * size)
        os.fsync(file)
    except OSError:
        os.close(file)
        raise
    return file


def _sync_folder(folder: Path) -> None:
    """Make a new file's name as durable as its bytes, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
