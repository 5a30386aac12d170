"""What the tests of the line's probes share: a bench with a way to a real keeper."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import msgspec

from dutyroom.clock import SystemClock
from dutyroom.config import load_settings, save_settings
from dutyroom.desk.keeper_line import keeper_of
from dutyroom.desk.looks.bench import Bench
from dutyroom.desk.probing import Probing
from dutyroom.standard.probing import Kind, Probe, Reading
from tests.e2e.keeper_desk import KeeperDesk, until


def with_format(desk: KeeperDesk, name: str) -> None:
    """Have the desk's box speak another format."""
    settings = load_settings(desk.places.config)
    assert settings is not None
    lines = tuple(msgspec.structs.replace(line, format=name) for line in settings.lines)
    save_settings(desk.places.config, msgspec.structs.replace(settings, lines=lines))


@contextlib.asynccontextmanager
async def bench_of(desk: KeeperDesk) -> AsyncIterator[Bench]:
    """A bench with a way to the keeper of a desk."""
    settings = load_settings(desk.places.config)
    assert settings is not None
    async with keeper_of(desk.places, SystemClock()) as ask:
        yield Bench(desk.places, settings, SystemClock(), ask)


async def read(bench: Bench, kind: Kind, line: str = "1") -> Reading:
    """Run one probe of a line."""
    run = Probing(bench, [Probe(kind, "" if kind is Kind.KEEPER else line)])
    return [each async for each in run.readings()][-1]


async def settled(condition: Callable[[], object], what: str) -> None:
    """Wait for the keeper without holding up the loop."""
    await asyncio.to_thread(until, condition, 30.0, what)
