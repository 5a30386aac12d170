"""The line's sound and the proof of its recorder: the real keeper, through real PortAudio."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import time
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from dutyroom.channel.messages import Answer
from dutyroom.config import Network, Probes
from dutyroom.desk.looks.bench import AskKeeper
from dutyroom.desk.looks.keeper import verdict_of
from dutyroom.desk.probing import Probing
from dutyroom.devices import signals
from dutyroom.standard.probing import Kind, State, worded
from tests.e2e.keeper_desk import KeeperDesk, until
from tests.e2e.probe_bench import bench_of, read, settled
from tests.e2e.test_keeper_sound import finished
from tests.servers import Port, TimeServer
from tests.sound_server import SoundServer, require_sound_server

pytestmark = [pytest.mark.device, pytest.mark.timeout(120)]


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


@pytest.mark.slow
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


@pytest.mark.slow
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
            since_the_ring = time.monotonic() - rung
            loud.lay_down()
            await settled(lambda: finished(loud), "the recording")
        (row,) = finished(loud)
        assert row.gaps == ()
        assert row.seconds is not None
        assert row.seconds > since_the_ring + 0.5  # the pre-roll reaches into the proof
        content = (loud.places.recordings / row.path).read_bytes()
        assert row.sha256 == hashlib.sha256(content).hexdigest()
        assert list((loud.places.data / "proofs").iterdir()) == []


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
