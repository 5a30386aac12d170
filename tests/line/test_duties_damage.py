"""Damage that nobody has met yet is noticed by the daily backup, and is an alarm."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

from dutyroom.channel.messages import KeeperState
from dutyroom.clock import FrozenClock
from dutyroom.config import Settings, places
from dutyroom.line.duties import Duties
from dutyroom.line.writer import RegisterWriter
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import open_store
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
        asyncio.run(duties._back_up())
        seen.append(duties._seen([], KeeperState("ok", 0), 0.0))
    duties.close()
    assert [(each.damaged, each.database) for each in seen] == [(True, True), (False, True)]
