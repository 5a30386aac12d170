"""The keeper's end of the channel: many consoles, none of which can hold it up."""

from __future__ import annotations

import asyncio
import hmac
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, TypeAlias

from dutyroom.channel import address
from dutyroom.channel.messages import (
    PROTOCOL,
    Answer,
    Ask,
    ChannelError,
    Greeting,
    Message,
    decode,
    encode,
)

BACKLOG: Final = 256
"""Messages a client may be behind before it is dropped; it reconnects and starts anew."""

AT_ONCE: Final = 64
"""Commands of one client that are carried out side by side; more wait."""

MOST: Final = 64
"""Clients at once; one more is let go. Each takes a file that calls and recordings may need."""

GREETING_SECONDS: Final = 5.0
"""How long a client may take to say who it is."""

Command: TypeAlias = Callable[[Ask], Awaitable[Answer]]

_log = logging.getLogger(__name__)


class _Client:
    """One connected console: its queue of messages and its greeting."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer
        self.queue: asyncio.Queue[bytes] = asyncio.Queue(BACKLOG)
        self.kind = ""

    def send(self, line: bytes) -> None:
        """Queue a message; a client that does not read is dropped."""
        try:
            self.queue.put_nowait(line)
        except asyncio.QueueFull:
            _log.warning("a %s does not read: dropped", self.kind or "client")
            self.writer.transport.abort()

    async def pump(self) -> None:
        """Write what is queued, until cancelled or cut off."""
        while True:
            self.writer.write(await self.queue.get())
            await self.writer.drain()


class ChannelServer:
    """Greets clients, sends them what all should know, and carries out commands."""

    def __init__(
        self,
        path: Path,
        greeting: Greeting,
        welcome: Callable[[], list[Message]],
        command: Command,
        outdated: Callable[[], None],
    ) -> None:
        """Prepare; `start` listens.

        Args:
            path: The socket.
            greeting: What the keeper says first.
            welcome: What a new client is told: the state of everything.
            command: Carries out a command.
            outdated: Told when a console of a newer version has come: the
                program was upgraded under the running keeper.
        """
        self._path = path
        self._greeting = greeting
        self._welcome = welcome
        self._command = command
        self._outdated = outdated
        self._clients: set[_Client] = set()
        self._connected = 0
        self._server: asyncio.Server | None = None
        self._secret = ""

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: The socket cannot be made.
        """
        self._server, self._secret = await address.listen(self._path, self._serve)

    async def close(self) -> None:
        """Stop listening and let every client go."""
        if self._server is not None:
            self._server.close()
        for client in tuple(self._clients):
            client.writer.transport.abort()
        self._path.unlink(missing_ok=True)

    def clients(self) -> int:
        """Return how many consoles are connected."""
        return sum(client.kind == "console" for client in self._clients)

    def tell(self, message: Message) -> None:
        """Send a message to every client, without waiting for any."""
        line = encode(message)
        for client in tuple(self._clients):
            client.send(line)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._connected >= MOST:
            _log.debug("a client too many")
            writer.transport.abort()
            return
        self._connected += 1
        client = _Client(writer)
        pump: asyncio.Task[None] | None = None
        try:
            await self._admit(reader, client)
            pump = asyncio.create_task(client.pump())
            self._clients.add(client)
            for message in self._welcome():
                client.send(encode(message))
            await self._listen(reader, client)
        except (ChannelError, OSError, ValueError, TimeoutError) as error:
            _log.info("a client left: %s", error.__class__.__name__)
        finally:
            self._connected -= 1
            self._clients.discard(client)
            if pump is not None:
                pump.cancel()
            writer.transport.abort()

    async def _admit(self, reader: asyncio.StreamReader, client: _Client) -> None:
        """Check who it is, and exchange greetings.

        Raises:
            ChannelError: It is another user, another protocol, or no dutyroom.
            TimeoutError: It said nothing.
        """
        user = address.peer_user(client.writer)
        if user is not None and user != os.getuid():
            raise ChannelError("another user")
        async with asyncio.timeout(GREETING_SECONDS):
            if self._secret:
                said = (await reader.readline()).strip()
                if not hmac.compare_digest(said, self._secret.encode("ascii")):
                    raise ChannelError("wrong secret")
            client.writer.write(encode(self._greeting))
            hello = decode(await reader.readline())
        if not isinstance(hello, Greeting):
            raise ChannelError("no greeting")
        if hello.kind == "console" and _order(hello.version) > _order(self._greeting.version):
            self._outdated()
        if hello.protocol != PROTOCOL:
            raise ChannelError("another protocol")
        client.kind = hello.kind

    async def _listen(self, reader: asyncio.StreamReader, client: _Client) -> None:
        """Carry out what a client asks, until it hangs up; what takes long holds up no other."""
        asked: set[asyncio.Task[None]] = set()
        try:
            while line := await reader.readline():
                message = decode(line)
                if isinstance(message, Ask):
                    task = asyncio.create_task(self._carry_out(message, client))
                    asked.add(task)
                    task.add_done_callback(asked.discard)
                if len(asked) >= AT_ONCE:
                    await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in asked:
                task.cancel()

    async def _carry_out(self, ask: Ask, client: _Client) -> None:
        """Carry out one command and answer it."""
        client.send(encode(await self._command(ask)))


def _order(version: str) -> tuple[int, ...]:
    """Return what a version is compared by; what is no number counts as 0."""
    return tuple(int(part) if part.isdecimal() else 0 for part in version.split("."))
