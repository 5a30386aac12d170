"""Looking at the machine itself and at the call log: each trouble has its own words."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.config import Line, Places, Recording, Settings
from dutyroom.desk.looks.bench import Bench
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.calls.line_health import exchange_minutes
from dutyroom.registers.ledger import Ledger
from dutyroom.standard.clocks import local
from dutyroom.standard.probing import Kind, State, worded
from dutyroom.store.backup import make_backup
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Place
from tests.desk.probe_kit import NOW, bench, read

PLACE = Place("unit", "1")


@pytest.fixture
def home(tmp_path: Path, store_template: Path) -> Path:
    """A home with an empty database."""
    shutil.copyfile(store_template, tmp_path / "dutyroom.db")
    (tmp_path / "recordings").mkdir()
    return tmp_path


@pytest.fixture
def made(home: Path) -> Bench:
    """A bench at that home, with one line that is recorded."""
    return bench(home, Line(audio="default"), clock=FrozenClock(NOW))


def open_at(made: Bench) -> tuple[Store, Ledger]:
    """The database of a bench, to write calls into."""
    store = open_store(made.places.database)
    return store, Ledger(store, made.clock)


def call(
    made: Bench, name: str, at: datetime, *, number: str | None = "13800138000", telco: str = ""
) -> None:
    """Have a call that was answered and is over."""
    store, ledger = open_at(made)
    ledger.record(
        facts.begun(name, at, PLACE, direction="in"),
        facts.numbered(
            name, at, PLACE, number=number, telco_time=telco or None, format_name="whozz"
        ),
        facts.answered(name, at, PLACE, by=KnownBy.HOOK, seconds=3.0),
        facts.ended(name, at, PLACE, outcome=Outcome.ANSWERED, by=KnownBy.HOOK, seconds=60.0),
    )
    store.close()


def recording(
    made: Bench, of_call: str, at: datetime, *, seconds: int = 2, peak: float = -12.0
) -> Path:
    """Have a recording with its file."""
    path = made.places.recordings / f"{of_call}.wav"
    path.write_bytes(bytes(44 + seconds * 16_000))
    store, ledger = open_at(made)
    name = f"r-{of_call}"
    ledger.record(
        facts.recording_begun(name, at, PLACE, call=of_call, segment=1, path=path.name, rate=8000),
        facts.recording_finished(
            name, at, PLACE, frames=seconds * 8000, sha256="00" * 32, peak=peak, clipped=0
        ),
    )
    store.close()
    return path


async def test_a_disk_has_room_or_too_little(made: Bench) -> None:
    assert (await read(made, Kind.DISK)).state is State.OK
    wanting = replace(made, settings=Settings(recording=Recording(keep_free=10**9)))
    found = await read(wanting, Kind.DISK)
    assert found.state is State.FAULTY
    assert "GB free; no line is recorded" in worded(found.evidence)
    recorded = replace(made, settings=Settings(lines=(Line(name="1", audio="default"),)))
    assert "hours of recording" in worded((await read(recorded, Kind.DISK)).evidence)
    assert [path.name for path in made.places.recordings.iterdir()] == []


async def test_a_folder_that_takes_no_file_is_a_fault_of_its_own(made: Bench) -> None:
    """`/sys` refuses everybody, root included, as a disk that is mounted read-only does."""
    stuck = Places(made.places.config, Path("/sys"), Path("/sys"), made.places.runtime)
    found = await read(replace(made, places=stuck), Kind.DISK)
    assert found.state is State.FAULTY
    assert "Nothing can be written into /sys" in worded(found.evidence)
    assert "not recorded" in worded(found.advice)


async def test_a_backup_is_there_old_or_missing(made: Bench) -> None:
    found = await read(made, Kind.BACKUP)
    assert found.state is State.FAULTY
    assert "no backup" in worded(found.evidence)
    make_backup(made.places.database, made.places.backups, NOW - timedelta(hours=5))
    found = await read(made, Kind.BACKUP)
    assert found.state is State.OK
    assert "5 h old" in worded(found.evidence)
    later = replace(made, clock=FrozenClock(NOW + timedelta(hours=40)))
    assert (await read(later, Kind.BACKUP)).state is State.FAULTY
    before = replace(made, clock=FrozenClock(NOW - timedelta(hours=9)))
    found = await read(before, Kind.BACKUP)
    assert found.state is State.FAULTY
    assert "future" in worded(found.evidence)


async def test_a_line_without_a_box_shows_numbers_where_its_last_call_did(made: Bench) -> None:
    """Caller ID that is sent as sound is heard; what came days ago proves nothing."""

    async def judged() -> tuple[State, str]:
        found = await read(made, Kind.CALLER_ID, "1")
        return found.state, worded(found.evidence)

    assert "no caller-ID box" in (await judged())[1]
    call(made, "old", NOW - timedelta(days=8))
    assert (await judged())[0] is State.CANNOT_TELL
    call(made, "c1", NOW - timedelta(hours=2))
    state, words = await judged()
    assert (state, "heard in its sound" in words) == (State.OK, True)
    call(made, "c2", NOW - timedelta(hours=1), number=None)
    assert "no caller-ID box" in (await judged())[1]


async def test_a_database_is_sound_damaged_or_missing(made: Bench, tmp_path: Path) -> None:
    for number in range(40):
        call(made, f"c{number}", NOW)
    assert (await read(made, Kind.DATABASE)).state is State.OK
    store, _ledger = open_at(made)
    store.checkpoint()
    store.close()
    size = made.places.database.stat().st_size
    with made.places.database.open("r+b") as file:
        for page in range(2, size // 4096):
            file.seek(page * 4096 + 8)
            file.write(b"\xff" * 512)
    found = await read(made, Kind.DATABASE)
    assert found.state is State.FAULTY, found
    absent = bench(tmp_path / "elsewhere")
    for kind in (Kind.DATABASE, Kind.BACKUP, Kind.LAST_RING, Kind.EXCHANGE_CLOCK):
        assert (await read(absent, kind, "1")).state is State.CANNOT_TELL, kind


async def test_a_database_that_does_not_open_is_one_fault_and_tells_nothing_of_the_line(
    tmp_path: Path,
) -> None:
    """The line may be in order: its last calls cannot be read, and that is no fault of it."""
    broken = bench(tmp_path / "broken")
    broken.places.create()
    broken.places.database.write_bytes(b"no database" * 1000)
    assert (await read(broken, Kind.DATABASE)).state is State.FAULTY
    for kind in (Kind.LAST_RING, Kind.LAST_RECORDING, Kind.EXCHANGE_CLOCK):
        found = await read(broken, kind, "1")
        assert (found.state, "database first" in worded(found.advice)) == (State.CANNOT_TELL, True)


async def test_reading_the_database_ends_when_nobody_waits(
    made: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However large it is: the reading is told to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()

    def endless(_store: Store, stop: Callable[[], bool]) -> list[str] | None:
        while not stop():
            time.sleep(0.01)
        loop.call_soon_threadsafe(stopped.set)
        return None

    monkeypatch.setattr("dutyroom.desk.looks.machine.quick_check", endless)
    task = asyncio.create_task(read(made, Kind.DATABASE))
    await asyncio.sleep(0.3)
    task.cancel()
    async with asyncio.timeout(2):
        await stopped.wait()
    real = bench(made.places.data)
    found = await read(real, Kind.DATABASE, seconds=0.5)
    assert found.state is State.CANNOT_TELL
    assert "too large" in worded(found.evidence)


async def test_the_last_call_of_a_line_with_or_without_a_number(made: Bench) -> None:
    assert (await read(made, Kind.LAST_RING, "1")).state is State.CANNOT_TELL
    call(made, "one", NOW - timedelta(hours=1))
    found = await read(made, Kind.LAST_RING, "1")
    assert found.state is State.OK
    assert "2026-11-23 16:43, with its number, and was answered" in worded(found.evidence)
    assert (await read(made, Kind.LAST_RING, "2")).state is State.CANNOT_TELL
    call(made, "two", NOW - timedelta(minutes=5), number=None)
    found = await read(made, Kind.LAST_RING, "1")
    assert found.state is State.CANNOT_TELL
    assert "without a number" in worded(found.evidence)
    later = replace(made, clock=FrozenClock(NOW + timedelta(days=8)))
    found = await read(later, Kind.LAST_RING, "1")
    assert found.state is State.CANNOT_TELL
    assert "8 days" in worded(found.evidence)


async def test_the_last_recording_is_whole_cut_short_silent_or_was_never_made(
    made: Bench,
) -> None:
    async def judged(state: State, says: str) -> None:
        found = await read(made, Kind.LAST_RECORDING, "1")
        assert (found.state, says in worded(found.evidence)) == (state, True), found

    await judged(State.CANNOT_TELL, "Nothing has been recorded")
    call(made, "one", NOW - timedelta(hours=3))
    await judged(State.FAULTY, "was not recorded")
    path = recording(made, "one", NOW - timedelta(hours=3))
    await judged(State.OK, "2 s long")
    path.write_bytes(b"RIFF")
    await judged(State.FAULTY, "not whole")
    path.unlink()
    await judged(State.FAULTY, "not whole")
    call(made, "two", NOW - timedelta(hours=2))
    recording(made, "two", NOW - timedelta(hours=2), peak=-96.0)
    await judged(State.FAULTY, "complete silence")
    call(made, "three", NOW - timedelta(hours=1))
    await judged(State.FAULTY, "was not recorded")
    store, ledger = open_at(made)
    ledger.record(facts.recording_failed("r-x", NOW, PLACE, reason="disk full"))
    store.close()
    await judged(State.FAULTY, "failed: disk full")


@pytest.mark.parametrize(("wrong", "state"), [(0, State.OK), (10, State.FAULTY)])
async def test_the_exchange_gives_a_clock_away_that_is_ten_minutes_wrong(
    made: Bench, wrong: int, state: State
) -> None:
    for number in range(3):
        at = NOW - timedelta(hours=number)
        told = local(at - timedelta(minutes=wrong))
        call(made, f"c{number}", at, telco=f"{told:%m%d%H%M}")
    found = await read(made, Kind.EXCHANGE_CLOCK)
    assert found.state is state, found
    if wrong:
        assert "10 min ahead" in worded(found.evidence)
    store, _ledger = open_at(made)
    with store.read() as session:
        assert len(exchange_minutes(session, NOW)) == 3
    store.close()


async def test_without_a_time_server_the_system_is_asked(
    made: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kept, state in ((True, State.OK), (False, State.CANNOT_TELL), (None, State.CANNOT_TELL)):
        monkeypatch.setattr(
            "dutyroom.devices.probes.system_clock.synchronised", lambda kept=kept: kept
        )
        assert (await read(made, Kind.CLOCK)).state is state
