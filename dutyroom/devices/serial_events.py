"""What the serial bridge says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from dutyroom.devices.serial_errors import Reason


@dataclass(frozen=True, slots=True)
class Opened:
    """The port is open.

    Attributes:
        port: The name under which it was found, which may not be the configured one.
    """

    port: str


@dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes that the box sent.

    Attributes:
        data: What was waiting.
        mono: Monotonic time of reading, in seconds.
        at: Wall-clock time of reading.
    """

    data: bytes
    mono: float
    at: datetime


@dataclass(frozen=True, slots=True)
class SetUp:
    """The box answered its set-up lines.

    Attributes:
        done: It took what it must take; False: it knows no caller ID.
        detail: The command that switched caller ID on; empty where none did.
    """

    done: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The box gave the sign of life that it was asked for out of turn."""


@dataclass(frozen=True, slots=True)
class Wedged:
    """The port is open, but three questions went unanswered: switch the box off and on.

    `SetUp` follows when it answers again.
    """


@dataclass(frozen=True, slots=True)
class Lost:
    """The port is not there. Said once; tries to open it go on for ever.

    Attributes:
        reason: Why.
        text: A sentence for the officer.
    """

    reason: Reason
    text: str


BridgeEvent: TypeAlias = Opened | Bytes | SetUp | Answered | Wedged | Lost
