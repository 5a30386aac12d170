"""A box with its lines, without a port: bytes in, facts out, time by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats import decoder, profile
from dutyroom.devices.serial_errors import Reason
from dutyroom.devices.serial_events import Bytes, Lost, Opened
from dutyroom.devices.serial_port import SerialBridge
from dutyroom.line.box import Box
from dutyroom.line.kept_line import KeptLine
from dutyroom.line.tracking.rules import TrackingRules
from dutyroom.line.tracking.tracker import Tracker
from dutyroom.registers.calls.captures import Capture, captures
from dutyroom.store.facts import Fact, Place
from tests.devices.sound_fakes import frozen_clock


class _NoBridge:
    """Stands for a bridge: what the box says is put in by hand."""

    running = True

    def set_idle(self, idle: bool) -> None:
        """Nothing is asked."""


class BoxRig(Box):
    """A box that notes which calls each of its events concerned.

    Attributes:
        facts: Everything that was written down.
        concerned: The events of each call, as the decoder gave them.
    """

    def __init__(self, name: str, lines: Sequence[str] = ("",)) -> None:
        """Begin with idle lines; call it on a running loop.

        Args:
            name: The format.
            lines: The box's own names for its lines.
        """
        self.clock = frozen_clock()
        self.facts: list[Fact] = []
        self.concerned: dict[str, list[LineEvent]] = defaultdict(list)
        self._on: dict[str, str] = {}
        self._group: tuple[int, list[str]] = (-1, [])
        self.kept = {line: self._line(line or "1", hooks=profile(name).hooks) for line in lines}
        super().__init__(
            self.kept,
            lambda: decoder(name),
            lambda _tell: cast("SerialBridge", _NoBridge()),
            needs_set_up=False,
        )
        self._take(Opened("test"))

    def _line(self, name: str, *, hooks: bool) -> KeptLine:
        place = Place("unit", name)
        return KeptLine(
            place, Tracker(place, TrackingRules(hooks=hooks, sound=False)), self.clock, Path(),
            record=self.facts.extend, tell=lambda _message: None,
            answered=lambda _call, _place: None, box=True,
        )  # fmt: skip

    def send(self, *chunks: bytes) -> None:
        """Let the box say something."""
        for chunk in chunks:
            self._take(Bytes(chunk, self.clock.monotonic(), self.clock.now()))

    def wait(self, seconds: float) -> None:
        """Let time pass, in steps of a second at most."""
        while seconds > 0:
            self.clock.advance(min(seconds, 1.0))
            seconds -= 1.0
            before = len(self.facts)
            self.tick(self.clock.monotonic())
            for line in self.kept.values():
                line.tick()
            self._follow(self.facts[before:])

    def lose(self) -> None:
        """Pull the box out."""
        self._take(Lost(Reason.GONE, ""))

    def plug_in(self) -> None:
        """Put it back."""
        self._take(Opened("test"))

    def calls(self) -> list[str]:
        """Return the calls that began, in their order."""
        return [fact.subject for fact in self.facts if fact.kind == "call.begun"]

    def kept_of(self, call: str) -> tuple[Capture, ...]:
        """Return the bytes that the facts of a call hold."""
        return captures(fact for fact in self.facts if fact.subject == call)

    # --- what should be kept ------------------------------------------------

    def _deal(self, events: list[LineEvent]) -> None:
        for event in events:
            before = len(self.facts)
            super()._deal([event])
            self._note(event, self.facts[before:])

    def _note(self, event: LineEvent, told: list[Fact]) -> None:
        """Give an event to the calls that it concerns."""
        line = self._line_of(event)
        begun = [fact.subject for fact in told if fact.kind == "call.begun"]
        over = [fact.subject for fact in told if fact.kind == "call.ended"]
        there = [
            call
            for call, where in self._on.items()
            if event.event is EventKind.UNKNOWN or (line is not None and where == line.place.line)
        ]
        late = [fact.subject for fact in told if fact.subject not in there]
        whose = [call for call in (*there, *late) if not (begun and call in over)]
        if begun and event.event is EventKind.CALLER_ID and "ring" in _signs(told):
            ring = next(e for e in reversed(self.concerned[there[0]]) if e.event is EventKind.RING)
            self.concerned[there[0]].remove(ring)
            self.concerned[begun[0]].append(ring)
        concerned = dict.fromkeys((*whose, *begun, *self._of_group(event)))
        if event.partial:
            self._group = (event.offset, list(concerned))
        else:
            for call in concerned:
                self.concerned[call].append(event)
        self._follow(told)

    def _of_group(self, event: LineEvent) -> list[str]:
        """Return the calls that the beginning of a caller ID concerned, when it closes."""
        offset, calls = self._group
        return calls if event.event is EventKind.CALLER_ID and event.offset == offset else []

    def _follow(self, told: Iterable[Fact]) -> None:
        for fact in told:
            if fact.kind == "call.begun":
                self._on[fact.subject] = fact.place.line
            elif fact.kind == "call.ended":
                self._on.pop(fact.subject, None)


def _signs(told: Iterable[Fact]) -> set[object]:
    """Return the first signs of the calls that begin."""
    return {fact.body.get("sign") for fact in told if fact.kind == "call.begun"}
