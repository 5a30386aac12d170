"""Playing 16-bit mono on a sound device, at whatever rate the device takes."""

from __future__ import annotations

from typing import Any

from dutyroom.devices.pcm import SAMPLE_BYTES, audioop
from dutyroom.devices.sound_system import Device, SoundSystem


class Output:
    """An open output; `write` waits, so it sets the pace."""

    def __init__(self, system: SoundSystem, device: Device, rate: int) -> None:
        """Open a device.

        Args:
            system: The process's way to PortAudio.
            device: What to play on.
            rate: Samples a second of what will be written.

        Raises:
            NoOutputError: There is no such device.
            SoundError: PortAudio is missing.
        """
        self._system = system
        self._device = device
        self._rate = rate
        self._stream = system.open_output(device, rate)
        self._own_rate = round(self._stream.samplerate)
        self._state: Any = None

    def write(self, sound: bytes) -> None:
        """Play; returns when there is room for more.

        Raises:
            NoOutputError: The device is gone.
        """
        if self._own_rate != self._rate:
            sound, self._state = audioop.ratecv(
                sound, SAMPLE_BYTES, 1, self._rate, self._own_rate, self._state
            )
        self._system.write(self._stream, self._device, sound)

    def close(self, *, drain: bool = False) -> None:
        """Give the device back, at once or after what was written has been heard."""
        self._system.release(self._stream, drain=drain)
