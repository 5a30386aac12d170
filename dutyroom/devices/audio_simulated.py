"""A line's sound made by the program itself, through the queue of a real one.

For the demo, the tests and the benchmarks: blocks come at real-time pace from a
thread that stands for the sound driver, and can be made to stop coming, as they
do when someone pulls the plug.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from dutyroom.clock import Clock
from dutyroom.devices.audio_format import LINE_RATE
from dutyroom.devices.audio_source import NoInputError
from dutyroom.devices.sound_queue import QUEUE_SECONDS, Block, SoundQueue
from dutyroom.i18n import _

MakeSound = Callable[[int, int], bytes]
"""Takes the number of the first frame and how many; returns 16-bit mono."""

_BLOCKS_PER_SECOND: Final = 10


class SimulatedSource:
    """Delivers made sound, a block each tenth of a second."""

    def __init__(
        self,
        clock: Clock,
        make: MakeSound,
        rate: int = LINE_RATE,
        queue_blocks: int = QUEUE_SECONDS * _BLOCKS_PER_SECOND,
    ) -> None:
        """Simulate a line.

        Args:
            clock: Whose monotonic time sets the pace.
            make: Makes the sound; called in the source's own thread.
            rate: Samples a second.
            queue_blocks: How many blocks wait at most for the recorder.
        """
        self._clock = clock
        self._make = make
        self._rate = rate
        self._queue = SoundQueue(clock, queue_blocks)
        self._frame = 0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._present = threading.Event()
        self._present.set()

    @property
    def name(self) -> str:
        """What the user knows it by."""
        return _("simulated line")

    @property
    def rate(self) -> int:
        """Samples a second."""
        return self._rate

    @property
    def frames_lost(self) -> int:
        """Frames dropped because the queue was full."""
        return self._queue.frames_lost

    @property
    def last_block_at(self) -> float | None:
        """Monotonic time of the newest block, in seconds."""
        return self._queue.last_block_at

    @property
    def ended(self) -> bool:
        """Never said, as by most drivers."""
        return False

    @property
    def frames_made(self) -> int:
        """How many frames were made so far."""
        return self._frame

    def unplug(self) -> None:
        """Stop delivering without a word; opening fails until it is plugged in."""
        self._present.clear()

    def plug_in(self) -> None:
        """Let it be opened again, or go on delivering where it still is open."""
        self._present.set()

    def open(self) -> None:
        """Start the flow of blocks.

        Raises:
            NoInputError: It is unplugged.
        """
        self.close()
        if not self._present.is_set():
            raise NoInputError(_("The simulated line is unplugged."))
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(self._stop,), name="simulated-sound", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop the flow."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def take(self, timeout: float) -> Block | None:
        """Return the next block, or None after the seconds."""
        return self._queue.take(timeout)

    def _run(self, stop: threading.Event) -> None:
        """Make blocks at the pace of the clock, whatever each one takes."""
        frames = self._rate // _BLOCKS_PER_SECOND
        due = self._clock.monotonic()
        while True:
            due += frames / self._rate
            if stop.wait(max(0.0, due - self._clock.monotonic())):
                return
            if self._present.is_set():
                self._queue.put(self._make(self._frame, frames), frames)
                self._frame += frames
