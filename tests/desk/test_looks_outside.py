"""Looking outside the machine, at real servers on the loopback: each trouble has its own words."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dutyroom.clock import SystemClock
from dutyroom.config import Network, Probes
from dutyroom.desk.looks.outside import host_and_port
from dutyroom.desk.probing import Probing
from dutyroom.devices.probes import names
from dutyroom.standard.probing import Kind, Probe, Reading, State, worded
from tests.desk.probe_kit import bench, programs, read
from tests.servers import Port, TimeServer, closed_port

NAMELESS = "no-such-host.invalid"


class WrongClock(SystemClock):
    """A clock that is so many seconds ahead."""

    def __init__(self, ahead: float) -> None:
        """Be wrong."""
        self._ahead = timedelta(seconds=ahead)

    def now(self) -> datetime:
        """Return the wrong time."""
        return datetime.now(UTC) + self._ahead


@pytest.fixture
def time_server() -> Iterator[TimeServer]:
    """A time server that knows the time."""
    made = TimeServer()
    yield made
    made.close()


def net(*hosts: Network, slow_ms: int = 1000) -> Probes:
    """Settings with hosts of the intranet."""
    return Probes(networks=hosts, slow_ms=slow_ms)


async def test_a_clock_that_agrees_with_the_time_server(
    tmp_path: Path, time_server: TimeServer
) -> None:
    found = await read(bench(tmp_path, probes=Probes(time_server=time_server.name)), Kind.CLOCK)
    assert found.state is State.OK
    assert time_server.asked == 1


@pytest.mark.parametrize(("ahead", "says"), [(600, "10 min fast"), (-600, "10 min slow")])
async def test_a_clock_ten_minutes_wrong_is_a_fault_with_the_difference(
    tmp_path: Path, time_server: TimeServer, ahead: float, says: str
) -> None:
    made = bench(tmp_path, probes=Probes(time_server=time_server.name), clock=WrongClock(ahead))
    found = await read(made, Kind.CLOCK)
    assert found.state is State.FAULTY
    assert says in worded(found.evidence)
    assert found.evidence is not None
    assert found.evidence.values["ahead"] == pytest.approx(ahead, abs=2)


@pytest.mark.parametrize("stratum", [0, 16])
async def test_a_time_server_that_does_not_know_the_time_proves_nothing(
    tmp_path: Path, stratum: int
) -> None:
    server = TimeServer(stratum=stratum, ahead=600)
    try:
        found = await read(bench(tmp_path, probes=Probes(time_server=server.name)), Kind.CLOCK)
    finally:
        server.close()
    assert found.state is State.CANNOT_TELL
    assert "unsynchronised" in worded(found.evidence)


async def test_a_time_server_that_is_silent_absent_or_nameless_proves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dutyroom.desk.looks.outside.HOST_SECONDS", 0.5)
    silent = TimeServer(silent=True)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        absent = f"127.0.0.1:{taken.getsockname()[1]}"
    try:
        for server in (silent.name, absent, NAMELESS):
            found = await read(bench(tmp_path, probes=Probes(time_server=server)), Kind.CLOCK)
            assert found.state is State.CANNOT_TELL, server
            assert server in worded(found.evidence)
            assert found.seconds < 5
    finally:
        silent.close()


async def test_a_host_that_accepts_refuses_or_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dutyroom.desk.looks.outside.HOST_SECONDS", 0.6)
    there, full = Port(), Port(full=True)
    wanted = {
        there.number: (State.OK, "answers in"),
        closed_port(): (State.FAULTY, "refuses"),
        full.number: (State.FAULTY, "gives no answer within 0.6 s"),
    }
    try:
        for port, (state, says) in wanted.items():
            made = bench(tmp_path, probes=net(Network("intranet", "127.0.0.1", port)))
            found = await read(made, Kind.NETWORK, "intranet")
            assert found.state is state
            assert says in worded(found.evidence)
    finally:
        there.close()
        full.close()


async def test_a_host_is_slow_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = Port()

    async def late(address: str, port: int) -> float:
        begun = time.monotonic()
        await asyncio.sleep(0.2)
        _reader, writer = await asyncio.open_connection(address, port)
        writer.close()
        return (time.monotonic() - begun) * 1000

    monkeypatch.setattr("dutyroom.devices.probes.hosts.connect", late)
    try:
        probes = net(Network("intranet", "127.0.0.1", there.number), slow_ms=100)
        found = await read(bench(tmp_path, probes=probes), Kind.NETWORK, "intranet")
    finally:
        there.close()
    assert found.state is State.FAULTY
    assert "slowly" in worded(found.evidence)


async def test_a_name_that_nobody_knows_is_told_apart(tmp_path: Path) -> None:
    for host in (NAMELESS, "-oProxy", "a" * 300, ""):
        made = bench(tmp_path, probes=net(Network("internet", host, 443)))
        found = await read(made, Kind.NETWORK, "internet")
        assert found.state is State.FAULTY
        assert "name" in worded(found.evidence).lower()


async def test_a_host_of_which_one_address_is_dead_is_reached_at_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Port()

    async def two(host: str) -> list[str]:
        return ["127.0.0.77", "127.0.0.1"]

    monkeypatch.setattr("dutyroom.devices.probes.names.addresses", two)
    try:
        made = bench(tmp_path, probes=net(Network("intranet", "two.example", there.number)))
        found = await read(made, Kind.NETWORK, "intranet")
    finally:
        there.close()
    assert found.state is State.OK


async def test_a_name_server_that_does_not_answer_is_told_apart_from_an_unknown_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = (
        "import socket\ndef dead(*_words, **_named): raise socket.gaierror(socket.EAI_AGAIN, 'x')"
    )
    asked = f"{dead}\nsocket.getaddrinfo = dead\n{names._ASK}"
    monkeypatch.setattr("dutyroom.devices.probes.names._ASK", asked)
    made = bench(tmp_path, probes=net(Network("internet", "example.org", 443)))
    found = await read(made, Kind.NETWORK, "internet")
    assert "No name server answers" in worded(found.evidence)


async def test_a_resolver_that_hangs_is_ended_and_holds_up_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "pid"
    hangs = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    monkeypatch.setattr("dutyroom.devices.probes.names._ASK", hangs)
    monkeypatch.setattr("dutyroom.desk.looks.outside.NAME_SECONDS", 0.7)
    made = bench(tmp_path, probes=net(Network("internet", "example.org", 443)))
    found = await read(made, Kind.NETWORK, "internet")
    assert found.state is State.FAULTY
    assert "No name server answers" in worded(found.evidence)
    assert found.seconds < 2
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


async def test_the_loopback_answers_a_ping_or_the_system_forbids_it(tmp_path: Path) -> None:
    made = bench(tmp_path, probes=net(Network("intranet", "127.0.0.1")))
    found = await read(made, Kind.NETWORK, "intranet")
    forbidden = found.state is State.CANNOT_TELL and "ping" in worded(found.evidence)
    assert found.state is State.OK or forbidden


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ntp.example", ("ntp.example", 123)),
        ("ntp.example:1123", ("ntp.example", 1123)),
        ("10.0.0.1:5", ("10.0.0.1", 5)),
        ("fe80::1", ("fe80::1", 123)),
        ("[fe80::1]", ("fe80::1", 123)),
        ("[fe80::1]:99", ("fe80::1", 99)),
    ],
)
def test_a_port_may_stand_behind_a_host(text: str, expected: tuple[str, int]) -> None:
    assert host_and_port(text, 123) == expected


async def test_cancelling_ends_the_programs_that_were_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = f"open({str(tmp_path)!r} + '/' + str(__import__('os').getpid()) + '.pid', 'w')"
    programs(
        tmp_path / "bin", upsc=f"{note}\ntime.sleep(60)", lp="", lpstat=f"{note}\ntime.sleep(60)"
    )
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    full = Port(full=True)
    silent = TimeServer(silent=True)
    probes = Probes(
        ups="u",
        time_server=silent.name,
        networks=(Network("intranet", "127.0.0.1", full.number),),
    )
    wanted = [
        Probe(Kind.UPS),
        Probe(Kind.PRINTER),
        Probe(Kind.CLOCK),
        Probe(Kind.NETWORK, "intranet"),
    ]
    run = Probing(bench(tmp_path, probes=probes), wanted)
    readings: list[Reading] = []

    async def collect() -> None:
        readings.extend([each async for each in run.readings()])

    task = asyncio.create_task(collect())
    try:
        while len(list(tmp_path.glob("*.pid"))) < 2 or not silent.asked:
            await asyncio.sleep(0.02)
        begun = time.monotonic()
        run.cancel()
        await task
        assert time.monotonic() - begun < 1.0
    finally:
        full.close()
        silent.close()
    assert {each.state for each in readings[4:]} == {State.CANCELLED}
    assert asyncio.all_tasks() == {asyncio.current_task()}
    for path in tmp_path.glob("*.pid"):
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.stem), 0)


def test_the_keeper_carries_none_of_this() -> None:
    code = "import sys, dutyroom.line.keeper; print(*({'ntplib', 'icmplib'} & {*sys.modules}), '.')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["."]
