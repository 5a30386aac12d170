"""The console's end of the channel: reconnects for ever, and is never needed to be right."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final, Literal, TypeAlias

from dutyroom import __version__
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
from dutyroom.clock import Clock

RECONNECT: Final = (0.2, 0.5, 1.0)
"""Seconds between tries to reach the keeper; the last one repeats."""

ANSWER_SECONDS: Final = 5.0
"""How long a command may take before the asker is told that nobody answered."""

LONG_ANSWERS: Final = {"probe": 10.0}
"""Commands that take longer, with their seconds."""


class Gone:
    """The keeper cannot be reached; said once each time it goes."""


class Mismatch:
    """The keeper speaks another protocol: one of the two has been upgraded."""


News: TypeAlias = Message | Gone | Mismatch


class ChannelClient:
    """One connection to the keeper, made anew whenever it breaks."""

    def __init__(
        self, path: Path, clock: Clock, kind: Literal["console", "tool"] = "console"
    ) -> None:
        """Prepare; iterating over `messages` connects.

        Args:
            path: The keeper's socket.
            clock: Times the tries.
            kind: What this client is.
        """
        self._path = path
        self._clock = clock
        self._kind: Literal["console", "tool"] = kind
        self._writer: asyncio.StreamWriter | None = None
        self._answers: dict[int, asyncio.Future[Answer]] = {}
        self._number = 0

    async def messages(self) -> AsyncIterator[News]:
        """Yield what the keeper says, for ever; its greeting first after each connection."""
        tries = 0
        gone = False
        while True:
            try:
                async for message in self._session():
                    tries, gone = 0, False
                    yield message
            except ChannelError:
                yield Mismatch()
            except (OSError, ValueError):
                pass  # nobody listens yet, or the line broke: said below, tried again
            self._fail_answers()
            if not gone:
                gone = True
                yield Gone()
            await self._clock.sleep(RECONNECT[min(tries, len(RECONNECT) - 1)])
            tries += 1

    async def ask(self, command: str, line: str = "", **values: str) -> Answer:
        """Have the keeper do something.

        Args:
            command: One of those that `Ask` lists.
            line: The line concerned.
            values: What the command needs.

        Returns:
            Its answer; `gone` or `no_answer` as the reason where there is none.
        """
        self._number += 1
        number = self._number
        if self._writer is None:
            return Answer(number, done=False, reason="gone")
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._answers[number] = future
        try:
            self._writer.write(encode(Ask(number, command, line, values)))
            async with asyncio.timeout(LONG_ANSWERS.get(command, ANSWER_SECONDS)):
                return await future
        except TimeoutError:
            return Answer(number, done=False, reason="no_answer")
        except OSError:
            return Answer(number, done=False, reason="gone")
        finally:
            self._answers.pop(number, None)

    async def _session(self) -> AsyncIterator[Message]:
        """Yield the messages of one connection.

        Raises:
            ChannelError: The other side speaks another protocol.
            OSError: Nobody listens, or the connection broke.
        """
        reader, writer = await address.connect(self._path)
        try:
            hello = Greeting(PROTOCOL, __version__, self._kind, os.getpid())
            writer.write(encode(hello))
            first = decode(await reader.readline())
            if not isinstance(first, Greeting) or first.protocol != PROTOCOL:
                raise ChannelError("another protocol")
            self._writer = writer
            yield first
            while line := await reader.readline():
                message = decode(line)
                if isinstance(message, Answer):
                    self._deliver(message)
                else:
                    yield message
        finally:
            self._writer = None
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _deliver(self, answer: Answer) -> None:
        future = self._answers.get(answer.number)
        if future is not None and not future.done():
            future.set_result(answer)

    def _fail_answers(self) -> None:
        for number, future in self._answers.items():
            if not future.done():
                future.set_result(Answer(number, done=False, reason="gone"))
