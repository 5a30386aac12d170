"""What is used of PortAudio's devices and streams; sounddevice has no annotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Stream(Protocol):
    """What is used of a PortAudio stream."""

    samplerate: float

    def start(self) -> None:
        """Start the flow."""

    def stop(self) -> None:
        """Stop when everything was played."""

    def abort(self) -> None:
        """Stop at once."""

    def close(self) -> None:
        """Give the device back."""

    def write(self, data: bytes) -> bool:
        """Play, and wait until there is room for more."""
        ...


class Flags(Protocol):
    """What PortAudio says along with a block."""

    input_overflow: bool


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """One device as the system lists it.

    Attributes:
        number: PortAudio's number; changes when devices come and go.
        name: Its name.
        inputs: How many channels it records.
        outputs: How many channels it plays.
        rate: Its own samples a second.
        default_input: Whether the system records from it by default.
        default_output: Whether the system plays on it by default.
    """

    number: int
    name: str
    inputs: int
    outputs: int
    rate: int
    default_input: bool
    default_output: bool
