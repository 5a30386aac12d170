"""Damage that nobody has met yet is noticed by the daily backup, and is an alarm."""

from __future__ import annotations

import asyncio
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from dutyroom.channel.messages import KeeperState
from dutyroom.clock import FrozenClock
from dutyroom.config import Settings, places
from dutyroom.line.daily_backup import LONGEST_SECONDS, DailyBackup
from dutyroom.line.duties import Duties
from dutyroom.line.writer import RegisterWriter
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import open_store
from dutyroom.store.errors import BackupFailed, SourceDamaged, StoreError
from tests.damage import leaves, spoil
from tests.databases import put_empty
from tests.registers.call_kit import NOON, life


def test_a_damaged_search_is_an_alarm_until_a_backup_is_sound(tmp_path: Path) -> None:
    """Though every entry can still be written."""
    where, clock = places(tmp_path), FrozenClock(NOON)
    put_empty(where.database)
    with closing(open_store(where.database)) as store:
        Ledger(store, clock).record(*life("a", "ra"))
    sound = where.database.read_bytes()
    spoil(where.database, *leaves(where.database, "call_search_data"))
    writer = RegisterWriter.__new__(RegisterWriter)  # nothing is read or written here
    duties = Duties(where, Settings(), clock, writer, lambda _facts: None)
    seen = []
    for content in (None, sound):
        if content is not None:
            where.database.write_bytes(content)
        asyncio.run(duties._backup.make())
        seen.append(duties._seen([], KeeperState("ok", 0), 0.0))
    duties.close()
    assert [(each.damaged, each.database) for each in seen] == [(True, True), (False, True)]


def test_a_damaged_database_is_not_copied_and_read_all_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays damaged until somebody mends it; what else is wrong may be over any moment."""
    where, clock = places(tmp_path), FrozenClock(NOON)
    tried: list[float] = []
    error: type[StoreError] = SourceDamaged

    def refuse(*_all: object) -> None:
        tried.append(clock.monotonic())
        raise error("no")

    monkeypatch.setattr("dutyroom.line.keeping_files.make_daily", refuse)
    backup = DailyBackup(where, Settings(), clock)

    def a_day() -> int:
        before = len(tried)
        for _ in range(24 * 60):
            if backup.due():
                asyncio.run(backup.make())
            clock.advance(60)
        return len(tried) - before

    assert a_day() <= 10
    assert max(later - sooner for sooner, later in pairwise(tried)) <= LONGEST_SECONDS + 60
    backup, error = DailyBackup(where, Settings(), clock), BackupFailed
    assert a_day() == 24 * 6
