"""Disk full, database locked, damaged or set aside: calls are logged, and the desk hears of it."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dutyroom.line.trouble import trouble
from dutyroom.registers.alarms.reading import open_alarms
from dutyroom.store.engine import open_store
from dutyroom.store.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseOlder,
    DatabaseUnwritable,
    DiskFull,
    StoreError,
)
from dutyroom.store.sqlite import dbapi
from tests.e2e.keeper_desk import spooled_bytes, until
from tests.faults.desk import FaultDesk, running
from tests.needing import lacking

SPOOLED = "010-1111-2222"
"""The number of the call that comes while the database takes nothing."""


@pytest.fixture
def small_home(tmp_path: Path) -> Iterator[Path]:
    """A home on a disk of 32 MiB."""
    mount = tmp_path / "disk"
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=32m", "none", str(mount)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        lacking("only root can mount a small file system")
    yield mount / "home"
    subprocess.run(["umount", "-l", str(mount)], check=True)


def fill(path: Path) -> None:
    """Write a file until the disk is full."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def log_a_call(desk: FaultDesk, number: str = SPOOLED) -> None:
    """Have a call ring, answered and ended."""
    desk.ring(number=number)
    desk.lift()
    desk.lay_down()


def in_trouble(desk: FaultDesk, state: str, number: str = SPOOLED) -> None:
    """Wait until the keeper says what is wrong, keeps the call in the spool, and sounds."""
    until(lambda: desk.keeper_state().get("database") == state, what=f"the state {state}")
    until(lambda: number.encode() in spooled_bytes(desk), what="the call in the spool")
    until(lambda: desk.keeper_state().get("audible"), what="the audible alarm")
    assert desk.keeper_state()["spooled"] > 0
    assert desk.process is not None
    assert desk.process.poll() is None


def drained(desk: FaultDesk, *numbers: str) -> None:
    """Wait until the calls stand in the log and nothing waits any more."""
    wanted = list(reversed(numbers or (SPOOLED,)))
    until(lambda: [call.number for call in desk.calls()] == wanted, what="the drained calls")
    until(lambda: desk.keeper_state().get("database") == "ok", what="a sound database")
    until(lambda: set(desk.outcomes()) == {"answered"}, what="the ends of the calls")
    assert desk.keeper_state()["spooled"] == 0


def stands_in_the_register(desk: FaultDesk) -> None:
    """Wait until the alarm is there for the officer to see: once, and over."""
    until(lambda: desk.open_alarms().get("database_trouble") == "cleared", what="the alarm")
    assert alarms_about(desk, "database_trouble") == 1


def noted(desk: FaultDesk) -> None:
    """Wait until the trouble has lasted long enough to be an alarm of its own."""
    until(lambda: b"database_trouble" in spooled_bytes(desk), what="the alarm in the spool")


def alarms_about(desk: FaultDesk, code: str) -> int:
    """Return how many alarms of one code are not closed."""
    store = open_store(desk.places.database)
    try:
        with store.read() as session:
            return sum(row.code == code for row in open_alarms(session))
    finally:
        store.close()


class Filler:
    """Fills a disk, and takes at once what anybody frees on it."""

    def __init__(self, folder: Path) -> None:
        """Begin; the disk is full when this returns."""
        self._folder = folder
        self._parts = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._fill()
        self._thread.start()

    def _work(self) -> None:
        while not self._over.wait(0.005):
            self._fill()

    def _fill(self) -> None:
        fill(self._folder / f"filler{self._parts}")
        self._parts += 1

    def empty(self) -> None:
        """Give the room back."""
        self._over.set()
        self._thread.join()
        for number in range(self._parts):
            (self._folder / f"filler{number}").unlink()


