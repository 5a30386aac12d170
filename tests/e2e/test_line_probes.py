"""The probes of a line, asked of the real keeper process about real ports and real sound."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.desk.looks.keeper import verdict_of
from dutyroom.desk.probing import Probing
from dutyroom.standard.probing import Kind, State, worded
from tests.devices.serial_boxes import Modem
from tests.e2e.keeper_desk import KeeperDesk
from tests.e2e.probe_bench import bench_of, read, settled, with_format
from tests.sound_server import require_sound_server

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KeeperDesk]:
    """A desk whose keeper is not started yet."""
    made = KeeperDesk(tmp_path / "home")
    yield made
    made.close()


async def test_a_box_that_only_speaks_when_it_rings_is_believed_once_it_has(
    desk: KeeperDesk,
) -> None:
    desk.start()
    async with bench_of(desk) as bench:
        assert (await read(bench, Kind.KEEPER)).state is State.OK
        await settled(lambda: desk.line_state().get("box") == "ok", "the port")
        before = await read(bench, Kind.BOX)
        assert before.state is State.CANNOT_TELL
        assert "only when the line rings" in worded(before.evidence)
        assert (await read(bench, Kind.CALLER_ID)).state is State.CANNOT_TELL
        assert (await read(bench, Kind.LINE_POWER)).state is State.CANNOT_TELL
        desk.ring()
        await settled(lambda: desk.line_state().get("call"), "the call")
        desk.lift()
        desk.lay_down()
        await settled(lambda: not desk.line_state().get("call"), "its end")
        assert (await read(bench, Kind.BOX)).state is State.OK
        assert (await read(bench, Kind.CALLER_ID)).state is State.OK


async def test_a_box_that_answers_rubbish_is_told_apart_from_one_that_is_gone(
    desk: KeeperDesk,
) -> None:
    desk.start()
    async with bench_of(desk) as bench:
        await settled(lambda: desk.line_state().get("box") == "ok", "the port")
        desk.box.send(bytes(range(128, 256)) + b"\r\n" + b"\x81\xfe" * 40 + b"\r\n")
        for _ in range(100):  # a run of rubbish is given when it has been quiet for a second
            found = await read(bench, Kind.BOX)
            if found.state is State.FAULTY:
                break
            await asyncio.sleep(0.05)
        assert "no sense" in worded(found.evidence)
        desk.box.unplug()
        await settled(lambda: desk.line_state().get("box") == "lost", "the loss")
        found = await read(bench, Kind.BOX)
        desk.box.plug_in()
        assert found.state is State.FAULTY
        assert "cannot be reached" in worded(found.evidence)
        assert (await read(bench, Kind.CALLER_ID)).state is State.CANNOT_TELL


@pytest.mark.slow
async def test_a_modem_is_asked_at_the_very_time_of_the_check(desk: KeeperDesk) -> None:
    with_format(desk, "hayes")
    modem = Modem(desk.box)
    try:
        desk.start()
        async with bench_of(desk) as bench:
            await settled(lambda: desk.line_state().get("box") == "ok", "the set-up")
            said = modem.count(b"AT")
            found = await read(bench, Kind.BOX)
            assert found.state is State.OK
            assert found.seconds < 2
            assert modem.count(b"AT") == said + 1
            modem.answers = False
            asked = asyncio.create_task(read(bench, Kind.BOX))
            for _ in range(20):  # what comes is no answer
                desk.box.send(b"\x81\xfe?\r\n")
                await asyncio.sleep(0.1)
            assert (await asked).state is not State.OK
            modem.answers = True
            armed = await read(bench, Kind.CALLER_ID)
            assert armed.state is State.OK
            assert "VCID" in worded(armed.evidence)
    finally:
        modem.close()


@pytest.mark.slow
async def test_a_modem_without_caller_id_is_a_fault_of_its_own(desk: KeeperDesk) -> None:
    with_format(desk, "hayes")
    refuses = (b"AT+VCID=1", b"AT#CID=1", b"AT+FCLASS=8;+VCID=1", b"AT-SCID=1;+VCID=1")
    modem = Modem(desk.box, refuses=(*refuses, b"AT%CCID=1", b"AT*ID1"))
    try:
        desk.start(boxed=False)
        async with bench_of(desk) as bench:
            await settled(lambda: desk.line_state().get("box") == "silent", "the refusal")
            assert (await read(bench, Kind.BOX)).state is State.OK
            assert (await read(bench, Kind.CALLER_ID)).state is State.FAULTY
    finally:
        modem.close()


@pytest.mark.slow
async def test_a_call_takes_the_line_from_a_probe_at_once(desk: KeeperDesk) -> None:
    """The modem does not answer, so the probe would wait on: the ring ends it."""
    with_format(desk, "hayes")
    modem = Modem(desk.box)
    try:
        desk.start()
        async with bench_of(desk) as bench:
            await settled(lambda: desk.line_state().get("box") == "ok", "the set-up")
            modem.answers = False
            task = asyncio.create_task(read(bench, Kind.CALLER_ID))
            assert (await task).state is State.OK
            task = asyncio.create_task(read(bench, Kind.BOX))
            await asyncio.sleep(0.5)
            begun = time.monotonic()
            desk.say("RING")
            found = await task
            assert time.monotonic() - begun < 1.5
            assert found.state in (State.CANCELLED, State.OK)  # a ring is an answer too
            await settled(lambda: desk.outcomes() == ["ringing"], "the call")
            assert (await read(bench, Kind.BOX)).state is State.CANCELLED
    finally:
        modem.close()


async def test_without_a_keeper_nothing_is_called_good(desk: KeeperDesk) -> None:
    async with bench_of(desk) as bench:
        readings = [each async for each in Probing(bench).readings()]
    found = {each.probe: each.state for each in readings}
    assert found["keeper"] is State.FAULTY
    assert found["box:1"] is State.CANNOT_TELL
    assert found["caller_id:1"] is State.CANNOT_TELL


@pytest.mark.device
@pytest.mark.slow
async def test_a_sound_device_that_does_not_exist_is_a_fault_with_its_name(tmp_path: Path) -> None:
    require_sound_server()
    desk = KeeperDesk(tmp_path / "home", audio="no such device")
    try:
        desk.start()
        await settled(lambda: desk.line_state().get("sound") == "lost", "the loss")
        async with bench_of(desk) as bench:
            found = await read(bench, Kind.SOUND)
            assert found.state is State.FAULTY
            assert "no such device" in worded(found.evidence)
            assert (await bench.ask_keeper("prove", "1")).done
            told = await bench.ask_keeper("proof", "1")
            assert verdict_of(told).state is State.FAULTY
    finally:
        desk.close()
