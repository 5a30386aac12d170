"""Where a box is, as the settings say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PortAddress:
    """Where a box is.

    Attributes:
        port: Port name, `socket://host:port` or another pyserial URL; may be
            empty where `usb` is not.
        usb: `vid:pid` or `vid:pid:serial`; empty: go by the name.
        baud: Speed in bit/s; 0: the format's own.
    """

    port: str
    usb: str = ""
    baud: int = 0

    def __str__(self) -> str:
        """Return what the officer knows it by."""
        return self.port or self.usb
