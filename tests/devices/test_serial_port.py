"""The serial bridge on real pseudo-terminals and sockets."""

from __future__ import annotations

import contextlib
import errno
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import serial
from serial.urlhandler import protocol_loop

from dutyroom.clock import SystemClock
from dutyroom.devices.formats.profile import PROFILES, SerialSettings
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_errors import PortError, Reason, opening_reason
from dutyroom.devices.serial_events import Bytes, Lost, Opened
from dutyroom.devices.serial_opening import open_port
from dutyroom.devices.serial_pacing import Pacing
from dutyroom.devices.serial_port import SerialBridge
from dutyroom.devices.usb_identity import ListPorts, PortInfo, UsbIdentity
from tests.devices.serial_boxes import Listener, NetworkBox, PtyBox, wait_until

Start = Callable[..., tuple[SerialBridge, Listener]]
ADAPTER = UsbIdentity(0x1A86, 0x7523, "A1")


@pytest.fixture
def start() -> Iterator[Start]:
    """Start bridges that are closed when the test is over."""
    bridges: list[SerialBridge] = []

    def begin(
        port: str, usb: str = "", list_ports: ListPorts = list
    ) -> tuple[SerialBridge, Listener]:
        listener = Listener()
        bridge = SerialBridge(
            PortAddress(port, usb),
            PROFILES["whozz"],
            SystemClock(),
            listener,
            list_ports=list_ports,
        )
        bridges.append(bridge)
        bridge.start()
        return bridge, listener

    yield begin
    for bridge in bridges:
        bridge.close()


@pytest.fixture
def box(tmp_path: Path) -> Iterator[PtyBox]:
    """Plug a box in at a pseudo-terminal."""
    made = PtyBox(tmp_path / "ttyUSB0")
    yield made
    with contextlib.suppress(OSError):
        made.unplug()


def test_bytes_come_as_they_were_sent_with_both_times(start: Start, box: PtyBox) -> None:
    """Nothing is changed on the way, control bytes included."""
    _, heard = start(str(box.name))
    wait_until(lambda: bool(heard.of(Opened)))
    before = time.monotonic()
    box.send(bytes(range(256)) * 8)
    wait_until(lambda: len(heard.data()) == 2048)
    assert heard.data() == bytes(range(256)) * 8
    first = heard.of(Bytes)[0]
    assert before <= first.mono <= time.monotonic()
    assert first.at.tzinfo is not None


@pytest.mark.timed
def test_a_byte_reaches_the_callback_within_milliseconds(start: Start, box: PtyBox) -> None:
    """A byte is not held back until a time-out."""
    _, heard = start(str(box.name))
    wait_until(lambda: bool(heard.of(Opened)))
    waits = []
    for count in range(1, 31):
        sent = time.monotonic()
        box.send(b"R")
        wait_until(lambda count=count: len(heard.data()) == count)  # type: ignore[misc]  # bound
        waits.append(heard.last_at() - sent)
    assert statistics.median(waits) < 0.005


@pytest.mark.timed
def test_loss_is_noticed_within_two_seconds_and_mended_within_five(
    start: Start, box: PtyBox
) -> None:
    """A box pulled out is said to be lost, and read again when it is back."""
    _, heard = start(str(box.name))
    wait_until(lambda: bool(heard.of(Opened)))
    box.unplug()
    wait_until(lambda: bool(heard.of(Lost)), seconds=2)
    assert heard.of(Lost)[0].reason is Reason.GONE
    wait_until(lambda: len(heard.of(Lost)) == 2, seconds=2)
    assert heard.of(Lost)[1].reason is Reason.ABSENT
    box.plug_in()
    wait_until(lambda: len(heard.of(Opened)) == 2, seconds=5)
    box.send(b"RING\r\n")
    wait_until(lambda: heard.data() == b"RING\r\n")


def test_a_loss_is_said_once_however_long_it_lasts(start: Start, tmp_path: Path) -> None:
    """The officer hears of a loss, not of each new try."""
    bridge, heard = start(str(tmp_path / "none"))
    wait_until(lambda: bool(heard.of(Lost)))
    time.sleep(1.2)  # several tries
    assert [event.reason for event in heard.of(Lost)] == [Reason.ABSENT]
    assert str(tmp_path / "none") in heard.of(Lost)[0].text
    assert bridge.running


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", Reason.BAD_NAME),
        ("/dev/\0tty", Reason.BAD_NAME),
        ("nonsense://box", Reason.BAD_NAME),
        ("socket://127.0.0.1", Reason.BAD_NAME),
        ("socket://127.0.0.1:99999", Reason.BAD_NAME),
        ("/dev/null", Reason.NOT_A_PORT),
        ("/dev", Reason.NOT_A_PORT),
        ("/etc/hostname/x", Reason.ABSENT),
    ],
)
def test_a_wrong_name_is_a_reason_and_never_an_end(start: Start, name: str, reason: Reason) -> None:
    """Whatever stands in the settings, the bridge says why and tries on."""
    bridge, heard = start(name)
    wait_until(lambda: bool(heard.of(Lost)))
    assert heard.of(Lost)[0].reason is reason
    assert bridge.running


def test_a_speed_that_a_port_refuses_is_no_wrong_name() -> None:
    """`pyserial` raises it in words alone, beside the system's "invalid argument"."""
    refused = ValueError("Failed to set custom baud rate (7): [Errno 22] Invalid argument")
    refused.__context__ = OSError(errno.EINVAL, "Invalid argument")
    assert opening_reason(refused) is Reason.BAD_SPEED
    with pytest.raises(PortError, match="bad_speed"):
        open_port("loop://", SerialSettings(), Pacing(), baud=-5)


