"""A console that is there all the time is told what a new one would be."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dutyroom.channel.messages import KeeperState, Message
from dutyroom.channel.server import ChannelServer
from dutyroom.clock import FrozenClock
from dutyroom.config import Settings, places
from dutyroom.line.duties import Duties
from dutyroom.line.keeper import Keeper


async def test_whoever_sits_there_is_told_that_nobody_hears_the_alarm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once when it begins and once when it is over, though the database is well."""
    told: list[Message] = []
    unheard = False
    monkeypatch.setattr(ChannelServer, "tell", lambda _server, message: told.append(message))
    monkeypatch.setattr(Duties, "look", lambda *_seen: None)
    monkeypatch.setattr(Duties, "unheard", property(lambda _duties: unheard))
    where = places(tmp_path)
    where.create()
    clock = FrozenClock(datetime(2026, 11, 23, 2, tzinfo=UTC))
    keeper = Keeper(where, Settings(), clock, linger=None)
    keeper._troubled("ok")
    await asyncio.sleep(0)
    for unheard in (False, True, True, False, False):  # noqa: B007 # the keeper reads it
        keeper._look()
    states = [message for message in told if isinstance(message, KeeperState)]
    assert [state.unheard for state in states] == [False, True, False]
