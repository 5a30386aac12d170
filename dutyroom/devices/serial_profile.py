"""What a box needs of its port: speed, set-up lines, a sign of life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Dialogue(Protocol):
    """The set-up lines of a box: sans-IO, one object for each opening."""

    @property
    def done(self) -> bool | None:
        """Whether the box took them; None while that is open."""
        ...

    @property
    def detail(self) -> str:
        """What it said no to, for the log and the doctor; empty if to nothing."""
        ...

    def start(self, now: float) -> bytes:
        """Return the first bytes to send.

        Args:
            now: The monotonic clock, in seconds.
        """
        ...

    def feed(self, data: bytes, now: float) -> bytes:
        """Take what the box sent and return what to send next."""
        ...

    def tick(self, now: float) -> bytes:
        """Let time pass and return what to send next."""
        ...


@dataclass(frozen=True, slots=True)
class PortProfile:
    """How to talk to a box.

    Attributes:
        baud: Speed in bit/s.
        data_bits: 7 or 8.
        parity: `N`, `E` or `O`.
        stop_bits: 1 or 2.
        dialogue: Makes the set-up dialogue; None for a box that needs none.
        keep_alive: What a living box answers with something; empty: nothing.
    """

    baud: int = 9600
    data_bits: int = 8
    parity: str = "N"
    stop_bits: float = 1
    dialogue: Callable[[], Dialogue] | None = None
    keep_alive: bytes = b""
