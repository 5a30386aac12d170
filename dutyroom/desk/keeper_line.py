"""A way to the line keeper for a program that has no console."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final

from dutyroom.channel.client import ChannelClient, Gone, Mismatch
from dutyroom.clock import Clock
from dutyroom.config import Places
from dutyroom.desk.looks.bench import AskKeeper

PATIENCE: Final = 2.0
"""Seconds in which a keeper that is there has greeted."""


@contextlib.asynccontextmanager
async def keeper_of(places: Places, clock: Clock) -> AsyncIterator[AskKeeper]:
    """Give the way to a desk's keeper; where none answers, what is asked is answered so.

    Args:
        places: Where the desk stands.
        clock: Times the tries.
    """
    client = ChannelClient(places.socket, clock, "tool")
    told = asyncio.Event()

    async def listen() -> None:
        async for news in client.messages():
            told.set()
            if isinstance(news, Gone | Mismatch):
                return

    listening = asyncio.create_task(listen())
    try:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await told.wait()
        yield client.ask
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
