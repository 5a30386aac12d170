"""The spool keeps every fact that it took, through crashes, full disks and damage."""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dutyroom.line.spool as spool_module
from dutyroom.line.spool import Spool, SpoolError
from dutyroom.store.facts import Fact, Place
from tests.needing import lacking

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PLACE = Place("unit", "1")


def fact(number: int, text: str = "") -> Fact:
    """Return a fact that can be told from others."""
    return Fact("call.rang", f"call-{number}", AT, PLACE, body={"count": number}, texts={"t": text})


def subjects(folder: Path) -> list[str]:
    """Return the subjects of what a new spool finds."""
    return [each.subject for _, each in Spool(folder, reserve=4096).waiting()]


def test_what_was_appended_is_found_again_in_order(tmp_path: Path) -> None:
    spool = Spool(tmp_path, reserve=4096)
    for number in range(20):
        spool.append(fact(number))
    spool.close()
    assert subjects(tmp_path) == [f"call-{number}" for number in range(20)]


@given(st.text())
def test_any_text_survives(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        spool = Spool(Path(folder), segment=65536, reserve=4096)
        spool.append(fact(1, text))
        spool.close()
        found = [each for _, each in Spool(Path(folder), reserve=4096).waiting()]
    assert [each.texts for each in found] == [{"t": text}]


def test_a_segment_goes_when_all_its_facts_are_written(tmp_path: Path) -> None:
    spool = Spool(tmp_path, segment=2000, reserve=4096)
    segments = [spool.append(fact(number, "x" * 300)) for number in range(12)]
    assert len(set(segments)) > 2
    first = segments[0]
    for segment in segments[: segments.count(first)]:
        assert first.exists()
        spool.written(segment)
    assert not first.exists()
    left = segments.count(first)
    spool.close()
    assert subjects(tmp_path) == [f"call-{number}" for number in range(left, 12)]


def test_a_torn_and_a_damaged_line_spare_the_others(tmp_path: Path) -> None:
    spool = Spool(tmp_path, segment=65536, reserve=4096)
    segment = spool.append(fact(1))
    spool.append(fact(2))
    spool.append(fact(3))
    spool.close()
    raw = bytearray(segment.read_bytes())
    raw[raw.index(b"call-2")] ^= 1
    end = raw.index(b"\0")
    raw[end - 20 : end] = b"\0" * 20
    segment.write_bytes(raw)
    assert subjects(tmp_path) == ["call-1"]
    assert len((tmp_path / "damaged").read_bytes().splitlines()) == 2


def test_a_segment_that_cannot_be_read_stays_and_spares_the_others(tmp_path: Path) -> None:
    for number in range(2):
        spool = Spool(tmp_path, reserve=4096)
        spool.append(fact(number))
        spool.close()
    bad = tmp_path / f"{0:012d}.spool"
    bad.mkdir()  # what a bad sector does as well: it is there, and no read succeeds
    (tmp_path / "²³.spool").touch()  # digits, but no number
    spool = Spool(tmp_path, reserve=4096)
    found = list(spool.waiting())
    assert [each.subject for _, each in found] == ["call-0", "call-1"]
    for segment, _fact in found:
        spool.written(segment)
    spool.close()
    assert [path.name for path in sorted(tmp_path.glob("0*.spool"))] == [bad.name]


def test_a_damaged_line_that_cannot_be_kept_stays_in_its_segment(tmp_path: Path) -> None:
    spool = Spool(tmp_path, reserve=4096)
    segment = spool.append(fact(1))
    spool.close()
    deep = b"[" * 100_000  # what no reader of JSON goes down into
    segment.write_bytes(
        segment.read_bytes().rstrip(b"\0") + b"%08x %b\n" % (zlib.crc32(deep), deep)
    )
    (tmp_path / "damaged").mkdir()  # as a full disk, it takes nothing
    spool = Spool(tmp_path, reserve=4096)
    found = list(spool.waiting())
    assert [each.subject for _, each in found] == ["call-1"]
    spool.written(segment)
    spool.close()
    assert deep in segment.read_bytes()


def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "spool"
    segment = Spool(folder, reserve=4096).append(fact(1))
    assert folder.stat().st_mode & 0o777 == 0o700
    assert segment.stat().st_mode & 0o777 == 0o600


def subjects_without_reserve(folder: Path) -> list[str]:
    """Return the subjects of what a new spool finds, on a disk that has no room for a reserve."""
    return [each.subject for _, each in Spool(folder, reserve=0).waiting()]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 1 MiB."""
    mount = tmp_path / "small"
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(mount)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        lacking("only root can mount a small file system")
    yield mount
    subprocess.run(["umount", "-l", str(mount)], check=True)


def fill(path: Path) -> None:
    """Write a file until the disk is full."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def append_until_refused(spool: Spool) -> int:
    """Return how many facts the spool takes before it refuses one."""
    taken = 0
    try:
        while True:
            spool.append(fact(taken, "字" * 200))
            taken += 1
    except SpoolError:
        return taken


def test_a_full_disk_takes_facts_from_the_reserve(small_disk: Path) -> None:
    spool = Spool(small_disk / "spool", segment=64 * 1024, reserve=256 * 1024)
    fill(small_disk / "filler")
    taken = append_until_refused(spool)
    spool.close()
    assert taken > 200
    assert len(list(Spool(small_disk / "spool", reserve=0).waiting())) == taken


def test_the_reserve_is_never_free_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fills the disk takes at once what is freed: the disk has no room at any moment."""
    spool = Spool(tmp_path, segment=64 * 1024, reserve=256 * 1024)

    def no_room(path: Path, size: int) -> int:
        raise OSError(errno.ENOSPC, f"no {size} bytes for {path.name}")

    monkeypatch.setattr(spool_module, "_reserved", no_room)
    taken = append_until_refused(spool)
    spool.close()
    assert taken > 4 * 64 * 1024 // 2000
    assert len(subjects_without_reserve(tmp_path)) == taken


def test_the_reserve_is_kept_again_when_there_is_room(tmp_path: Path) -> None:
    spool = Spool(tmp_path, segment=8192, reserve=4 * 8192)
    kept = sorted(path.name for path in tmp_path.glob("reserve*"))
    assert len(kept) == 4
    (tmp_path / kept[-1]).unlink()
    assert spool.keep_reserve()
    assert sorted(path.name for path in tmp_path.glob("reserve*")) == kept
    assert sum(path.stat().st_blocks for path in tmp_path.glob("reserve*")) * 512 >= 4 * 8192


def test_a_fact_longer_than_a_segment_has_the_whole_reserve(small_disk: Path) -> None:
    spool = Spool(small_disk / "spool", segment=16 * 1024, reserve=64 * 1024)
    fill(small_disk / "filler")
    spool.append(fact(1, "x" * 50_000))
    spool.close()
    assert subjects_without_reserve(small_disk / "spool") == ["call-1"]


def test_a_file_size_limit_is_an_error_and_not_the_end(tmp_path: Path) -> None:
    spool = Spool(tmp_path, segment=64 * 1024, reserve=0)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
        with pytest.raises(SpoolError):
            spool.append(fact(1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    spool.append(fact(2))
    spool.close()
    assert subjects(tmp_path) == ["call-2"]


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.line.test_spool import fact
from dutyroom.line.spool import Spool
spool = Spool(Path(sys.argv[1]), segment=8192, reserve=4096)
number = 0
while True:
    spool.append(fact(number))
    print(number, flush=True)
    number += 1
"""


def test_a_killed_process_loses_no_acknowledged_fact(tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[2])
    for turn in range(3):
        folder = tmp_path / str(turn)
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), root], stdout=subprocess.PIPE, cwd=root
        ) as process:
            assert process.stdout is not None
            while not (line := process.stdout.readline()).startswith(b"1"):
                assert line, "the writer ended"
            time.sleep(0.05 * turn)  # another moment of the work each turn
            os.kill(process.pid, signal.SIGKILL)
            rest = process.stdout.read().split()
        last = int(rest[-1]) if rest else int(line)
        found = subjects(folder)
        assert found[: last + 1] == [f"call-{number}" for number in range(last + 1)]
