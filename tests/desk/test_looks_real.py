"""What the self-check makes of servers that others wrote: NUT's and chrony's, on the loopback."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from dutyroom.config import Probes
from dutyroom.standard.probing import Kind, State, worded
from tests.desk.probe_kit import bench, read
from tests.desk.test_looks_outside import WrongClock

pytestmark = pytest.mark.slow

_DRIVER: Final = Path("/lib/nut/dummy-ups")
_SERVER: Final = Path("/lib/nut/upsd")
_WAIT: Final = 15.0


def free_port(kind: socket.SocketKind) -> int:
    """Return a port of the loopback that nobody has."""
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class PowerSupply:
    """NUT's own server and its driver of a power supply that is a file."""

    def __init__(self, folder: Path) -> None:
        """Lay it out and start it."""
        self._folder = folder
        self.port = free_port(socket.SOCK_STREAM)
        self.name = f"desk@127.0.0.1:{self.port}"
        self._told = folder / "desk.dev"
        self.tells("OL", 97)
        (folder / "ups.conf").write_text(
            f"[desk]\ndriver = dummy-ups\nport = {self._told}\nmode = dummy-once\n"
        )
        (folder / "upsd.conf").write_text(f"LISTEN 127.0.0.1 {self.port}\n")
        (folder / "upsd.users").write_text("")
        self._env = {
            "NUT_CONFPATH": str(folder), "NUT_STATEPATH": str(folder), "NUT_PIDPATH": str(folder),
            "NUT_ALTPIDPATH": str(folder), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        }  # fmt: skip
        self._driver = self._start(_DRIVER, "-a", "desk")
        self._server = self._start(_SERVER)

    def tells(self, status: str, charge: int) -> None:
        """Have the driver tell something else, as soon as it looks again."""
        self._told.write_text(f"ups.status: {status}\nbattery.charge: {charge}\n")

    def lose_driver(self) -> None:
        """End the driver, as when its cable is pulled."""
        self._driver.kill()
        self._driver.wait()

    def close(self) -> None:
        """End both."""
        for each in (self._server, self._driver):
            each.kill()
            each.wait()

    def _start(self, program: Path, *words: str) -> subprocess.Popen[bytes]:
        silent = subprocess.DEVNULL
        account = ("-u", "root") if os.geteuid() == 0 else ()
        # Debugged, it stays in the foreground, so that it can be ended.
        return subprocess.Popen(
            [str(program), "-D", *account, *words], env=self._env, stdout=silent, stderr=silent
        )


@pytest.fixture
def supply(tmp_path: Path) -> Iterator[PowerSupply]:
    """NUT with one power supply; skipped where it is not installed."""
    if not (_DRIVER.exists() and _SERVER.exists() and shutil.which("upsc")):
        pytest.skip("not installed: nut-server, nut-client")
    made = PowerSupply(tmp_path)
    yield made
    made.close()


async def until(home: Path, probes: Probes, kind: Kind, state: State, says: str) -> None:
    """Look until a probe says something; servers take a moment to know what has changed."""
    end = time.monotonic() + _WAIT
    while True:
        found = await read(bench(home, probes=probes), kind)
        if (found.state, says in worded(found.evidence)) == (state, True):
            return
        assert time.monotonic() < end, found
        await asyncio.sleep(0.2)


async def test_what_a_real_nut_tells_has_words_of_its_own(
    tmp_path: Path, supply: PowerSupply
) -> None:
    probes = Probes(ups=supply.name)
    await until(tmp_path, probes, Kind.UPS, State.OK, "charge 97 %")
    supply.tells("OB DISCHRG", 61)
    await until(tmp_path, probes, Kind.UPS, State.FAULTY, "no mains: it runs on its battery")
    supply.tells("OL BYPASS", 100)
    await until(tmp_path, probes, Kind.UPS, State.FAULTY, "bypassed")
    other = Probes(ups=f"other@127.0.0.1:{supply.port}")
    await until(tmp_path, other, Kind.UPS, State.CANNOT_TELL, "NUT knows no other@")
    supply.lose_driver()
    await until(tmp_path, probes, Kind.UPS, State.CANNOT_TELL, "NUT has lost desk@")
    supply.close()
    await until(tmp_path, probes, Kind.UPS, State.CANNOT_TELL, "does not answer")


@pytest.fixture
def time_port(tmp_path: Path) -> Iterator[int]:
    """A chrony that serves the time of this machine and never sets it (-x), by its port."""
    chronyd = shutil.which("chronyd") or shutil.which("chronyd", path="/usr/sbin:/sbin")
    if chronyd is None:
        pytest.skip("not installed: chrony")
    port = free_port(socket.SOCK_DGRAM)
    given = ("local stratum 8", "allow 127.0.0.1", f"port {port}", "cmdport 0",
             "bindaddress 127.0.0.1", f"pidfile {tmp_path}/pid")  # fmt: skip
    server = subprocess.Popen(
        [chronyd, "-d", "-x", *given], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    yield port
    server.kill()
    server.wait()


async def test_a_real_time_server_is_believed(tmp_path: Path, time_port: int) -> None:
    probes = Probes(time_server=f"127.0.0.1:{time_port}")
    await until(tmp_path, probes, Kind.CLOCK, State.OK, "agrees")
    wrong = bench(tmp_path, probes=probes, clock=WrongClock(600))
    found = await read(wrong, Kind.CLOCK)
    assert (found.state, "10 min fast" in worded(found.evidence)) == (State.FAULTY, True)
