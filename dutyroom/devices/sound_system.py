"""PortAudio, loaded when it is first needed and shared by all streams of a process.

Its list of devices is frozen when it is initialised, so a device that was
plugged in later is found only by initialising it again, which is allowed only
while no stream is open. That is counted here.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Final, SupportsBytes

from dutyroom.devices.alsa_filters import keep_out_filters
from dutyroom.devices.audio_source import NoInputError, NoOutputError, SoundError
from dutyroom.devices.sound_stream import Flags, SoundDevice, Stream
from dutyroom.i18n import _

Device = str | int | None
"""A device by name (or part of it), by number, or None: the system's default."""

LATENCY_SECONDS: Final = 0.2
"""Asked of the driver: enough for a busy machine; by default PulseAudio takes two seconds."""


def device_of(text: str) -> Device:
    """Return the device that a setting means: `default`, empty, a number or a name."""
    text = text.strip()
    if text in {"", "default"}:
        return None
    return int(text) if text.isdecimal() else text


class SoundSystem:
    """The one way to PortAudio; make one per process and hand it on."""

    def __init__(self) -> None:
        """Load nothing yet."""
        self._lock = threading.RLock()
        self._open = 0

    def devices(self) -> list[SoundDevice]:
        """Return what the system lists.

        Raises:
            SoundError: PortAudio is missing or does not start.
        """
        with self._lock:
            library = self._library()
            first_in, first_out = library.default.device
            return [
                SoundDevice(
                    number,
                    str(raw["name"]),
                    int(raw["max_input_channels"]),
                    int(raw["max_output_channels"]),
                    round(raw["default_samplerate"]),
                    number == first_in,
                    number == first_out,
                )
                for number, raw in enumerate(library.query_devices())
            ]

    def input_facts(self, device: Device) -> tuple[int, int]:
        """Return a device's own rate in Hz and its number of input channels.

        Raises:
            NoInputError: There is no such device, or it records nothing.
            SoundError: PortAudio is missing.
        """
        with self._lock:
            library = self._library()
            try:
                facts = library.query_devices(device, "input")
            except (library.PortAudioError, ValueError) as error:
                raise NoInputError(_no_input(device)) from error
        channels = int(facts["max_input_channels"])
        if channels < 1:
            raise NoInputError(_no_input(device))
        return round(facts["default_samplerate"]), channels

    def output_rate(self, device: Device) -> int:
        """Return an output's own rate in Hz.

        Raises:
            NoOutputError: There is no such device, or it plays nothing.
            SoundError: PortAudio is missing.
        """
        with self._lock:
            library = self._library()
            try:
                return round(float(library.query_devices(device, "output")["default_samplerate"]))
            except (library.PortAudioError, ValueError) as error:
                raise NoOutputError(_no_output(device)) from error

    def open_input(
        self,
        device: Device,
        rate: int,
        channels: int,
        heard: Callable[[bytes, int, bool], None],
        ended: Callable[[], None],
    ) -> Stream:
        """Open and start a capture of 16-bit samples in blocks of a tenth of a second.

        Args:
            device: What to record from.
            rate: Samples a second.
            channels: How many channels, interleaved.
            heard: Gets a copy of each block, its frames, and whether frames
                were lost before it; called in the driver's thread.
            ended: Called when the driver says that it stopped.

        Raises:
            NoInputError: The device does not open this way.
            SoundError: PortAudio is missing.
        """

        def callback(data: SupportsBytes, frames: int, _time: object, status: Flags) -> None:
            heard(bytes(data), frames, bool(status.input_overflow))

        with self._lock:
            library = self._library()
            try:
                stream: Stream = library.RawInputStream(
                    samplerate=rate, channels=channels, dtype="int16", blocksize=rate // 10,
                    latency=LATENCY_SECONDS, device=device, callback=callback,
                    finished_callback=ended,
                )  # fmt: skip
            except (library.PortAudioError, ValueError) as error:
                raise NoInputError(_no_input(device)) from error
            return self._started(library, stream, NoInputError(_no_input(device)))

    def open_output(self, device: Device, rate: int) -> Stream:
        """Open and start an output for blocking writes of 16-bit mono.

        Args:
            device: What to play on.
            rate: Samples a second; where refused, the device's own is taken and
                stands in the stream's `samplerate`.

        Raises:
            NoOutputError: There is no such device.
            SoundError: PortAudio is missing.
        """
        with self._lock:
            library = self._library()
            refusal = NoOutputError(_no_output(device))
            own = self.output_rate(device)
            for candidate in dict.fromkeys((rate, own)):
                try:
                    stream: Stream = library.RawOutputStream(
                        samplerate=candidate, channels=1, dtype="int16", device=device,
                        latency=LATENCY_SECONDS,
                    )  # fmt: skip
                except (library.PortAudioError, ValueError):
                    continue
                return self._started(library, stream, refusal)
            raise refusal

    def write(self, stream: Stream, device: Device, sound: bytes) -> None:
        """Play on an output, and wait until there is room for more.

        Raises:
            NoOutputError: The device is gone.
        """
        library = self._library()
        try:
            stream.write(sound)
        except library.PortAudioError as error:
            raise NoOutputError(_no_output(device)) from error

    def release(self, stream: Stream, *, drain: bool = False) -> None:
        """Close a stream that this opened; one that died already closes quietly.

        Args:
            stream: What to close.
            drain: Wait until all of it was heard.
        """
        with self._lock:
            library = self._library()
            for step in (stream.stop if drain else stream.abort, stream.close):
                try:
                    step()
                except library.PortAudioError:
                    continue  # the device is gone; there is nothing left to stop
            self._open -= 1

    def refresh(self) -> bool:
        """Read the list of devices anew, where no stream is open.

        Returns:
            Whether it was read.

        Raises:
            SoundError: PortAudio is missing or does not start.
        """
        with self._lock:
            if self._open:
                return False
            library = self._library()
            try:
                library._terminate()  # noqa: SLF001 - sounddevice has no public way
                library._initialize()  # noqa: SLF001 - as above
            except library.PortAudioError as error:
                raise SoundError(_("The sound system does not start.")) from error
            return True

    def _started(self, library: ModuleType, stream: Stream, refusal: SoundError) -> Stream:
        """Start a stream and count it, or close it again."""
        try:
            stream.start()
        except library.PortAudioError as error:
            stream.close()
            raise refusal from error
        self._open += 1
        return stream

    def _library(self) -> ModuleType:
        """Import sounddevice, which loads PortAudio; the first time without ALSA's filters."""
        if "sounddevice" not in sys.modules:
            keep_out_filters()
        try:
            import sounddevice  # noqa: PLC0415 - a desk without PortAudio still logs calls
        except OSError as error:
            raise SoundError(
                _("There is no sound: PortAudio is missing. Install the package libportaudio2.")
            ) from error
        return sounddevice  # type: ignore[no-any-return]  # the library has no annotations


def _no_input(device: Device) -> str:
    """Say that a device does not record."""
    if device is None:
        return _("There is no sound input. Plug the recording box in and check its cable.")
    return _("The sound input {device} cannot be opened. Check its plug and the settings.").format(
        device=device
    )


def _no_output(device: Device) -> str:
    """Say that a device does not play."""
    if device is None:
        return _("There is no sound output. Plug in a loudspeaker or headphones.")
    return _("The sound output {device} cannot be opened. Check its plug and the settings.").format(
        device=device
    )
