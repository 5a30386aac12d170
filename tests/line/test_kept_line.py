"""A line with its recorder and its ear: what is heard, and what becomes of the call."""

from __future__ import annotations

from pathlib import Path

from dutyroom.devices import signals
from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.line_ear import LineEar
from dutyroom.devices.recorder import Recorder
from dutyroom.line.kept_line import KeptLine
from dutyroom.line.tracking.tracker import Tracker
from dutyroom.store.facts import Fact
from tests.devices.sound_fakes import BLOCK, RATE, FakeSource, frozen_clock, until
from tests.line.tracking_kit import PLACE, RINGS_AND_SOUND


class Desk:
    """A line that is heard and recorded under a frozen clock."""

    def __init__(self, folder: Path) -> None:
        """Begin with an idle line."""
        clock = frozen_clock()
        self.facts: list[Fact] = []
        self.line = KeptLine(
            PLACE, Tracker(PLACE, RINGS_AND_SOUND), clock, folder, record=self.facts.extend,
            tell=lambda _message: None, answered=lambda _call, _place: None, box=True,
        )  # fmt: skip
        self._source = FakeSource(clock)
        self._recorder = Recorder(
            self._source, folder, clock, self.line.recorder_says, ear=LineEar(RATE)
        )
        until(lambda: not self._recorder.turn(0) and self._source.opened == 1)
        self.line.attach(self._recorder)

    def play(self, sound: bytes) -> None:
        """Let the line sound."""
        for block in signals.blocks_of(sound, BLOCK):
            self._source.put(block)
            self._recorder.turn(0)
            self.line.tick()

    def ring_through(self) -> None:
        """Ring, so that the ring is heard on the line as well."""
        self.line.events([LineEvent(EventKind.RING, "hayes", 0, b"RING")])
        self.play(signals.tone([25, 50, 75], 1, level=0.9) + signals.silence(4))

    def close(self) -> None:
        """Give the file back."""
        self._recorder.close()


def test_who_speaks_after_a_ring_is_heard_though_the_last_call_was_just_over(
    tmp_path: Path,
) -> None:
    """No silence parts the two where the ring is heard: the second is answered and recorded."""
    desk = Desk(tmp_path)
    for _ in range(2):
        desk.ring_through()
        desk.play(signals.murmur(9) + signals.silence(1))
    assert [fact.kind for fact in desk.facts].count("call.answered") == 2
    assert desk.line.called
    desk.close()
