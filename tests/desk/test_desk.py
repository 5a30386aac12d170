"""The desk asks and writes from threads, and closes only when both are idle."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dutyroom import config
from dutyroom.clock import Clock, FrozenClock
from dutyroom.config import Places, Settings
from dutyroom.desk.desk import Desk
from dutyroom.desk.errors import DeskError
from dutyroom.desk.opening import StoreRegisters, opened
from dutyroom.desk.questions import Registers
from dutyroom.registers.shifts import facts
from dutyroom.store.errors import DatabaseBusy
from dutyroom.store.facts import Place

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def desk_at(home: Path) -> Desk:
    """Return a desk that is not open yet."""
    return Desk(config.places(home), Settings(), FrozenClock(NOW))


async def test_a_question_before_the_opening_is_refused(store_path: Path) -> None:
    """With a sentence, not with a crash."""
    desk = desk_at(store_path.parent)
    with pytest.raises(DeskError):
        await desk.ask(lambda registers: registers.version())
    await desk.close()


async def test_the_loop_goes_on_while_the_registers_work(store_path: Path) -> None:
    """A slow answer makes no key wait."""
    desk = desk_at(store_path.parent)
    await desk.open()
    hold = threading.Event()
    slow = asyncio.ensure_future(desk.ask(lambda _registers: hold.wait(5)))
    await asyncio.sleep(0)
    assert not slow.done()
    await desk.write(lambda registers: registers.version())
    hold.set()
    assert await slow
    await desk.close()


async def test_it_closes_after_what_is_under_way(store_path: Path) -> None:
    """Neither a reader nor a writer loses its connection in the middle."""
    desk = desk_at(store_path.parent)
    await desk.open()
    ended: list[str] = []
    hold = threading.Event()

    def work(registers: Registers) -> None:
        hold.wait(5)
        registers.version()
        ended.append("done")

    jobs = [asyncio.ensure_future(desk.ask(work)), asyncio.ensure_future(desk.write(work))]
    await asyncio.sleep(0)
    closing = asyncio.ensure_future(desk.close())
    await asyncio.sleep(0)
    hold.set()
    await closing
    await asyncio.gather(*jobs)
    assert ended == ["done", "done"]
    with pytest.raises(DeskError):
        await desk.ask(lambda registers: registers.version())


async def test_leaving_while_it_opens_frees_the_lock(store_path: Path) -> None:
    """The next console finds the desk free."""
    hold = threading.Event()

    def slow(places: Places, settings: Settings, clock: Clock) -> Registers:
        hold.wait(5)
        return opened(places, settings, clock)

    places = config.places(store_path.parent)
    desk = Desk(places, Settings(), FrozenClock(NOW), slow)
    opening = asyncio.ensure_future(desk.open())
    await asyncio.sleep(0)
    closing = asyncio.ensure_future(desk.close())
    await asyncio.sleep(0)
    hold.set()
    await closing
    await opening
    again = desk_at(store_path.parent)
    await again.open()
    assert not again.read_only
    await again.close()


async def test_others_who_write_are_noticed(store_path: Path) -> None:
    """A look costs one statement and tells whether anything changed."""
    desk = desk_at(store_path.parent)
    other = opened(config.places(store_path.parent), Settings(), FrozenClock(NOW))
    await desk.open()
    assert desk.read_only
    assert await desk.changed()
    assert not await desk.changed()
    other.record(facts.begun("s", NOW, Place("unit"), officer="张三"))
    assert await desk.changed()
    picture = await desk.ask(lambda registers: registers.picture())
    assert picture.shift is not None
    assert picture.shift.officer == "张三"
    other.close()
    await desk.close()


async def test_an_error_of_the_store_is_a_sentence(store_path: Path) -> None:
    """Busy may be waited for; the rest is told."""
    desk = desk_at(store_path.parent)
    await desk.open()

    def busy(_registers: Registers) -> None:
        raise DatabaseBusy("Somebody writes.")

    with pytest.raises(DeskError, match="Somebody") as told:
        await desk.ask(busy)
    assert not told.value.fatal
    await desk.close()


def test_the_registers_answer_what_the_console_asks(store_path: Path) -> None:
    """Drafts come back; an unknown number has no owner; the area of a number is told."""
    registers = opened(config.places(store_path.parent), Settings(), FrozenClock(NOW))
    assert isinstance(registers, StoreRegisters)
    registers.keep_draft("k", "张三", {"content": "半句"}, NOW)
    draft = registers.draft("k")
    assert draft is not None
    assert draft.fields == {"content": "半句"}
    registers.drop_draft("k")
    assert registers.draft("k") is None
    assert registers.who("057188886666") is None
    assert registers.origin("01088886666")
    assert registers.origin("") == ""
    assert registers.contacts("", limit=5) == []
    assert registers.page("all", query="", before=None, limit=5, now=NOW) == []
    assert registers.call("nobody") is None
    registers.close()
