"""Opening and closing a port, and reading what is waiting."""

from __future__ import annotations

import contextlib
import os
import socket
from types import MappingProxyType
from typing import Final

import serial

from dutyroom.devices.formats.profile import SerialSettings
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_errors import PORT_ERRORS, PortError, Reason, opening_reason
from dutyroom.devices.serial_pacing import Pacing
from dutyroom.devices.usb_identity import ListPorts, find

_MOST_AT_ONCE: Final = 4096
_NETWORK: Final = "socket://"
_REFUSALS: Final[tuple[type[Exception], ...]] = (*PORT_ERRORS, ValueError, TypeError)
_PARITIES: Final = MappingProxyType(
    {
        "none": serial.PARITY_NONE,
        "even": serial.PARITY_EVEN,
        "odd": serial.PARITY_ODD,
        "mark": serial.PARITY_MARK,
        "space": serial.PARITY_SPACE,
    }
)


def open_address(
    address: PortAddress, settings: SerialSettings, pacing: Pacing, list_ports: ListPorts
) -> tuple[str, serial.Serial]:
    """Find a box and open its port.

    Args:
        address: Where it is.
        settings: Speed and framing of its format.
        pacing: Time-outs.
        list_ports: Finds what is plugged in.

    Returns:
        The name under which it was found, and the open port.

    Raises:
        PortError: It cannot be found or opened now.
    """
    name = address.port
    if address.usb:
        try:
            name = find(address.port, address.usb, list_ports())
        except _REFUSALS as error:
            raise PortError(opening_reason(error)) from error
    return name, open_port(name, settings, pacing, address.baud)


def open_port(name: str, settings: SerialSettings, pacing: Pacing, baud: int = 0) -> serial.Serial:
    """Open a port for this program alone.

    Args:
        name: A port name or a pyserial URL.
        settings: Speed and framing.
        pacing: Time-outs.
        baud: Another speed, in bit/s; 0: that of the settings.

    Raises:
        PortError: It cannot be opened now.
    """
    if not name or "\0" in name:
        raise PortError(Reason.BAD_NAME)
    try:
        port = serial.serial_for_url(
            name,
            baudrate=baud or settings.baud,
            bytesize=settings.bits,
            parity=_PARITIES[settings.parity],
            stopbits=settings.stop_bits,
            timeout=pacing.read,
            write_timeout=pacing.write,
            exclusive=True,
        )
    except _REFUSALS as error:
        raise PortError(opening_reason(error)) from error
    if name.startswith(_NETWORK):
        _watch_connection(port)
    return port


def read_waiting(port: serial.Serial) -> bytes:
    """Return what is waiting, or wait for a byte; empty after the time-out.

    Raises:
        OSError: The port is gone; any of `PORT_ERRORS`.
    """
    data = bytearray(port.read(1))
    # A network port says 1 for any number of bytes, so it is asked again.
    while data and len(data) < _MOST_AT_ONCE and (waiting := port.in_waiting):
        data += port.read(min(waiting, _MOST_AT_ONCE))
    return bytes(data)


def close_port(port: serial.Serial) -> None:
    """Close a port that may be gone already."""
    connection = getattr(port, "_socket", None)
    with contextlib.suppress(*PORT_ERRORS):
        port.close()
    if isinstance(connection, socket.socket):
        connection.close()  # pyserial leaves it open when the other side was faster


def _watch_connection(port: serial.Serial) -> None:
    """Let the system notice a box whose cable was pulled: it closes nothing."""
    with contextlib.suppress(*PORT_ERRORS), socket.socket(fileno=os.dup(port.fileno())) as same:
        same.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for option, value in (("TCP_KEEPIDLE", 1), ("TCP_KEEPINTVL", 1), ("TCP_KEEPCNT", 2)):
            if hasattr(socket, option):
                same.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
