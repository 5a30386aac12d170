"""A disk that refuses to make bytes durable: nothing is lost, and the desk hears of it.

strace makes the system calls of the running keeper fail, as a dying disk does.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.line.spool import Spool, SpoolError
from tests.e2e.keeper_desk import until
from tests.faults.desk import FaultDesk, running
from tests.line.test_spool import fact
from tests.needing import lacking

FAILING = "fsync,fdatasync,pwrite64"


@contextlib.contextmanager
def failing_disk(pid: int) -> Iterator[None]:
    """Have every write and every sync of a running process fail with EIO."""
    if shutil.which("strace") is None:
        lacking("strace is not installed")
    command = ["strace", "-f", "-p", str(pid), "-e", f"trace={FAILING}"]
    command += ["-e", f"inject={FAILING}:error=EIO", "-o", "/dev/null"]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        assert tracer.stderr is not None
        said = tracer.stderr.readline()
        if b"attached" not in said:
            lacking(f"strace may not trace here: {said.decode().strip()}")
        yield
    finally:
        tracer.kill()  # the system lets the process go, which runs on
        tracer.communicate()


def test_calls_are_kept_while_the_disk_fails(tmp_path: Path) -> None:
    """In memory, where nothing else takes them; on disk and in the registers afterwards."""
    with running(FaultDesk(tmp_path / "home")) as desk:
        pid = desk.keeper_pid()
        with failing_disk(pid):
            desk.ring(number="010-1111-2222")
            desk.lift()
            desk.lay_down()
            until(lambda: desk.keeper_state().get("database") == "full", what="the trouble")
            until(lambda: desk.keeper_state().get("audible"), what="the audible alarm")
            assert desk.keeper_state()["spooled"] > 0
        until(lambda: desk.outcomes() == ["answered"], what="the call")
        until(lambda: desk.keeper_state().get("database") == "ok", what="a sound database")
        assert desk.calls()[0].number == "010-1111-2222"
        assert desk.keeper_pid() == pid


def test_a_fact_whose_sync_fails_is_not_taken_for_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The spool says so, and goes on in a new segment when the disk is well again."""
    spool = Spool(tmp_path, segment=4096, reserve=4096)
    spool.append(fact(1))

    def refuse(_file: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as dying:
        dying.setattr("dutyroom.line.spool._sync", refuse)
        with pytest.raises(SpoolError):
            spool.append(fact(2))
    spool.append(fact(3))
    spool.close()
    found = [each.subject for _, each in Spool(tmp_path, reserve=4096).waiting()]
    assert found[0] == "call-1"
    assert found[-1] == "call-3"
