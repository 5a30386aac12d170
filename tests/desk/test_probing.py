"""The run of the self-check: side by side, each within its limit, cancelled at once."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from dutyroom.channel.messages import Answer
from dutyroom.config import Line, Network, Probes, Settings
from dutyroom.desk.looks.bench import Bench, Look, apart
from dutyroom.desk.looks.table import LOOKS
from dutyroom.desk.probing import Probing, probes_of
from dutyroom.standard.probing import Kind, Probe, Reading, Said, State, Verdict, worded
from tests.desk.probe_kit import bench, read

GOOD = Verdict(State.OK, Said("good"))


def looks(**named: Look) -> Mapping[Kind, Look]:
    """Looks by the names of their kinds."""
    return {Kind(name): look for name, look in named.items()}


async def good(_bench: Bench, _probe: Probe) -> Verdict:
    """Find all well."""
    return GOOD


async def endless(_bench: Bench, _probe: Probe) -> Verdict:
    """Never answer."""
    await asyncio.sleep(3600)
    return GOOD


async def broken(_bench: Bench, _probe: Probe) -> Verdict:
    """Fail in a way nobody thought of."""
    raise LookupError("what")


def final(readings: list[Reading]) -> dict[str, Reading]:
    """The answers by probe."""
    return {each.probe: each for each in readings if each.state is not State.RUNNING}


async def test_one_that_hangs_and_one_that_breaks_hold_up_no_other(tmp_path: Path) -> None:
    probes = [Probe(Kind.DISK), Probe(Kind.CLOCK, seconds=0.3), Probe(Kind.BACKUP)]
    run = Probing(bench(tmp_path), probes, looks(disk=good, clock=endless, backup=broken))
    begun = time.monotonic()
    came: list[tuple[str, float]] = []
    readings: list[Reading] = []
    async for each in run.readings():
        readings.append(each)
        came.append((each.probe, time.monotonic() - begun))
    assert [each.state for each in readings[:3]] == [State.RUNNING] * 3
    found = final(readings)
    assert found["disk"].state is State.OK
    assert found["clock"].state is State.CANNOT_TELL
    assert "0 s" in worded(found["clock"].evidence)
    assert found["backup"].state is State.CANNOT_TELL
    assert "what" in worded(found["backup"].evidence)
    assert came[-1][0] == "clock"
    assert all(at < 0.25 for name, at in came[:-1]), came
    assert came[-1][1] < 1.0


async def test_a_keeper_that_hangs_is_a_fault_and_not_in_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(command: str, line: str = "", **values: str) -> Answer:
        await asyncio.sleep(60)
        raise AssertionError((command, line, values))

    monkeypatch.setattr("dutyroom.desk.looks.keeper.SECONDS", 0.05)
    found = await read(replace(bench(tmp_path), ask_keeper=hangs), Kind.KEEPER)
    assert found.state is State.FAULTY


async def test_no_probe_is_given_more_than_ten_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dutyroom.desk.probing.LONGEST", 0.1)
    run = Probing(bench(tmp_path), [Probe(Kind.CLOCK, seconds=3600)], looks(clock=endless))
    found = final([each async for each in run.readings()])
    assert found["clock"].state is State.CANNOT_TELL


async def test_cancelling_answers_for_what_still_runs_and_keeps_what_is_known(
    tmp_path: Path,
) -> None:
    probes = [Probe(Kind.DISK), Probe(Kind.CLOCK), Probe(Kind.NETWORK, "intranet")]
    run = Probing(bench(tmp_path), probes, looks(disk=good, clock=endless, network=endless))
    readings: list[Reading] = []
    begun = time.monotonic()
    async for each in run.readings():
        readings.append(each)
        if each.state is State.OK:
            run.cancel()
    assert {name: each.state for name, each in final(readings).items()} == {
        "disk": State.OK,
        "clock": State.CANCELLED,
        "network:intranet": State.CANCELLED,
    }
    assert time.monotonic() - begun < 1.0
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_reader_that_leaves_leaves_nothing_running(tmp_path: Path) -> None:
    run = Probing(bench(tmp_path), [Probe(Kind.CLOCK)], looks(clock=endless))
    readings = run.readings()
    await anext(readings)
    waiting = asyncio.ensure_future(anext(readings))
    await asyncio.sleep(0.05)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_run_that_was_cancelled_before_it_began_answers_all_the_same(
    tmp_path: Path,
) -> None:
    run = Probing(bench(tmp_path), [Probe(Kind.CLOCK)], looks(clock=endless))
    run.cancel()
    assert final([each async for each in run.readings()])["clock"].state is State.CANCELLED


async def test_the_event_loop_goes_on_while_a_disk_makes_a_look_wait(tmp_path: Path) -> None:
    released = threading.Event()
    wanted = threading.Event()

    async def slow(_bench: Bench, _probe: Probe) -> Verdict:
        def wait(unwanted: threading.Event) -> Verdict:
            wanted.set()
            while not (released.wait(0.01) or unwanted.is_set()):
                pass
            return GOOD

        return await apart(wait)

    run = Probing(bench(tmp_path), [Probe(Kind.DISK, seconds=0.4)], looks(disk=slow))
    beats = 0
    found: list[Reading] = []

    async def collect() -> None:
        found.extend([each async for each in run.readings()])

    task = asyncio.create_task(collect())
    while not task.done():
        await asyncio.sleep(0.01)
        beats += 1
    assert wanted.is_set()
    assert beats > 20
    assert found[-1].state is State.CANNOT_TELL
    for _ in range(100):
        if not any(thread.name == "look" for thread in threading.enumerate()):
            break
        await asyncio.sleep(0.02)
    assert not any(thread.name == "look" for thread in threading.enumerate())


def test_a_desk_has_a_probe_for_everything_that_it_has() -> None:
    settings = Settings(
        lines=(Line(name="1", audio="default"), Line(name="2")),
        probes=Probes(
            networks=(Network("intranet", "a"), Network("intranet", "b"), Network("internet", "c")),
            ups="ups",
        ),
    )
    keys = [probe.key for probe in probes_of(settings)]
    assert len(keys) == len(set(keys))
    assert {"last_ring:1", "last_ring:2", "last_recording:1", "ups", "disk"} <= set(keys)
    assert "last_recording:2" not in keys
    assert [key for key in keys if key.startswith("network")] == [
        "network:intranet",
        "network:extranet",  # nobody has named a host there, and the answer says so
        "network:internet",
    ]
    assert {probe.kind for probe in probes_of(settings)} <= LOOKS.keys()
    assert all(probe.seconds <= 10 for probe in probes_of(settings))


async def test_what_is_not_set_up_cannot_tell_and_says_what_to_do(tmp_path: Path) -> None:
    """The keeper is not asked: without one, too, the answer names what is missing."""
    bare = bench(tmp_path, Line(name="1"))
    keys = {probe.key for probe in probes_of(bare.settings)}
    assert {"sound:1", "caller_id:1", "network:extranet"} <= keys
    assert {"sound", "caller_id"} <= {probe.key for probe in probes_of(Settings())}
    for kind, subject, why, what in (
        (Kind.SOUND, "1", "no sound device", "dutyroom setup"),
        (Kind.CALLER_ID, "1", "no caller-ID box", "dutyroom setup"),
        (Kind.SOUND, "", "No line has been set up", "dutyroom setup"),
        (Kind.NETWORK, "extranet", "no host", 'name = "extranet"'),
    ):
        found = await read(bare, kind, subject)
        assert found.state is State.CANNOT_TELL
        assert why in worded(found.evidence)
        assert what in worded(found.advice)
    whole = bench(tmp_path, Line(name="1", port="p", audio="a"))
    for kind in (Kind.SOUND, Kind.CALLER_ID):  # these the keeper answers, which does not run
        assert "keeper" in worded((await read(whole, kind, "1")).evidence)
