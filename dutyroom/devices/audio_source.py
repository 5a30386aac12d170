"""What the recorder asks of anything that sound comes from."""

from __future__ import annotations

from typing import Protocol

from dutyroom.devices.sound_queue import Block


class SoundError(Exception):
    """Sound cannot be had; the message is a sentence for the user."""


class NoInputError(SoundError):
    """The device that the line's sound comes from cannot be opened."""


class NoOutputError(SoundError):
    """There is no device to play sound on."""


class AudioSource(Protocol):
    """Where a line's sound comes from: a sound device, or a simulation.

    `open` and `close` may take long and are called by one thread at a time;
    `take` is called by the recorder's thread; the properties by any.
    """

    @property
    def name(self) -> str:
        """What the user knows it by."""
        ...

    @property
    def rate(self) -> int:
        """Samples a second that `take` delivers, mono."""
        ...

    @property
    def frames_lost(self) -> int:
        """Frames dropped since the start because the queue was full."""
        ...

    @property
    def last_block_at(self) -> float | None:
        """Monotonic time, in seconds, of the newest block; None before the first."""
        ...

    @property
    def ended(self) -> bool:
        """Whether the driver said that it stopped. Many never say so."""
        ...

    def open(self) -> None:
        """Start the flow of blocks.

        Raises:
            SoundError: There is no such source now; a later try may succeed.
        """
        ...

    def close(self) -> None:
        """Stop the flow; does nothing when it is closed already."""
        ...

    def take(self, timeout: float) -> Block | None:
        """Return the next block of the line's sound, or None after the seconds."""
        ...
