"""A lock ends with its process and says who holds it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dutyroom.store.errors import LockHeld
from dutyroom.store.lock import Holder, Lock, holder

HOLD = """
import sys
from pathlib import Path
from dutyroom.store.lock import Lock
kind = (sys.argv[2:] or ["keeper"])[0]
lock = Lock(Path(sys.argv[1]), kind, shared=kind == "command")
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_the_holder_is_named_and_a_crash_frees_the_lock(tmp_path: Path) -> None:
    """The note that a crash leaves means nothing."""
    path = tmp_path / "keeper.lock"
    assert holder(path) is None
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        assert holder(path) == Holder(process.pid, "keeper")
        with pytest.raises(LockHeld, match=rf"keeper, process {process.pid}"):
            Lock(path, "console").acquire()
        process.kill()
    assert holder(path) is None
    with Lock(path, "console"):
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_lock_is_held_once_and_given_back(tmp_path: Path) -> None:
    """Also within one process; giving back twice does no harm."""
    lock, other = Lock(tmp_path / "a", "console"), Lock(tmp_path / "a", "restore")
    lock.acquire()
    with pytest.raises(LockHeld):
        other.acquire()
    lock.release()
    lock.release()
    other.acquire()
    other.release()


@pytest.mark.parametrize("note", [b"", b"\xff\x00", b"[]", b'{"pid": "x", "kind": 1}'])
def test_whatever_the_note_says_the_lock_holds(tmp_path: Path, note: bytes) -> None:
    """It may have been spoilt by anything."""
    path = tmp_path / "a"
    with Lock(path, "console"):
        path.write_bytes(note)
        assert holder(path) == Holder(0, "?")
        with pytest.raises(LockHeld):
            Lock(path, "restore").acquire()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is full")
def test_a_full_disk_keeps_nobody_from_the_lock() -> None:
    """Its note is for a message alone; a keeper has to start on a full disk too."""
    with Lock(Path("/dev/full"), "keeper"), pytest.raises(LockHeld):
        Lock(Path("/dev/full"), "console").acquire()


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the system does not tell who holds")
def test_of_several_holders_none_is_named_that_has_ended(tmp_path: Path) -> None:
    """The last one wrote the note, and an earlier one still works."""
    path = tmp_path / "commands.lock"
    with Lock(path, "command", shared=True):
        with subprocess.Popen(
            [sys.executable, "-c", HOLD, path, "command"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"held\n"
            assert holder(path) == Holder(process.pid, "command")
        assert holder(path) == Holder(os.getpid(), "command")