def test_a_full_disk_still_takes_calls_and_sounds(small_home: Path) -> None:
    """The database has room for some calls more, and the spool for many: both are kept."""
    with running(FaultDesk(small_home)) as desk:
        filler = Filler(small_home.parent)
        told: list[str] = []

        def refused() -> bool:
            """Whether the last call waits in the spool, and can be heard to wait."""
            state = desk.keeper_state()
            return (
                state.get("database") == "full"
                and state["audible"]
                and state["spooled"] > 0
                and told[-1] not in {call.number for call in desk.calls()}
            )

        try:
            while not told or not refused():
                assert len(told) < 40, "the database never had enough"
                told.append(f"010-1111-{len(told):04}")
                log_a_call(desk, told[-1])
                until(
                    lambda: told[-1].encode() in spooled_bytes(desk), what="the call in the spool"
                )
                until(
                    lambda: refused() or told[-1] in {call.number for call in desk.calls()},
                    what="the call in the log, or the alarm that it cannot be written",
                )
            assert desk.process is not None
            assert desk.process.poll() is None
        finally:
            filler.empty()
        drained(desk, *told)


@pytest.mark.slow
def test_a_locked_database_is_waited_for_and_sounds(tmp_path: Path) -> None:
    """Another program holds the write lock for as long as it likes."""
    with running(FaultDesk(tmp_path / "home")) as desk:
        lock = dbapi.connect(str(desk.places.database), isolation_level=None)
        try:
            lock.execute("BEGIN IMMEDIATE")
            desk.ring(number=SPOOLED)
            until(lambda: (desk.line_state()["on_line"] or {}).get("number") == SPOOLED, what="it")
            assert desk.line_state()["on_line"]["state"] == "ringing"
            desk.lift()
            until(lambda: desk.line_state()["on_line"]["state"] == "talking", what="the talk")
            desk.lay_down()
            until(lambda: desk.line_state()["on_line"] is None, what="the end")
            in_trouble(desk, "locked")
            noted(desk)
            lock.execute("ROLLBACK")
        finally:
            lock.close()
        drained(desk)
        stands_in_the_register(desk)


def set_aside(desk: FaultDesk, folder: Path) -> Callable[[], None]:
    """Move the database away under the running keeper; return what puts it back."""
    names = [path.name for path in desk.home.glob("dutyroom.db*")]
    folder.mkdir()
    for name in names:
        (desk.home / name).rename(folder / name)

    def back() -> None:
        for name in names:
            (folder / name).rename(desk.home / name)

    return back


@pytest.mark.slow
def test_a_database_that_is_set_aside_sounds(tmp_path: Path) -> None:
    """None is made in its place: the old one comes back, and takes what waited."""
    with running(FaultDesk(tmp_path / "home")) as desk:
        back = set_aside(desk, tmp_path / "aside")
        log_a_call(desk)
        in_trouble(desk, "missing")
        assert not desk.places.database.exists()
        back()
        drained(desk)


@pytest.mark.slow
def test_a_database_damaged_under_the_keeper_sounds(tmp_path: Path) -> None:
    """It is put right from outside, and takes what waited."""
    with running(FaultDesk(tmp_path / "home")) as desk:
        back = set_aside(desk, tmp_path / "aside")
        desk.places.database.write_bytes(b"no database at all" * 1000)
        log_a_call(desk)
        in_trouble(desk, "damaged")
        assert desk.places.database.read_bytes() == b"no database at all" * 1000
        noted(desk)
        desk.places.database.unlink()
        back()
        drained(desk)
        stands_in_the_register(desk)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (DatabaseBusy, "locked"),
        (DatabaseDamaged, "damaged"),
        (DatabaseForeign, "damaged"),
        (DatabaseMissing, "missing"),
        (DatabaseNewer, "newer"),
        (DatabaseOlder, "old"),
        (DiskFull, "full"),
        (DatabaseUnwritable, "full"),
    ],
)
def test_each_error_of_the_store_has_its_name(error: type[StoreError], state: str) -> None:
    """What the keeper says of the database is what is wrong with it."""
    assert trouble(error("what happened")) == state
