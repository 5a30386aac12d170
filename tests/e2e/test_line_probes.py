"""The probes of a line, asked of the real keeper process about real ports and real sound."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import time
import wave
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from dutyroom.channel.messages import Answer
from dutyroom.clock import SystemClock
from dutyroom.config import Network, Probes, load_settings, save_settings
from dutyroom.desk.keeper_line import keeper_of
from dutyroom.desk.looks.bench import AskKeeper, Bench
from dutyroom.desk.looks.keeper import verdict_of
from dutyroom.desk.probing import Probing
from dutyroom.devices import signals
from dutyroom.standard.probing import Kind, Probe, Reading, State, worded
from tests.devices.serial_boxes import Modem
from tests.e2e.keeper_desk import KeeperDesk, until
from tests.e2e.test_keeper_sound import finished
from tests.servers import Port, TimeServer
from tests.sound_server import SoundServer, require_sound_server

pytestmark = pytest.mark.timeout(120)
sounding = pytest.mark.device


def with_format(desk: KeeperDesk, name: str) -> None:
    """Have the desk's box speak another format."""
    settings = load_settings(desk.places.config)
    assert settings is not None
    lines = tuple(msgspec.structs.replace(line, format=name) for line in settings.lines)
    save_settings(desk.places.config, msgspec.structs.replace(settings, lines=lines))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[KeeperDesk]:
    """A desk whose keeper is not started yet."""
    made = KeeperDesk(tmp_path / "home")
    yield made
    made.close()


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
        desk.start()
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


# --- with real sound -------------------------------------------------------


@pytest.fixture
def server() -> Iterator[SoundServer]:
    """A sound server that runs."""
    require_sound_server()
    made = SoundServer()
    made.start()
    yield made
    made.close()


@pytest.fixture
def loud(tmp_path: Path, server: SoundServer) -> Iterator[KeeperDesk]:
    """A desk whose keeper listens to the sound server."""
    made = KeeperDesk(tmp_path / "home", audio="default", env=server.env)
    try:
        made.start()
        until(lambda: made.keeper_state().get("database") == "ok", what="the database")
        until(lambda: made.line_state().get("sound") == "ok", what="the sound")
        yield made
    finally:
        made.close()


@contextlib.contextmanager
def played(server: SoundServer, pcm: bytes) -> Iterator[None]:
    """Play something into the line."""
    player = server.play(pcm)
    try:
        yield
    finally:
        player.kill()
        player.wait()


async def proof(ask: AskKeeper, **wanted: str) -> Answer:
    """Wait until a trial has a verdict, or the values that are wanted."""
    for _ in range(800):
        answer = await ask("proof", "1")
        if "verdict" in answer.values and not wanted:
            return answer
        if wanted and wanted.items() <= answer.values.items():
            return answer
        await asyncio.sleep(0.05)
    raise AssertionError(f"waited in vain: {answer}")


@sounding
@pytest.mark.slow
async def test_the_sound_of_a_line_is_muted_too_loud_or_good(
    loud: KeeperDesk, server: SoundServer
) -> None:
    async with bench_of(loud) as bench:
        await asyncio.sleep(1.0)
        found = await read(bench, Kind.SOUND)
        assert found.state is State.FAULTY
        assert "complete silence" in worded(found.evidence)
        with played(server, signals.murmur(20.0)):
            await asyncio.sleep(1.0)
            assert (await read(bench, Kind.SOUND)).state is State.OK
        clipping = b"\xff\x7f\x00\x80" * (8000 * 10)
        with played(server, clipping):
            await asyncio.sleep(1.5)
            found = await read(bench, Kind.SOUND)
            assert found.state is State.FAULTY
            assert "too loud" in worded(found.evidence)
        server.kill()
        await settled(lambda: loud.line_state().get("sound") == "lost", "the loss")
        found = await read(bench, Kind.SOUND)
        assert found.state is State.FAULTY
        assert "No sound comes" in worded(found.evidence)


