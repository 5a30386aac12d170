"""Whatever a line says, in whatever order: what always holds of its calls."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dutyroom.devices.events import Absent, Direction, EventKind, LineEvent
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.calls import SOUND
from dutyroom.line.tracking.rules import TrackingRules
from dutyroom.line.tracking.steps import Moment, Record, Step, StopRecording
from dutyroom.line.tracking.tracker import Tracker
from dutyroom.store.facts import Fact
from tests.line.tracking_kit import PLACE, START
from tests.thorough import examples

SAID = st.builds(
    LineEvent,
    event=st.sampled_from(EventKind),
    format=st.sampled_from(("box", "box", SOUND)),
    offset=st.integers(0, 3),
    raw=st.just(b"raw"),
    direction=st.sampled_from((None, *Direction)),
    number=st.sampled_from((None, "111", "222", "333")),
    name=st.sampled_from((None, "王")),
    absent=st.sampled_from((None, *Absent)),
    seconds=st.sampled_from((None, 0, 5, 300)),
    answered=st.sampled_from((None, True, False)),
    partial=st.booleans(),
)
LIKELY = st.sampled_from(
    (
        *(EventKind.RING, EventKind.CALLER_ID, EventKind.OFF_HOOK, EventKind.ON_HOOK),
        *(EventKind.HOOK_FLASH, EventKind.CALL_END, EventKind.VOICE, EventKind.SILENCE),
    )
)


@dataclass
class Log:
    """What was told of one call.

    Attributes:
        began: When it began.
        answered: When it was answered.
        ends: The outcomes told.
        recording: It is being recorded.
    """

    began: datetime
    answered: datetime | None = None
    ends: list[str] = field(default_factory=list)
    recording: bool = False


class AnyLine(RuleBasedStateMachine):
    """Says anything to a tracker, and keeps a log of what it tells."""

    def __init__(self) -> None:
        super().__init__()
        self.log: dict[str, Log] = {}
        self.now = START
        self.tracker = self.make(TrackingRules(hooks=True, sound=True))

    @staticmethod
    def make(rules: TrackingRules) -> Tracker:
        """Return a tracker whose calls are numbered."""
        numbers = itertools.count(1)
        return Tracker(PLACE, rules, lambda: f"call{next(numbers)}")

    @initialize(hooks=st.booleans(), sound=st.booleans(), box=st.booleans(), left=st.booleans())
    def begin(self, hooks: bool, sound: bool, box: bool, left: bool) -> None:
        """Choose what the line can tell, and whether a call was left open."""
        self.tracker = self.make(TrackingRules(hooks=hooks and box, sound=sound, box=box))
        if left:
            call = TrackedCall("left", Direction.IN, START.back(60), Phase.RINGING, rings=1)
            self.log["left"] = Log(call.began.at)
            self.keep(self.tracker.resume(call, self.now))

    @rule(event=SAID)
    def anything(self, event: LineEvent) -> None:
        """Say anything at all."""
        self.keep(self.tracker.event(event, self.now))

    @rule(kind=LIKELY, number=st.sampled_from(("111", "222")))
    def something_likely(self, kind: EventKind, number: str) -> None:
        """Say something that real lines say often, so that long stories come about."""
        told = number if kind is EventKind.CALLER_ID else None
        event = LineEvent(kind, SOUND if kind is EventKind.VOICE else "box", 9, b"", number=told)
        self.keep(self.tracker.event(event, self.now))

    @rule(seconds=st.sampled_from((0.1, 1.0, 4.0, 11.0, 31.0, 130.0)))
    def wait(self, seconds: float) -> None:
        """Let time pass, then tick once."""
        at = self.now.at + timedelta(seconds=seconds)
        self.now = Moment(at, self.now.mono + seconds)
        self.keep(self.tracker.tick(self.now))

    @rule(what=st.sampled_from(("box", "sound")), back=st.booleans())
    def disturb(self, what: str, back: bool) -> None:
        """Lose a device, or get it back."""
        self.keep(self.tracker.disturbed(what, self.now, back=back))

    def keep(self, steps: list[Step]) -> None:
        """Check each step against the log, and enter it."""
        for step in steps:
            match step:
                case Fact():
                    self.enter(step)
                case Record():
                    assert not self.log[step.call].recording
                    assert not any(log.recording for log in self.log.values())
                    assert not self.log[step.call].ends
                    self.log[step.call].recording = True
                case StopRecording():
                    assert self.log[step.call].recording
                    self.log[step.call].recording = False

    def enter(self, fact: Fact) -> None:
        """Check a fact against what was told of its call before."""
        assert fact.occurred_at <= self.now.at
        if fact.kind == "call.begun":
            assert fact.subject not in self.log
            self.log[fact.subject] = Log(fact.occurred_at)
            return
        log = self.log[fact.subject]
        assert fact.occurred_at >= log.began
        if fact.kind == "call.answered":
            assert log.answered is None
            assert not log.ends
            log.answered = fact.occurred_at
        elif fact.kind == "call.ended":
            assert log.ends in ([], ["unknown"])
            assert log.answered is None or fact.occurred_at >= log.answered
            seconds = fact.body["seconds"]
            assert seconds is None or (isinstance(seconds, float) and seconds >= 0)
            log.ends.append(str(fact.body["outcome"]))
            assert log.ends != ["unknown", "unknown"]
        elif fact.kind == "call.went_on":
            assert log.ends
            assert log.ends.pop() in ("answered", "outgoing")  # only a talk goes on
        elif fact.kind in ("call.rang", "call.disturbed"):
            assert not log.ends

    @invariant()
    def the_call_on_the_line_is_the_one_that_is_recorded(self) -> None:
        """And at most one other is open beside it."""
        call = self.tracker.call
        recorded = [name for name, log in self.log.items() if log.recording]
        assert recorded == ([] if call is None else [call.id])
        still_open = [name for name, log in self.log.items() if not log.ends]
        assert len(still_open) <= 2
        assert call is None or call.id in still_open

    def teardown(self) -> None:
        """Let the line be idle: then every call is over."""
        for kind in (EventKind.SILENCE, EventKind.ON_HOOK):
            self.keep(self.tracker.event(LineEvent(kind, "box", 99, b""), self.now))
        for _ in range(4):
            self.wait(31.0)
        assert self.tracker.call is None
        assert all(log.ends for log in self.log.values())


AnyLine.TestCase.settings = settings(
    max_examples=examples(150), stateful_step_count=40, deadline=None
)
TestAnyLine = AnyLine.TestCase
