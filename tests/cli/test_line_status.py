"""`dutyroom line status` tells of every line that is set up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.channel.messages import (
    PROTOCOL,
    Answer,
    Ask,
    DeviceState,
    Greeting,
    KeeperState,
    LineState,
    Message,
)
from dutyroom.channel.server import ChannelServer
from dutyroom.cli import line
from dutyroom.config import Line, Settings, places, save_settings
from dutyroom.store.lock import Lock

TOLD: list[Message] = [
    KeeperState("ok"),
    LineState("1", "ok", "ok", "idle"),
    LineState("2", "lost", "ok", "idle"),
]


async def _refuse(ask: Ask) -> Answer:
    return Answer(ask.number, done=False)


async def test_every_line_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = places(tmp_path)
    where.create()
    save_settings(where.config, Settings(lines=(Line(name="1"), Line(name="2"))))
    greeting = Greeting(PROTOCOL, "test", "keeper", 77)
    server = ChannelServer(where.socket, greeting, lambda: list(TOLD), _refuse, lambda: None)
    await server.start()
    try:
        assert await line._status(where, as_json=True) == 0
    finally:
        await server.close()
    said = json.loads(capsys.readouterr().out)
    assert said["pid"] == 77
    assert [(each["type"], each.get("line")) for each in said["states"]] == [
        ("keeper", None), ("line", "1"), ("line", "2")
    ]  # fmt: skip


async def test_without_a_keeper_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await line._status(places(tmp_path), as_json=True) == 1
    assert json.loads(capsys.readouterr().out) == {"pid": 0, "states": []}


def test_whoever_stops_the_keeper_learns_that_a_console_starts_it_again(tmp_path: Path) -> None:
    """And what to do instead."""
    where = places(tmp_path)
    where.create()
    assert "not logged any more" in line._ended(where)
    with Lock(where.consoles_lock, "console", shared=True):
        assert "starts it again" in line._ended(where)


@pytest.mark.parametrize(
    ("sound", "recorder"),
    [("opening", "waiting for sound"), ("lost", "waiting for sound"), ("ok", "ready")],
)
def test_a_recorder_without_sound_is_not_called_ready(sound: DeviceState, recorder: str) -> None:
    i18n.use("en")
    assert line._state(LineState("1", "ok", sound, "idle")).endswith(f"recorder {recorder}")
