"""Records one line: calls with their pre-roll, when told to.

One thread does all the work. Its owner gives orders, which return at once, and
hears back through events; a disk that fails ends a recording, never the thread.
"""

from __future__ import annotations

import logging
import math
import threading
from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from dutyroom.clock import Clock
from dutyroom.devices.audio_source import AudioSource
from dutyroom.devices.ear import Ear
from dutyroom.devices.gaps import Gap
from dutyroom.devices.listener import PREROLL_SECONDS, Listener
from dutyroom.devices.preroll import Heard
from dutyroom.devices.recorder_events import (
    FinishedRecording,
    GapFound,
    Marked,
    RecorderEvent,
    RecorderState,
    RecordingFailed,
    RecordingFinished,
    RecordingRequest,
    RecordingStarted,
)
from dutyroom.devices.recording_file import RecordingFile
from dutyroom.devices.recording_place import recording_path
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

TURN_SECONDS: Final = 0.1
"""How long the thread waits for a block before it looks at its orders."""

_MOMENT: Final = 1e-6  # what is ordered as a block ends belongs before the next one

_log = logging.getLogger(__name__)


class Recorder:
    """Listens to a source for as long as it lives, and records calls when told to.

    Attributes:
        tap: Given each block after the call has it, in the recorder's thread; must not raise.
    """

    def __init__(
        self,
        source: AudioSource,
        folder: Path,
        clock: Clock,
        say: Callable[[RecorderEvent], None],
        *,
        preroll_seconds: float = PREROLL_SECONDS,
        ear: Ear | None = None,
    ) -> None:
        """Listen to a source.

        Args:
            source: Where the sound comes from; opened and kept open from here.
            folder: The folder of all recordings.
            clock: Stamps the recordings.
            say: Told everything, in the recorder's thread; must return at once
                and not raise.
            preroll_seconds: How much sound from before a recording belongs to it.
            ear: Makes out tones and voices, where wanted.
        """
        self._folder = folder
        self._clock = clock
        self._say = say
        self._listener = Listener(
            source, clock, say, missing=self._missing, preroll_seconds=preroll_seconds, ear=ear
        )
        self._file: RecordingFile | None = None
        self._saved = 0
        self._state = RecorderState.IDLE
        self._orders: deque[tuple[float, Callable[[], None]]] = deque()
        self._stop = threading.Event()
        self.tap: Callable[[Heard], None] | None = None
        self._thread: threading.Thread | None = None

    # Orders: given by any thread, and back at once.

    @property
    def state(self) -> RecorderState:
        """What it is doing with files."""
        return self._state

    @property
    def source_lost(self) -> bool:
        """Whether no sound comes."""
        return self._listener.source_lost

    @property
    def alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Start the thread."""
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Finish the recording, end the thread, close the source; waits for them."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        while self.turn(0):
            pass  # what a slow disk has held up belongs to the call
        self._finish()
        self._listener.close()

    def begin(self, request: RecordingRequest) -> None:
        """Record a call from its pre-roll on; one that still runs is finished first.

        Answered by `RecordingStarted` or `RecordingFailed`. Sound that stands in
        an earlier file is not written twice.

        Raises:
            ValueError: The request gives no name for a file.
        """
        path = recording_path(self._folder, request)
        self._order(lambda: self._begin(request, path))

    def end(self) -> None:
        """Finish the recording; answered by `RecordingFinished` or `RecordingFailed`."""
        self._order(self._finish)

    def mark(self) -> None:
        """Set a mark at what is heard now; answered by `Marked`, if a call is recorded."""
        self._order(self._mark)

    def listen_anew(self) -> None:
        """Have a voice told once more, though it goes on from what was heard before."""
        self._order(self._listener.listen_anew)

    # Work: done by the recorder's own thread, or by a test.

    def turn(self, timeout: float = TURN_SECONDS) -> bool:
        """Handle one block, and the orders that were given before it or during it.

        Args:
            timeout: How long to wait for a block, in seconds.

        Returns:
            Whether there was one.
        """
        heard = self._listener.take(timeout)
        if heard is None:
            self._obey(math.inf)
        else:
            self._obey(heard.at)
            self._listener.keep(heard)
            self._store([heard])
            if (tap := self.tap) is not None:
                tap(heard)
            self._obey(heard.at + (heard.end - heard.frame) / self._listener.rate - _MOMENT)
        self._sync()
        return heard is not None

    def _run(self) -> None:
        """Work until told to stop."""
        while not self._stop.is_set():
            self.turn()

    def _order(self, call: Callable[[], None]) -> None:
        """Take an order, with the time at which it was given."""
        self._orders.append((self._clock.monotonic(), call))

    def _obey(self, until: float) -> None:
        """Do what was ordered until a time: blocks that a slow disk held up come first."""
        while self._orders and self._orders[0][0] <= until:
            self._orders.popleft()[1]()

    def _missing(self, gap: Gap) -> None:
        """Say what is missing, and count it in the file that it is missing from."""
        if self._file is None:
            self._say(GapFound(None, gap))
        else:
            self._say(GapFound(self._file.request, self._file.add_gap(gap)))

    def _begin(self, request: RecordingRequest, path: Path) -> None:
        """Create the file and write the pre-roll."""
        self._finish()
        blocks, gaps = self._listener.kept_since(self._saved)
        now = self._clock.monotonic()
        begins_at = self._wall_clock(blocks[0].at if blocks else now)
        try:
            file = RecordingFile(
                request, path, self._listener.rate, now=now, begins_at=begins_at, preroll=blocks
            )
        except OSError as error:
            self._state = RecorderState.FAILED
            self._say(RecordingFailed(request, path, _reason(error), None))
            return
        self._state, self._file = RecorderState.RECORDING, file
        if self._store(blocks):
            for gap in gaps:
                file.add_gap(gap)
            self._say(RecordingStarted(request, path, begins_at, file.rate, file.preroll_frames))

    def _wall_clock(self, monotonic: float) -> datetime:
        """Return the wall-clock time of a monotonic moment, in UTC."""
        return self._clock.now() - timedelta(seconds=self._clock.monotonic() - monotonic)

    def _store(self, blocks: Iterable[Heard]) -> bool:
        """Append blocks to the file; a disk that refuses ends the recording.

        Returns:
            Whether they are all in a file.
        """
        if self._file is None:
            return False
        try:
            for block in blocks:
                self._file.write(block)
                self._saved = block.end
        except OSError as error:
            self._fail(self._file, error)
            return False
        return True

    def _sync(self) -> None:
        """Bring the file to the disk once a second."""
        if self._file is None:
            return
        try:
            self._file.sync_if_due(self._clock.monotonic())
        except OSError as error:
            self._fail(self._file, error)

    def _mark(self) -> None:
        """Set a mark."""
        if self._file is not None:
            self._say(Marked(self._file.request, self._file.mark()))

    def _finish(self) -> None:
        """Close the file and say what it is."""
        file, self._file = self._file, None
        self._state = RecorderState.IDLE
        if file is None:
            return
        try:
            recording = file.finish()
        except OSError as error:
            self._say(RecordingFailed(file.request, file.path, _reason(error), None))
        else:
            self._say(RecordingFinished(recording))

    def _fail(self, file: RecordingFile, error: OSError) -> None:
        """Give a recording up, saving what is on the disk."""
        _log.error("recording %s: %s", file.path.name, error)
        self._file = None
        self._state = RecorderState.FAILED
        kept: FinishedRecording | None = None
        try:
            kept = file.finish()
        except OSError as second:
            _log.error("closing %s: %s", file.path.name, second)
        self._say(RecordingFailed(file.request, file.path, _reason(error), kept))


def _reason(error: OSError) -> str:
    """Return a sentence for the user."""
    return _("The recording cannot be written: {reason}. What was saved is safe.").format(
        reason=os_reason(error)
    )
