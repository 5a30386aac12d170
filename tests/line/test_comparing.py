"""Rows and files of recordings: compared both ways, the newest first, in small steps."""

from __future__ import annotations

import asyncio
import os
import wave
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from dutyroom.clock import FrozenClock
from dutyroom.line import comparing
from dutyroom.line.comparing import Comparing
from dutyroom.line.reconciling import MISSING, UNREADABLE, Comparison
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.recordings import RecordingRow, recordings_before
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PLACE = Place("unit", "1")
BATCH = 20
"""As the keeper's own, but small: a row is made as slowly as a real one."""

Found = TypeVar("Found")


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare in small batches."""
    monkeypatch.setattr(comparing, "BATCH", BATCH)


class Desk:
    """Registers, a folder of recordings, and what the comparison asks and records."""

    def __init__(self, store: Store, folder: Path) -> None:
        """Begin with nothing."""
        self.store = store
        self.folder = folder
        self.ledger = Ledger(store, FrozenClock(NOW))
        self.questions = 0
        self.recorded: list[Fact] = []

    def file(self, name: str, day: str = "2026/11/23", seconds: float = 1.0) -> str:
        """Write a recording of before the keeper's start and return its path."""
        path = self.folder / day / f"{name}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(bytes(round(seconds * 16_000)))
        old = (NOW - timedelta(hours=1)).timestamp()
        os.utime(path, (old, old))
        return path.relative_to(self.folder).as_posix()

    def rows(self, count: int, *, closed: bool = True) -> None:
        """Write rows without files, the oldest first."""
        told: list[Fact] = []
        for number in range(count):
            told.append(begun(f"call{number}-1", f"2026/01/01/call{number}-1.wav"))
            if closed:
                told.append(finished(f"call{number}-1"))
        self.ledger.record(*told)

    async def ask(self, question: Callable[[Session], Found]) -> Found:
        """Answer a question as the writer does."""
        self.questions += 1
        with self.store.read() as session:
            return question(session)

    def record(self, told: list[Fact]) -> None:
        """Take facts."""
        self.recorded += told
        self.ledger.record(*told)

    async def compare(self) -> None:
        """Compare everything."""
        how = Comparison(self.folder, "unit", NOW, NOW)
        await Comparing(self.ask, self.record, FrozenClock(NOW), how).run()

    def row(self, recording: str) -> RecordingRow:
        """Return a row."""
        with self.store.read() as session:
            return next(
                row for _seq, row in recordings_before(session, None, 9999) if row.id == recording
            )


def begun(recording: str, path: str) -> Fact:
    """Return that a segment was begun."""
    call = recording.rpartition("-")[0]
    return facts.recording_begun(recording, NOW, PLACE, call=call, segment=1, path=path, rate=8000)


def finished(recording: str) -> Fact:
    """Return that a segment was closed."""
    return facts.recording_finished(
        recording, NOW, PLACE, frames=8000, sha256="ab", peak=-3.0, clipped=0
    )


async def test_each_way_once_and_nothing_the_second_time(store: Store, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    desk.ledger.record(begun("whole-1", desk.file("whole-1")), finished("whole-1"))
    desk.ledger.record(begun("cut-1", desk.file("cut-1")))
    desk.ledger.record(begun("gone-1", "2026/11/22/gone-1.wav"), finished("gone-1"))
    broken = desk.file("broken-1")
    (tmp_path / broken).write_bytes(b"no sound")
    os.utime(tmp_path / broken, (1.0, 1.0))
    desk.ledger.record(begun("broken-1", broken))
    desk.file("rowless-2", "2025/01/31", seconds=30)
    desk.file("notes of somebody")
    await desk.compare()
    assert desk.row("whole-1").failed_at is None
    assert (desk.row("cut-1").frames, desk.row("cut-1").repaired) == (8000, True)
    assert desk.row("gone-1").failed_reason == MISSING
    assert desk.row("broken-1").failed_reason == UNREADABLE
    found = desk.row("rowless-2")
    assert (found.call, found.segment, found.path) == ("rowless", 2, "2025/01/31/rowless-2.wav")
    assert found.repaired
    assert found.finished_at == NOW - timedelta(hours=1)  # as the file says, and not now
    assert found.begun_at == found.finished_at - timedelta(seconds=30)
    desk.recorded.clear()
    await desk.compare()
    assert desk.recorded == []


async def test_what_this_keeper_writes_is_left_alone(store: Store, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    for name in ("new-1", "rowless-1"):
        path = tmp_path / desk.file(name)
        later = (NOW + timedelta(seconds=1)).timestamp()
        os.utime(path, (later, later))
    desk.ledger.record(begun("new-1", "2026/11/23/new-1.wav"))
    await desk.compare()
    assert desk.recorded == []


async def test_the_newest_rows_and_days_come_first(store: Store, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    desk.rows(2 * BATCH + 10)
    for day in ("2025/12/31", "2026/11/22", "2026/11/23"):
        desk.file(f"rowless{day.replace('/', '')}-1", day)
    await desk.compare()
    gone = [fact.subject for fact in desk.recorded if fact.kind == "recording.failed"]
    assert gone == [f"call{number}-1" for number in reversed(range(2 * BATCH + 10))]
    rowless = [fact.subject for fact in desk.recorded if fact.kind == "recording.begun"]
    assert rowless == ["rowless20261123-1", "rowless20261122-1", "rowless20251231-1"]
    first_file = next(
        index for index, fact in enumerate(desk.recorded) if fact.kind == "recording.begun"
    )
    assert first_file == BATCH  # after one step of rows, not after all


async def test_between_the_steps_others_have_their_turn(store: Store, tmp_path: Path) -> None:
    """No question reads more than a batch, and what else is to be done need not wait."""
    desk = Desk(store, tmp_path)
    desk.rows(3 * BATCH, closed=False)
    turns: list[int] = []

    async def ring() -> None:
        while True:
            turns.append(desk.questions)
            await asyncio.sleep(0)

    ringing = asyncio.create_task(ring())
    await desk.compare()
    ringing.cancel()
    assert desk.questions == 4  # three full batches, and that nothing is left
    assert set(turns) == set(range(1, 5))  # it had a turn after each of them