@pytest.mark.timed
def test_a_port_in_use_is_named_and_taken_when_it_is_free(start: Start, box: PtyBox) -> None:
    """Two programs never read one box."""
    other = open_port(str(box.name), SerialSettings(), Pacing())
    _, heard = start(str(box.name))
    wait_until(lambda: bool(heard.of(Lost)))
    assert heard.of(Lost)[0].reason is Reason.IN_USE
    other.close()
    wait_until(lambda: bool(heard.of(Opened)), seconds=5)


@pytest.mark.timed
def test_a_network_box_that_hangs_up_is_called_again(start: Start) -> None:
    """A box on the network goes the same way as one on a port."""
    box = NetworkBox()
    _, heard = start(box.url)
    box.accept()
    line = b"CID: *DATE*05042011*TIME*2149*LINE*VOIP*NMBR*4075551212*MESG*NONE*NAME*John*\n"
    wait_until(lambda: bool(heard.of(Opened)))
    box.send(line)
    wait_until(lambda: heard.data() == line)
    box.hang_up()
    wait_until(lambda: bool(heard.of(Lost)), seconds=2)
    box.accept()
    wait_until(lambda: len(heard.of(Opened)) == 2)
    box.send(line)
    wait_until(lambda: heard.data() == line * 2)
    box.close()


def test_a_network_box_that_refuses_is_tried_again(start: Start) -> None:
    """A network box that is not up yet is waited for."""
    box = NetworkBox()
    port, url = box.port, box.url
    box.close()
    _, heard = start(url)
    wait_until(lambda: bool(heard.of(Lost)))
    assert heard.of(Lost)[0].reason is Reason.REFUSED
    box = NetworkBox(port)
    wait_until(lambda: bool(heard.of(Opened)))
    box.accept()
    box.close()


@pytest.mark.timed
def test_a_box_is_found_under_another_name_by_its_usb_identity(
    start: Start, box: PtyBox, tmp_path: Path
) -> None:
    """The port name may change with every plugging in."""
    plugged = [PortInfo(str(box.name), "CH340", ADAPTER)]

    def list_ports() -> Sequence[PortInfo]:
        return plugged

    _, heard = start("/dev/ttyUSB7", str(ADAPTER), list_ports)
    wait_until(lambda: bool(heard.of(Opened)))
    assert heard.of(Opened)[0].port == str(box.name)
    plugged.clear()
    box.unplug()
    wait_until(lambda: [each.reason for each in heard.of(Lost)] == [Reason.GONE, Reason.ABSENT])
    box.name = tmp_path / "ttyUSB1"
    box.plug_in()
    plugged.append(PortInfo(str(box.name), "CH340", ADAPTER))
    wait_until(lambda: len(heard.of(Opened)) == 2, seconds=5)
    assert heard.of(Opened)[1].port == str(box.name)


def test_a_pair_of_ports_made_by_socat(start: Start, tmp_path: Path) -> None:
    """Another program's pseudo-terminal behaves as a port does."""
    near, far = tmp_path / "near", tmp_path / "far"
    command = ["socat", f"pty,raw,echo=0,link={near}", f"pty,raw,echo=0,link={far}"]
    with subprocess.Popen(command) as socat:
        wait_until(lambda: near.exists() and far.exists())
        _, heard = start(str(near))
        wait_until(lambda: bool(heard.of(Opened)))
        handle = os.open(far, os.O_RDWR | os.O_NOCTTY)
        os.write(handle, b"01 R     11/07 07:43:52\r\n")
        wait_until(lambda: heard.data() == b"01 R     11/07 07:43:52\r\n")
        os.close(handle)
        socat.terminate()
        wait_until(lambda: bool(heard.of(Lost)), seconds=2)


class DyingPort(protocol_loop.Serial):
    """Dies between a byte and the question how many more wait, as measured of ports."""

    @property
    def in_waiting(self) -> int:
        """Raise what the system raises then, which is no exception of pyserial's."""
        raise OSError(errno.EIO, "Input/output error")


def test_a_port_that_dies_in_the_middle_of_reading_is_lost(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(_name: str, *, timeout: float, **_settings: object) -> DyingPort:
        port = DyingPort("loop://", timeout=timeout)
        port.write(b"R")
        return port

    monkeypatch.setattr(serial, "serial_for_url", dying)
    bridge, heard = start("loop://")
    wait_until(lambda: bool(heard.of(Lost)))
    assert heard.of(Lost)[0].reason is Reason.GONE
    assert bridge.running


@pytest.mark.parametrize("name", ["pty", "socket", "loop://", "/dev/none"])
@pytest.mark.timed
def test_closing_ends_the_thread_within_a_second(start: Start, box: PtyBox, name: str) -> None:
    """In whatever state it is, the bridge ends at once."""
    network = NetworkBox()
    target = {"pty": str(box.name), "socket": network.url}.get(name, name)
    bridge, heard = start(target)
    wait_until(lambda: bool(heard.all()))
    begun = time.monotonic()
    bridge.close()
    assert time.monotonic() - begun < 1.0
    assert not bridge.running
    network.close()


def test_nothing_is_said_after_close(start: Start, box: PtyBox) -> None:
    """Closing is no loss."""
    bridge, heard = start(str(box.name))
    wait_until(lambda: bool(heard.of(Opened)))
    bridge.close()
    before = heard.all()
    assert heard.all() == before
    assert not any(isinstance(event, Lost) for event in before)


def test_a_bridge_that_never_ran_can_be_closed() -> None:
    """Closing is always allowed."""
    SerialBridge(PortAddress("loop://"), PROFILES["whozz"], SystemClock(), Listener()).close()
