"""Keeper and console find each other, talk, and survive each other's failures."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest

from dutyroom.channel import address
from dutyroom.channel.client import ChannelClient, Gone, Mismatch, News
from dutyroom.channel.messages import (
    LIMIT,
    PROTOCOL,
    Answer,
    Ask,
    Changed,
    ChannelError,
    Greeting,
    KeeperState,
    Message,
    decode,
    encode,
)
from dutyroom.channel.server import BACKLOG, MOST, ChannelServer
from dutyroom.clock import SystemClock

KEEPER = Greeting(PROTOCOL, "test", "keeper", 1)


async def obey(ask: Ask) -> Answer:
    """Carry out a command by repeating it."""
    return Answer(ask.number, ask.command == "mark", "", {"line": ask.line, **ask.values})


def nothing() -> None:
    """Take note that a newer console came, and do nothing."""


def welcome() -> list[Message]:
    """Return what a new console is told."""
    return [KeeperState("ok")]


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ChannelServer]:
    """Return a server that listens."""
    server = ChannelServer(tmp_path / "s", KEEPER, welcome, obey, nothing)
    await server.start()
    yield server
    await server.close()


def client(tmp_path: Path) -> ChannelClient:
    """Return a client of that server."""
    return ChannelClient(tmp_path / "s", SystemClock())


async def take(news: AsyncIterator[News], count: int) -> list[News]:
    """Return the next pieces of news."""
    async with asyncio.timeout(5):
        return [await anext(news) for _ in range(count)]


async def test_a_new_console_is_greeted_and_told_everything(
    server: ChannelServer, tmp_path: Path
) -> None:
    news = client(tmp_path).messages()
    assert await take(news, 2) == [KEEPER, KeeperState("ok")]
    server.tell(Changed(("calls",)))
    assert await take(news, 1) == [Changed(("calls",))]
    assert server.clients() == 1


async def test_a_command_gets_its_answer(server: ChannelServer, tmp_path: Path) -> None:
    asker = client(tmp_path)
    news = asker.messages()
    await take(news, 2)
    reading = asyncio.ensure_future(anext(news))
    answers = await asyncio.gather(asker.ask("mark", "1", actor="张三"), asker.ask("other", "2"))
    assert answers[0] == Answer(1, done=True, values={"line": "1", "actor": "张三"})
    assert not answers[1].done
    reading.cancel()


async def test_nobody_there_is_an_answer_too(tmp_path: Path) -> None:
    asker = client(tmp_path)
    assert await asker.ask("mark") == Answer(1, done=False, reason="gone")
    assert isinstance((await take(asker.messages(), 1))[0], Gone)


async def test_a_console_comes_back_after_the_keeper_restarted(tmp_path: Path) -> None:
    news = client(tmp_path).messages()
    assert isinstance((await take(news, 1))[0], Gone)
    for _ in range(2):
        server = ChannelServer(tmp_path / "s", KEEPER, welcome, obey, nothing)
        await server.start()
        assert await take(news, 2) == [KEEPER, KeeperState("ok")]
        await server.close()
        assert isinstance((await take(news, 1))[0], Gone)


async def test_a_stale_socket_of_a_killed_keeper_is_taken_over(tmp_path: Path) -> None:
    first = ChannelServer(tmp_path / "s", KEEPER, welcome, obey, nothing)
    await first.start()
    second = ChannelServer(tmp_path / "s", KEEPER, welcome, obey, nothing)
    await second.start()
    assert (await take(client(tmp_path).messages(), 1)) == [KEEPER]
    await second.close()
    await first.close()


async def test_the_folder_is_its_owners_alone(server: ChannelServer, tmp_path: Path) -> None:
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    assert server.clients() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who is at the other end")
async def test_another_user_is_turned_away(
    server: ChannelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the file was within reach; here the keeper is the one that is somebody else."""
    mine = os.getuid()
    monkeypatch.setattr("dutyroom.channel.server.os.getuid", lambda: mine + 1)
    assert isinstance((await take(client(tmp_path).messages(), 1))[0], Gone)
    assert server.clients() == 0