@sounding
async def test_the_recorder_is_proven_from_the_line_to_the_file(
    loud: KeeperDesk, server: SoundServer
) -> None:
    async with bench_of(loud) as bench:
        ask = bench.ask_keeper
        assert (await ask("prove", "1")).done
        assert (await proof(ask, phase="listening")).done
        with played(server, signals.silence(1.0) + signals.tone([450.0], 15.0)):
            loud.lift()
            answer = await proof(ask)
        loud.lay_down()
        found = verdict_of(answer)
        assert found.state is State.OK, worded(found.evidence)
        path = Path(answer.values["path"])
        content = path.read_bytes()
        assert found.evidence.values["sha256"] == hashlib.sha256(content).hexdigest()
        with wave.open(str(path)) as file:
            assert (file.getframerate(), file.getnframes() >= 5 * 8000) == (8000, True)
        assert path.stat().st_mode & 0o777 == 0o600
        assert not path.is_relative_to(loud.places.recordings)


@sounding
async def test_a_ringing_call_ends_the_proof_at_once_and_is_recorded_whole(
    loud: KeeperDesk, server: SoundServer
) -> None:
    async with bench_of(loud) as bench:
        ask = bench.ask_keeper
        assert (await ask("prove", "1")).done
        with played(server, signals.tone([450.0], 20.0)):
            await proof(ask, phase="recording")
            rung = time.monotonic()
            loud.ring()
            answer = await proof(ask)
            assert time.monotonic() - rung < 1.0
            assert verdict_of(answer).state is State.CANCELLED
            assert "path" not in answer.values
            loud.lift()
            await asyncio.sleep(2.0)
            again = await ask("prove", "1")
            assert (again.done, again.reason) == (False, "busy")
            loud.lay_down()
            await settled(lambda: finished(loud), "the recording")
        (row,) = finished(loud)
        assert row.gaps == ()
        assert row.seconds is not None
        assert row.seconds > 4.0  # the pre-roll reaches into the proof
        content = (loud.places.recordings / row.path).read_bytes()
        assert row.sha256 == hashlib.sha256(content).hexdigest()
        assert list((loud.places.data / "proofs").iterdir()) == []


@sounding
@pytest.mark.slow
async def test_a_proof_without_a_tone_and_one_that_is_left_come_to_an_end(
    loud: KeeperDesk, server: SoundServer
) -> None:
    async with bench_of(loud) as bench:
        ask = bench.ask_keeper
        assert (await ask("prove", "1")).done
        await proof(ask, phase="listening")
        assert (await ask("end_proof", "1")).done
        assert verdict_of(await proof(ask)).state is State.CANCELLED
        assert (await ask("prove", "1")).done
        server.kill()
        found = verdict_of(await proof(ask))
        assert found.state is State.FAULTY
        assert "No sound comes" in worded(found.evidence)


@sounding
@pytest.mark.slow
async def test_all_probes_together_end_within_ten_seconds_while_some_hang(
    loud: KeeperDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Measured from outside: a print service that hangs, hosts that do not answer, real sound."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("lp", "lpstat", "upsc"):
        (folder / name).write_text("#!/bin/sh\nexec sleep 60\n", encoding="ascii")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    silent, full = TimeServer(silent=True), Port(full=True)
    try:
        async with bench_of(loud) as bench:
            chosen = Probes(
                time_server=silent.name,
                networks=(
                    Network("intranet", "127.0.0.1", full.number),
                    Network("internet", "no-such-host.invalid", 443),
                ),
                ups="ups",
            )
            settings = msgspec.structs.replace(bench.settings, probes=chosen)
            run = Probing(replace(bench, settings=settings))
            begun = time.monotonic()
            readings = [each async for each in run.readings()]
            taken = time.monotonic() - begun
    finally:
        silent.close()
        full.close()
    answers = {each.probe: each for each in readings if each.state is not State.RUNNING}
    assert len(answers) == len(run.probes)
    assert taken < 10.5
    assert max(each.seconds for each in answers.values()) <= 10.2
    assert taken < sum(each.seconds for each in answers.values())
    assert answers["ups"].state is State.CANNOT_TELL
    assert answers["printer"].state is State.FAULTY
    assert answers["clock"].state is State.CANNOT_TELL
    assert answers["network:intranet"].state is State.FAULTY
    assert answers["keeper"].state is State.OK
