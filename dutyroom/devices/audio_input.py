"""A line's sound from a sound device, through PortAudio.

One device may carry several lines, one per channel: its capture is then opened
once and handed to one source per line. The driver's thread only copies.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Final

from dutyroom.clock import Clock
from dutyroom.devices.audio_format import LINE_RATE, Converter, Sampling
from dutyroom.devices.audio_source import NoInputError
from dutyroom.devices.sound_queue import QUEUE_SECONDS, Block, SoundQueue
from dutyroom.devices.sound_stream import Stream
from dutyroom.devices.sound_system import Device, SoundSystem
from dutyroom.i18n import _

_BLOCKS_PER_SECOND: Final = 10


class Capture:
    """One sound device, opened while at least one line listens to it."""

    def __init__(self, system: SoundSystem, device: Device, rate: int = LINE_RATE) -> None:
        """Name a device; nothing is opened yet.

        Args:
            system: The process's way to PortAudio.
            device: What to record from.
            rate: Samples a second to ask for first.
        """
        self.device = device
        self.ended = threading.Event()
        self._system = system
        self._rate = rate
        self._lock = threading.Lock()
        self._listeners: tuple[SoundQueue, ...] = ()
        self._stream: Stream | None = None
        self._sampling = Sampling(rate, 1)

    def attach(self, listener: SoundQueue, channel: int) -> Sampling:
        """Let a queue hear the device, which is opened for the first.

        Args:
            listener: Gets every block, all channels.
            channel: The channel it will pick, from 0.

        Returns:
            How the blocks are sampled.

        Raises:
            SoundError: The device cannot be opened or lacks the channel.
        """
        with self._lock:
            if self._stream is not None and self.ended.is_set():
                self._release()
            if self._stream is None:
                self._system.refresh()
                self._stream = self._open(channel)
            if channel >= self._sampling.channels:
                raise NoInputError(_no_channel(self.device, channel))
            self._listeners = (*self._listeners, listener)
            return self._sampling

    def detach(self, listener: SoundQueue) -> None:
        """Stop feeding a queue; the last one closes the device."""
        with self._lock:
            self._listeners = tuple(each for each in self._listeners if each is not listener)
            if not self._listeners and self._stream is not None:
                self._release()

    def _release(self) -> None:
        """Close the stream."""
        if self._stream is not None:
            self._system.release(self._stream)
            self._stream = None

    def _open(self, channel: int) -> Stream:
        """Open the device in the first way that it takes."""
        own_rate, own_channels = self._system.input_facts(self.device)
        if channel >= own_channels:
            raise NoInputError(_no_channel(self.device, channel))
        refusal = NoInputError()
        for sampling in ways_to_open(self._rate, channel, Sampling(own_rate, own_channels)):
            self.ended.clear()
            self._sampling = sampling
            try:
                return self._system.open_input(
                    self.device, sampling.rate, sampling.channels, self._heard, self.ended.set
                )
            except NoInputError as error:
                refusal = error
        raise refusal

    def _heard(self, pcm: bytes, frames: int, overflowed: bool) -> None:
        """Pass a block on; in the driver's thread."""
        for listener in self._listeners:
            listener.put(pcm, frames, overflowed=overflowed)


def ways_to_open(rate: int, channel: int, own: Sampling) -> Iterator[Sampling]:
    """Yield how to ask for a device's sound, the least work first.

    A device with few channels is asked for all of them before its own rate is
    tried, because several lines may share it.

    Args:
        rate: Samples a second that are wanted.
        channel: The channel that is wanted, from 0.
        own: The device's own rate and all its channels.
    """
    few = own.channels if own.channels <= 8 else channel + 1
    counts = dict.fromkeys((few, channel + 1, own.channels))
    for each_rate in dict.fromkeys((rate, own.rate)):
        for count in counts:
            yield Sampling(each_rate, count)


class SoundDeviceSource:
    """One channel of a sound device, as 16-bit mono at the line's rate."""

    def __init__(
        self, capture: Capture, clock: Clock, channel: int = 0, rate: int = LINE_RATE
    ) -> None:
        """Take a channel of a capture.

        Args:
            capture: The device; lines that share it share the capture.
            clock: Stamps the blocks.
            channel: The channel that carries the line, from 0.
            rate: Samples a second to deliver.
        """
        self._capture = capture
        self._channel = channel
        self._rate = rate
        self._queue = SoundQueue(clock, QUEUE_SECONDS * _BLOCKS_PER_SECOND)
        self._converter = Converter(Sampling(rate, 1), 0, rate)
        self._ready = threading.Event()

    @property
    def name(self) -> str:
        """The device's name, or `default`."""
        return "default" if self._capture.device is None else str(self._capture.device)

    @property
    def rate(self) -> int:
        """Samples a second that `take` delivers."""
        return self._rate

    @property
    def frames_lost(self) -> int:
        """Frames of the line dropped because the queue was full."""
        return self._converter.frames(self._queue.frames_lost)

    @property
    def last_block_at(self) -> float | None:
        """Monotonic time of the newest block, in seconds."""
        return self._queue.last_block_at

    @property
    def ended(self) -> bool:
        """Whether PortAudio said that the stream is over."""
        return self._capture.ended.is_set()

    def open(self) -> None:
        """Start the flow of blocks.

        Raises:
            SoundError: The device cannot be opened now.
        """
        self.close()
        sampling = self._capture.attach(self._queue, self._channel)
        self._converter = Converter(sampling, self._channel, self._rate)
        self._ready.set()

    def close(self) -> None:
        """Stop the flow."""
        if self._ready.is_set():
            self._ready.clear()
            self._capture.detach(self._queue)

    def take(self, timeout: float) -> Block | None:
        """Return the next block, converted in the caller's thread."""
        if not self._ready.wait(timeout):
            return None  # opening in another thread: how to convert is not known yet
        raw = self._queue.take(timeout)
        if raw is None:
            return None
        lost = self._converter.frames(raw.lost)
        return Block(self._converter.feed(raw.pcm), raw.at, lost, raw.overflowed)


def _no_channel(device: Device, channel: int) -> str:
    """Say that a device has fewer channels than the settings think."""
    return _("The sound input {device} has no channel {channel}. Check the settings.").format(
        device=_("default") if device is None else device, channel=channel
    )