async def test_another_protocol_is_told_apart(tmp_path: Path) -> None:
    other = Greeting(PROTOCOL + 1, "test", "keeper", 1)
    server = ChannelServer(tmp_path / "s", other, welcome, obey, nothing)
    await server.start()
    assert isinstance((await take(client(tmp_path).messages(), 1))[0], Mismatch)
    await server.close()


@pytest.mark.parametrize(
    "said",
    [
        b"\x00\xff garbage\n",
        b"{}\n",
        b'{"type":"ask"}\n',
        b"x" * (LIMIT + 10) + b"\n",
        b"[" * 50_000 + b"\n",
        b'{"type":"greeting","protocol":999,"version":"","kind":"console","pid":1}\n',
    ],
)
async def test_rubbish_ends_that_connection_and_nothing_else(
    server: ChannelServer, tmp_path: Path, said: bytes
) -> None:
    reader, writer = await address.connect(tmp_path / "s")
    writer.write(said)
    async with asyncio.timeout(5):
        await reader.read()
    writer.close()
    assert (await take(client(tmp_path).messages(), 2)) == [KEEPER, KeeperState("ok")]


async def test_a_client_that_does_not_read_is_dropped(
    server: ChannelServer, tmp_path: Path
) -> None:
    reader, writer = await address.connect(tmp_path / "s")
    writer.write(encode(Greeting(PROTOCOL, "test", "console", 2)))
    await reader.readline()
    async with asyncio.timeout(10):
        while server.clients() == 0:
            await asyncio.sleep(0.01)
        wide = Changed(tuple("x" * 50 for _ in range(1000)))
        for _ in range(BACKLOG * 4):
            server.tell(wide)
        while server.clients():
            await asyncio.sleep(0.01)
    writer.close()


async def test_clients_without_end_take_no_more_files_than_they_may(
    server: ChannelServer, tmp_path: Path
) -> None:
    async with asyncio.timeout(10):
        ends = [await address.connect(tmp_path / "s") for _ in range(MOST)]
        for reader, _writer in ends:
            assert isinstance(decode(await reader.readline()), Greeting)
        ends.append(await address.connect(tmp_path / "s"))
        with contextlib.suppress(ConnectionError):
            assert await ends[-1][0].read() == b""  # the one too many hears nothing
        for _reader, writer in ends:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()
        news = client(tmp_path).messages()
        while not isinstance(await anext(news), Greeting):  # who left made room
            pass


async def test_on_loopback_the_secret_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "HAS_UNIX", False)
    server = ChannelServer(tmp_path / "s", KEEPER, welcome, obey, nothing)
    await server.start()
    try:
        assert (tmp_path / "s").stat().st_mode & 0o777 == 0o600
        assert await take(client(tmp_path).messages(), 2) == [KEEPER, KeeperState("ok")]
        note = (tmp_path / "s").read_text()
        (tmp_path / "s").write_text(note.replace('"secret": "', '"secret": "0'))
        assert isinstance((await take(client(tmp_path).messages(), 1))[0], Gone | Mismatch)
    finally:
        await server.close()


@pytest.mark.parametrize(
    ("version", "kind", "newer"),
    [("0.0.9", "console", 0), ("9.0", "console", 1), ("9.0", "tool", 0), ("rubbish", "console", 0)],
)
async def test_a_newer_console_tells_the_keeper_that_it_is_outdated(
    tmp_path: Path, version: str, kind: Literal["console", "tool"], newer: int
) -> None:
    told: list[None] = []
    ours = Greeting(PROTOCOL, "0.1.0", "keeper", 1)
    server = ChannelServer(tmp_path / "s", ours, welcome, obey, lambda: told.append(None))
    await server.start()
    reader, writer = await address.connect(tmp_path / "s")
    writer.write(encode(Greeting(PROTOCOL, version, kind, 2)))
    async with asyncio.timeout(5):
        await reader.readline()
        await reader.readline()
    assert len(told) == newer
    writer.close()
    await server.close()


def test_a_message_that_is_too_long_is_refused() -> None:
    with pytest.raises(ChannelError):
        encode(Changed(("x" * LIMIT,)))
    with pytest.raises(ChannelError):
        decode(b"nothing")
