"""A line to track in tests: events in, facts out, time by hand."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dutyroom.devices.events import Absent, Direction, EventKind, LineEvent
from dutyroom.devices.formats.base import Decoder
from dutyroom.line.tracking.calls import SOUND
from dutyroom.line.tracking.rules import TrackingRules
from dutyroom.line.tracking.steps import Moment, Record, Step, StopRecording
from dutyroom.line.tracking.tracker import Tracker
from dutyroom.store.facts import Fact, JsonValue, Place

START = Moment(datetime(2026, 11, 23, 3, 0, tzinfo=UTC), 1000.0)
PLACE = Place("yunling", "1")
HOOKS = TrackingRules(hooks=True, sound=True)
"""A box that tells of the handset."""
RINGS_AND_SOUND = TrackingRules(hooks=False, sound=True)
"""A box that rings only, on a line that is listened to."""
RINGS_ALONE = TrackingRules(hooks=False, sound=False)
"""A box that rings only."""
SOUND_ALONE = TrackingRules(hooks=False, sound=True, box=False)
"""No box."""


class TrackedLine:
    """A line whose tracker ticks ten times a second, as the keeper's does."""

    def __init__(self, rules: TrackingRules = HOOKS, name: str = "") -> None:
        """Start with an idle line."""
        numbers = itertools.count(1)
        self.tracker = Tracker(PLACE, rules, lambda: f"{name}call{next(numbers)}")
        self.now = START
        self.steps: list[Step] = []
        self._offset = 0

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        for _ in range(round(seconds * 10)):
            self.now = Moment(self.now.at + timedelta(seconds=0.1), self.now.mono + 0.1)
            self.steps += self.tracker.tick(self.now)

    def say(self, kind: EventKind, **fields: object) -> None:
        """Have the box say something."""
        self._offset += 1
        event = LineEvent(kind, "test", self._offset, b"raw")
        self.take(replace(event, **fields) if fields else event)  # type: ignore[arg-type]  # fields of any type

    def take(self, event: LineEvent) -> None:
        """Have the box say a ready-made event."""
        self.steps += self.tracker.event(event, self.now)

    def ring(self, times: int = 1) -> None:
        """Ring in China's cadence; ends one second after the last ring began."""
        for count in range(times):
            if count:
                self.wait(4)
            self.say(EventKind.RING)
            self.wait(1)

    def number(self, number: str | None = "13800000000", **fields: object) -> None:
        """Report a caller."""
        absent = None if number else Absent.WITHHELD
        self.say(EventKind.CALLER_ID, number=number, absent=fields.pop("absent", absent), **fields)

    def lift(self) -> None:
        """Lift the handset."""
        self.say(EventKind.OFF_HOOK)

    def lay_down(self) -> None:
        """Lay the handset down."""
        self.say(EventKind.ON_HOOK)

    def hear(self, kind: EventKind, seconds: float = 0.0, key: str | None = None) -> None:
        """Hear something in the sound of the line."""
        self.take(LineEvent(kind, SOUND, 0, b"", number=key))
        self.wait(seconds)

    def lose(self, what: str = "box") -> None:
        """Lose a device."""
        self.steps += self.tracker.disturbed(what, self.now, back=False)

    def find(self, what: str = "box") -> None:
        """Get it back."""
        self.steps += self.tracker.disturbed(what, self.now, back=True)

    def decode(self, decoder: Decoder, data: bytes) -> None:
        """Feed bytes through a decoder."""
        for event in decoder.feed(data) + decoder.tick(self.now.mono):
            self.take(event)

    # --- what came of it ---------------------------------------------------

    @property
    def facts(self) -> list[Fact]:
        """All facts so far."""
        return [step for step in self.steps if isinstance(step, Fact)]

    def told(self, call: str = "call1") -> list[str]:
        """What is told of a call, without the register's name."""
        return [fact.kind.removeprefix("call.") for fact in self.facts if fact.subject == call]

    def fact(self, kind: str, call: str = "call1") -> Fact:
        """Return the one fact of a kind about a call."""
        found = [fact for fact in self.facts if (fact.kind, fact.subject) == (f"call.{kind}", call)]
        assert len(found) == 1, f"{len(found)} facts {kind} of {call}: {self.told(call)}"
        return found[0]

    def outcome(self, call: str = "call1") -> tuple[JsonValue, JsonValue]:
        """Return what became of a call and how that is known."""
        body = self.fact("ended", call).body
        return body["outcome"], body["by"]

    def numbers(self, call: str = "call1") -> list[str | None]:
        """Return the numbers told of a call, in their order."""
        return [
            fact.texts.get("number")
            for fact in self.facts
            if fact.kind == "call.numbered" and fact.subject == call
        ]

    def calls(self) -> list[str]:
        """Return the calls that began, in their order."""
        return [fact.subject for fact in self.facts if fact.kind == "call.begun"]

    def recorded(self) -> list[tuple[str, bool]]:
        """Return the orders to the recorder: which call, and whether to begin."""
        return [
            (step.call, isinstance(step, Record))
            for step in self.steps
            if isinstance(step, Record | StopRecording)
        ]


IN, OUT = Direction.IN, Direction.OUT
