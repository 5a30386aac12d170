"""Keeps a sound source open, and notices when it is gone.

PortAudio raises nothing and sets no flag when a device is pulled out: its
callbacks just stop. The age of the newest block is the one sure sign. Opening
and closing may hang inside a driver, so they run in a thread of their own and
never hold up the recorder.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from dutyroom.clock import Clock
from dutyroom.devices.audio_source import AudioSource, SoundError
from dutyroom.devices.recorder_events import SourceFound, SourceLost
from dutyroom.devices.sound_queue import Block
from dutyroom.i18n import _

GONE_AFTER_SECONDS: Final = 2.5
"""Age of the newest block at which the source is gone; with the pace of looking, below 3 s."""
FIRST_PAUSE_SECONDS: Final = 0.5
LONGEST_PAUSE_SECONDS: Final = 3.0
"""Between two tries to open; short, because a call may come at any moment."""


class _Task(threading.Thread):
    """One call into the driver, which may hang."""

    def __init__(self, call: Callable[[], None], *, opens: bool) -> None:
        super().__init__(name="sound-source", daemon=True)
        self._call = call
        self.opens = opens
        self.refusal: str | None = None

    def run(self) -> None:
        """Make the call and keep what it complains of."""
        try:
            self._call()
        except SoundError as error:
            self.refusal = str(error)


class SourceGuard:
    """Takes blocks from a source that it opens, watches and opens again."""

    def __init__(
        self, source: AudioSource, clock: Clock, say: Callable[[SourceLost | SourceFound], None]
    ) -> None:
        """Guard a source; the first `take` begins to open it.

        Args:
            source: Closed.
            clock: Its monotonic time measures ages and pauses.
            say: Told when the source is gone and when sound comes (again).
        """
        self._source = source
        self._clock = clock
        self._say = say
        self._task: _Task | None = None
        self._try_at: float | None = clock.monotonic()
        self._hoped_since = clock.monotonic()
        self._pause = FIRST_PAUSE_SECONDS
        self._lost_at: float | None = None
        self._ever_heard = False

    @property
    def lost(self) -> bool:
        """Whether the source is gone now."""
        return self._lost_at is not None

    def take(self, timeout: float) -> Block | None:
        """Return the next block, or None after the seconds; opens again as needed."""
        now = self._clock.monotonic()
        if self._lost_at is None and self._is_silent(now):
            self._lose(_("No sound comes from {name} any more.").format(name=self._source.name))
        self._tend(now)
        block = self._source.take(timeout)
        if block is not None:
            self._came(block)
        return block

    def close(self) -> None:
        """Close the source; a call that hangs in the driver is left behind."""
        if self._task is not None and self._task.is_alive():
            self._task.join(timeout=GONE_AFTER_SECONDS)
            if self._task.is_alive():
                return
        self._source.close()

    def _is_silent(self, now: float) -> bool:
        """Tell whether blocks have stopped coming."""
        newest = max(self._hoped_since, self._source.last_block_at or 0.0)
        return now - newest > GONE_AFTER_SECONDS or (self._is_open() and self._source.ended)

    def _is_open(self) -> bool:
        return self._task is None and self._try_at is None

    def _tend(self, now: float) -> None:
        """Close what is dead, open what is due."""
        if self._task is not None:
            if not self._task.is_alive():
                self._finish_task(self._task, now)
        elif self._try_at is not None:
            if now >= self._try_at:
                self._try_at = None
                self._begin(self._source.open, opens=True)
        elif self._lost_at is not None and self._is_silent(now):
            self._begin(self._source.close, opens=False)

    def _begin(self, call: Callable[[], None], *, opens: bool) -> None:
        """Call the driver in a thread."""
        self._task = _Task(call, opens=opens)
        self._task.start()

    def _finish_task(self, task: _Task, now: float) -> None:
        """Go on after a call into the driver came back."""
        self._task = None
        if task.opens and task.refusal is None:
            self._hoped_since = now
            return
        self._try_at = now + self._pause
        self._pause = min(LONGEST_PAUSE_SECONDS, self._pause * 2)
        if task.refusal is not None and self._lost_at is None:
            self._lose(task.refusal)

    def _lose(self, reason: str) -> None:
        """Say that the source is gone."""
        self._lost_at = self._clock.monotonic()
        self._say(SourceLost(self._source.name, reason, self._lost_at))

    def _came(self, block: Block) -> None:
        """Take a block as a sign of life, unless it was queued before the loss."""
        if self._lost_at is not None and block.at <= self._lost_at:
            return
        if self._lost_at is not None or not self._ever_heard:
            gone = 0.0 if self._lost_at is None else block.at - self._lost_at
            self._lost_at = None
            self._ever_heard = True
            self._pause = FIRST_PAUSE_SECONDS
            self._say(SourceFound(self._source.name, gone, block.at))
