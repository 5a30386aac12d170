"""Several processes write at once, and some of them are killed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from dutyroom.store import journal
from dutyroom.store.engine import Store, open_store

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from dutyroom.store import journal
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Fact, Place

store = open_store(Path(sys.argv[1]), busy_seconds=20)
for number in range(int(sys.argv[2])):
    fact = Fact("a.b", "s", datetime.now(UTC), Place("u"), body={"n": number}, texts={"t": "字"})
    with store.write() as session:
        journal.append(session, fact, datetime.now(UTC))
    print(fact.id, flush=True)
store.close()
"""


def start(path: Path, count: int) -> subprocess.Popen[str]:
    """Start a process that journals facts and prints the id of each that was acknowledged."""
    command = [sys.executable, "-c", WRITER, str(path), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_four_processes_write_without_an_error(store: Store) -> None:
    """Two hundred facts, one chain."""
    running = [start(store.path, 50) for _ in range(4)]
    said = [process.communicate(timeout=50)[0].split() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0]
    with store.read() as session:
        found = journal.verify(session)
        written = {str(entry.fact.id) for entry in journal.entries(session)}
    assert (found.sound, found.count) == (True, 200)
    assert written == {one for ids in said for one in ids}


@pytest.mark.slow
def test_no_acknowledged_fact_is_lost_when_the_writer_is_killed(store_path: Path) -> None:
    """Again and again, at any moment."""
    acknowledged: set[str] = set()
    for turn in range(6):
        process = start(store_path, 100_000)
        assert process.stdout is not None
        for _ in range(1 + 7 * turn):
            acknowledged.add(process.stdout.readline().strip())
        time.sleep(0.001 * turn)  # not for luck: to be killed at another point each time
        process.kill()
        acknowledged.update(line.strip() for line in process.stdout if line.endswith("\n"))
        process.stdout.close()
        process.wait(10)
    store = open_store(store_path)
    with store.read() as session:
        found = journal.verify(session)
        written = {str(entry.fact.id) for entry in journal.entries(session)}
    store.close()
    assert found.sound
    assert acknowledged <= written
