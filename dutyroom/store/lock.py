"""A lock that ends with its process, and a note of who holds it.

The operating system holds the lock, so that a crash frees it; what the file
says about its holder is only for the message.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import IO, Final, Self

from dutyroom.i18n import N_, _
from dutyroom.store.errors import LockHeld

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_KINDS: Final = MappingProxyType(
    {
        "keeper": N_("line keeper"),
        "console": N_("console"),
        "restore": N_("restoring"),
        "migrate": N_("migration"),
        "rebuild": N_("rebuilding"),
        "command": N_("command"),
    }
)
"""What a process is called before a user, by its kind."""

_NOTE_BYTES = 4096
_LOCKS: Final = Path("/proc/locks")
_WORDS: Final = 8
"""In a line of it: number, FLOCK, ADVISORY, READ, process, device:inode, and the range."""

_LOCKED_BYTE = 1 << 30
"""Windows forbids others to read what is locked, so a byte far behind the note is."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock.

    Attributes:
        pid: Id of the process, 0 where the note cannot be read.
        kind: What the process is: `keeper`, `console`, `restore`, `migrate`, `rebuild`, `command`.
    """

    pid: int
    kind: str


class Lock:
    """One lock file; also a context manager."""

    def __init__(self, path: Path, kind: str, *, shared: bool = False) -> None:
        """Name a lock without taking it.

        Args:
            path: The lock file; its folder must exist.
            kind: What this process is, for others to read.
            shared: Hold it together with all others who want no more than that.
        """
        self.path = path
        self.kind = kind
        self._shared = shared
        self._file: IO[bytes] | None = None

    def acquire(self, *, wait: bool = False) -> None:
        """Take the lock, or say who holds it; it is held while this object lives.

        Args:
            wait: Wait until the holder ends; only where it is sure to end soon.

        Raises:
            LockHeld: Another process, or another `Lock` of this one, holds it.
            OSError: The file cannot be made.
        """
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        file = os.fdopen(descriptor, "r+b", buffering=0)
        try:
            _take(file, wait=wait, shared=self._shared)
        except OSError as error:
            file.close()
            raise self._held() from error
        with contextlib.suppress(OSError):  # a full disk takes no note; the lock holds all the same
            file.truncate(0)
            file.write(json.dumps({"kind": self.kind, "pid": os.getpid()}).encode())
        self._file = file

    def release(self) -> None:
        """Give the lock back; nothing happens where it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _held(self) -> LockHeld:
        """Return the error that names the holder."""
        other = holder(self.path) or Holder(0, "?")
        return LockHeld(
            _(
                "Another dutyroom process is running ({kind}, process {pid}). Nothing was "
                "changed. End it first, then do this again."
            ).format(kind=_(_KINDS.get(other.kind, other.kind)), pid=other.pid)
        )

    def __enter__(self) -> Self:
        """Take the lock."""
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the lock back."""
        self.release()


def holder(path: Path) -> Holder | None:
    """Return who holds a lock, or None where nobody does.

    Args:
        path: The lock file; it need not exist.
    """
    try:
        with path.open("r+b", buffering=0) as file:
            try:
                _take(file)
            except OSError:
                return _living(_parse(file.read(_NOTE_BYTES)), os.fstat(file.fileno()).st_ino)
    except OSError:
        return None
    return None


def _parse(note: bytes) -> Holder:
    """Read the note; whatever stands there, something is returned."""
    try:
        raw = json.loads(note)
        return Holder(int(raw["pid"]), str(raw["kind"]))
    except (ValueError, KeyError, TypeError):
        return Holder(0, "?")


def _living(noted: Holder, inode: int) -> Holder:
    """Return the holder that the note names; if it has ended, another one of a shared lock."""
    pids = _holding(inode)
    if not noted.pid or not pids or noted.pid in pids:
        return noted
    return Holder(min(pids), noted.kind)


def _holding(inode: int) -> set[int]:
    """Return the processes that hold a lock on a file; none where the system does not tell."""
    try:
        lines = _LOCKS.read_text("ascii", "replace").splitlines()
    except OSError:
        return set()
    held = (line.split() for line in lines if line.endswith(f":{inode} 0 EOF"))
    return {int(words[4]) for words in held if len(words) == _WORDS and words[4].isdecimal()}


def _take(file: IO[bytes], *, wait: bool = False, shared: bool = False) -> None:
    """Lock an open file; Windows knows no lock that is shared.

    Raises:
        OSError: Another holds it.
    """
    if sys.platform == "win32":
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        file.seek(0)
    else:
        how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(file.fileno(), how | (0 if wait else fcntl.LOCK_NB))
