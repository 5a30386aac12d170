"""Which device is which, whatever port name it was given this time.

A USB adapter gets the next free name whenever it is plugged in, so a box is
known by vendor, product and serial number where there are any.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from serial.tools import list_ports

from dutyroom.devices.serial_errors import PortError, Reason

_IDENTITY: Final = re.compile(r"([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})(?::(.+))?")


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """What a USB device says of itself.

    Attributes:
        vendor: Vendor number.
        product: Product number.
        serial: Serial number; None where the device has none or any will do.
    """

    vendor: int
    product: int
    serial: str | None = None

    @classmethod
    def parse(cls, text: str) -> UsbIdentity:
        """Read `vid:pid` or `vid:pid:serial`, the numbers in hex.

        Raises:
            ValueError: The text is neither.
        """
        match = _IDENTITY.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"not vid:pid or vid:pid:serial: {text!r}")
        return cls(int(match[1], 16), int(match[2], 16), match[3])

    def __str__(self) -> str:
        """Return it as `parse` reads it."""
        text = f"{self.vendor:04x}:{self.product:04x}"
        return text if self.serial is None else f"{text}:{self.serial}"

    def fits(self, other: UsbIdentity | None) -> bool:
        """Say whether a device that is plugged in may be this one."""
        return (
            other is not None
            and (self.vendor, self.product) == (other.vendor, other.product)
            and self.serial in (None, other.serial)
        )


@dataclass(frozen=True, slots=True)
class PortInfo:
    """A serial port of this machine.

    Attributes:
        device: Its name, as the settings take it.
        description: What the system calls it; untrusted, a device says it.
        usb: What its USB device says of itself, where it is one.
    """

    device: str
    description: str
    usb: UsbIdentity | None = None


ListPorts: TypeAlias = Callable[[], Sequence[PortInfo]]
"""Finds the ports of the machine; tests hand in their own."""


def ports() -> list[PortInfo]:
    """Return the serial ports of this machine, by name."""
    found = []
    for each in list_ports.comports():
        usb = None
        if each.vid is not None and each.pid is not None:
            usb = UsbIdentity(each.vid, each.pid, each.serial_number or None)
        found.append(PortInfo(each.device, each.description or each.device, usb))
    return sorted(found, key=lambda port: port.device)


def find(port: str, usb: str, plugged: Sequence[PortInfo]) -> str:
    """Return the name under which a device is to be opened now.

    Where several devices cannot be told apart, the one at the configured name
    is taken; a guess between the others could log one line's calls as another's.

    Args:
        port: The configured name; may be empty where `usb` is not.
        usb: `vid:pid` or `vid:pid:serial`; empty: go by the name alone.
        plugged: What is plugged in.

    Raises:
        PortError: It is not plugged in, or not to be told from others.
        ValueError: `usb` is not an identity.
    """
    if not usb:
        return port
    wanted = UsbIdentity.parse(usb)
    fitting = [each.device for each in plugged if wanted.fits(each.usb)]
    if port in fitting:
        return port
    if not fitting:
        raise PortError(Reason.ABSENT)
    if len(fitting) > 1:
        raise PortError(Reason.AMBIGUOUS)
    return fitting[0]
