"""Listening to a sound device for a moment: does sound come, and how loud?"""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Final, Self

from dutyroom.clock import Clock
from dutyroom.devices.audio_input import Capture, SoundDeviceSource
from dutyroom.devices.levels import LevelMeter, Loudness, Sum
from dutyroom.devices.sound_system import SoundSystem, device_of

SILENT_DBFS: Final = -90.0
"""At and below this nothing is connected: a telephone line is never that quiet."""


class SoundMeter:
    """One channel of a sound device, measured; also a context manager."""

    def __init__(
        self, system: SoundSystem, clock: Clock, device: str, channel: int, rate: int
    ) -> None:
        """Name a device; nothing is opened before `open`.

        Args:
            system: The process's way to PortAudio.
            clock: Times the listening.
            device: As the settings name it.
            channel: The channel that carries the line, from 0.
            rate: Samples a second.
        """
        self._clock = clock
        self._source = SoundDeviceSource(
            Capture(system, device_of(device), rate), clock, channel, rate
        )
        self._meter = LevelMeter(rate)
        self._rate = rate

    def open(self) -> None:
        """Start the flow.

        Raises:
            SoundError: The device cannot be opened.
        """
        self._source.open()

    def readings(self, seconds: float) -> Iterator[Loudness]:
        """Yield what came, a tenth of a second each; waits so long for the first."""
        wait = seconds
        while (block := self._source.take(wait)) is not None:
            wait = 0.0
            if (reading := self._meter.feed(block.pcm)) is not None:
                yield reading

    def measure(self, seconds: float, patience: float) -> Loudness | None:
        """Return how loud the next seconds are; None where no sound comes.

        Args:
            seconds: How much sound to listen to.
            patience: How long to wait for any.
        """
        heard = Sum()
        end = self._clock.monotonic() + patience
        while heard.frames < seconds * self._rate and self._clock.monotonic() < end:
            block = self._source.take(max(0.01, end - self._clock.monotonic()))
            if block is not None:
                heard.add(block.pcm)
        return heard.loudness() if heard.frames else None

    def close(self) -> None:
        """Give the device back."""
        self._source.close()

    def __enter__(self) -> Self:
        """Do nothing: `open` may fail and says why."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the device back."""
        self.close()
