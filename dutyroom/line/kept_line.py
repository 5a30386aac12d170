"""One line as the keeper keeps it: its tracker, its recorder, its state.

Everything here runs on the keeper's event loop; devices speak from their own
threads and are brought here by the keeper. Nothing waits.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from dutyroom.channel.messages import DeviceState, LineState, Message, RecorderState
from dutyroom.clock import Clock
from dutyroom.devices.events import Direction, EventKind, LineEvent
from dutyroom.devices.heard_caller import HeardCaller
from dutyroom.devices.line_sound import SoundKind
from dutyroom.devices.recorder import Recorder
from dutyroom.devices.recorder_events import (
    GapFound,
    LevelRead,
    Marked,
    RecorderEvent,
    RecordingFailed,
    RecordingFinished,
    RecordingRequest,
    RecordingStarted,
    SoundHeard,
    SourceFound,
    SourceLost,
)
from dutyroom.line.box_stream import BoxStream
from dutyroom.line.heard_events import heard_event, heard_level
from dutyroom.line.line_capture import LineCapture
from dutyroom.line.on_line import on_line
from dutyroom.line.recording_log import RecordingLog
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.steps import Moment, Record, Step, StopRecording
from dutyroom.line.tracking.tracker import Tracker
from dutyroom.registers.calls.fact_kinds import ANSWERED
from dutyroom.registers.lines import facts as line_facts
from dutyroom.registers.lines.facts import Part
from dutyroom.standard.clocks import local
from dutyroom.store.facts import Fact, Place

RETRY_SECONDS: Final = 2.0
"""Time between tries to record a call on after its recording failed."""

_log = logging.getLogger(__name__)


class KeptLine:
    """Follows one line and has it recorded."""

    def __init__(
        self,
        place: Place,
        tracker: Tracker,
        clock: Clock,
        recordings: Path,
        *,
        record: Callable[[list[Fact]], None],
        tell: Callable[[Message], None],
        answered: Callable[[Fact, Place], None],
        box: bool,
    ) -> None:
        """Keep a line.

        Args:
            place: Unit and line.
            tracker: Follows the calls of this line.
            clock: The keeper's clock.
            recordings: The folder of all recordings; rows name paths below it.
            record: Takes facts.
            tell: Tells the consoles.
            answered: Told the fact that an incoming call is answered.
            box: Whether a serial box belongs to the line.
        """
        self.place = place
        self._tracker = tracker
        self._clock = clock
        self._log = RecordingLog(place, clock, recordings, record)
        self._record = record
        self._tell = tell
        self._answered = answered
        self._caller = HeardCaller()
        self._retry_at = 0.0
        self._recorder: Recorder | None = None
        self._capture = LineCapture(place.line, BoxStream("", whole=False))
        self._state = LineState(
            place.line, box="opening" if box else "none", sound="none", recorder="none"
        )

    @property
    def state(self) -> LineState:
        """How the line stands."""
        return self._state

    @property
    def called(self) -> bool:
        """Whether somebody calls or is talked with, not merely a handset lifted here."""
        call = self._tracker.call
        return call is not None and call.direction is Direction.IN

    def moment(self) -> Moment:
        """Return now on both clocks."""
        return Moment(self._clock.now(), self._clock.monotonic())

    def attach(self, recorder: Recorder) -> None:
        """Give the line its recorder; the recorder is started by its owner."""
        self._recorder = recorder
        self._change(sound="opening", recorder="idle")

    def fed_by(self, stream: BoxStream) -> LineCapture:
        """Keep the bytes of each call from what a box sends."""
        self._capture = LineCapture(self.place.line, stream)
        return self._capture

    def resume(self, call: TrackedCall, segments: int, captured: int) -> bool:
        """Go on with a call that was open when the last keeper ended; False where it cannot.

        Args:
            call: The call, as the register knows it.
            segments: How many segments of its recording there are.
            captured: How many bytes of the box are kept of it.
        """
        if goes_on := self._tracker.may_resume():
            self._capture.resume(call.id, captured)
            self._log.resume(call.id, segments)
            self._do(self._tracker.resume(call, self.moment()))
        return goes_on

    def events(self, events: list[LineEvent]) -> None:
        """Take in what the box says."""
        for event in events:
            self._do(self._tracker.event(event, self.moment()), event)
            if event.event is EventKind.RING and self._recorder is not None:
                self._recorder.listen_anew()  # a voice of before the ring answers no call

    def tick(self) -> None:
        """Let time pass."""
        self._caller_heard(self._caller.tick(self._clock.monotonic()))
        self._do(self._tracker.tick(self.moment()))
        self._record_again()

    def _record_again(self) -> None:
        """Try the next segment of a call whose recording failed while the call is on."""
        call = self._tracker.call
        failed = self._state.recorder == "failed"
        if call is not None and failed and self._clock.monotonic() >= self._retry_at:
            self._retry_at = self._clock.monotonic() + RETRY_SECONDS
            self._begin_recording(call.id)

    def box(self, state: DeviceState, reason: str = "") -> None:
        """Note that the box answers or is lost."""
        if state == self._state.box:
            return
        self._device(Part.BOX, lost=state == "lost", was_lost=self._state.box == "lost", why=reason)
        self._change(box=state)

    def mark(self, actor: str) -> bool:
        """Have a place in the running recording marked; False where nothing is recorded."""
        if self._recorder is None or self._state.recorder != "recording":
            return False
        self._log.marking(actor)
        self._recorder.mark()
        return True

    def disk(self, hours: float) -> None:
        """Note how many hours of recording the disk still holds."""
        rounded = round(hours, 1)
        if rounded != self._state.disk_hours:
            self._change(disk_hours=rounded)

    def recorder_says(self, event: RecorderEvent) -> None:
        """Take in what the recorder says."""
        match event:
            case LevelRead():
                self._tell(heard_level(self.place.line, event))
            case SoundHeard():
                self._heard(event)
            case SourceLost() | SourceFound():
                self._source(event)
            case GapFound():
                self._log.gap(event)
            case Marked():
                self._log.marked(event)
            case RecordingStarted():
                self._log.started(event)
                self._change(recorder="recording", recording_since=event.begins_at.isoformat())
            case RecordingFinished():
                self._log.finished(event.recording)
                self._change(recorder="idle", recording_since="")
            case RecordingFailed():
                self._log.failed(event)
                self._retry_at = self._clock.monotonic() + RETRY_SECONDS
                self._change(recorder="failed", recording_since="")

    # --- orders -----------------------------------------------------------

    def _do(self, steps: list[Step], event: LineEvent | None = None) -> None:
        """Write facts down and order the recorder, in the tracker's order.

        An event is named where the steps follow from what the box said.
        """
        steps = self._capture.beside(steps, event)
        if not steps:
            return
        found = [step for step in steps if isinstance(step, Fact)]
        self._record(found)
        for fact in found:
            if fact.kind == ANSWERED:
                self._answered(fact, self.place)
        for step in steps:
            match step:
                case Record():
                    self._begin_recording(step.call)
                case StopRecording():
                    if self._recorder is not None:
                        self._recorder.end()
        call = self._tracker.call
        current = "" if call is None else call.id
        if current != self._state.call:
            self._change(call=current)
        if (known := on_line(call)) != self._state.on_line:
            self._state = msgspec.structs.replace(self._state, on_line=known)
            self._tell(self._state)

    def _begin_recording(self, call: str) -> None:
        if self._recorder is None:
            return
        segment = self._log.next_segment(call)
        begun = local(self._clock.now())  # its date names the folder
        self._recorder.begin(RecordingRequest(call, segment, begun))

    # --- what the recorder says -------------------------------------------

    def _heard(self, heard: SoundHeard) -> None:
        """Take in what the ear made out, or what it says of the caller."""
        if heard.event.data:
            self._caller_heard(self._caller.data(heard.event.data))
        elif heard.event.kind is SoundKind.DTMF and not self._is_talking():
            self._caller_heard(self._caller.key(heard.event.key or "", heard.at))
        elif heard.event.kind is SoundKind.STIR:
            self._tracker.stirred()
        elif (event := heard_event(heard)) is not None:
            self._do(self._tracker.event(event, self.moment()))

    def _caller_heard(self, events: list[LineEvent]) -> None:
        """Take caller IDs in that came as sound, where no box says them better."""
        if self._state.box != "ok":
            for event in events:
                self._do(self._tracker.event(event, self.moment()))

    def _is_talking(self) -> bool:
        call = self._tracker.call
        return call is not None and call.phase is Phase.TALKING

    def _source(self, event: SourceLost | SourceFound) -> None:
        lost = isinstance(event, SourceLost)
        why = event.reason if isinstance(event, SourceLost) else ""
        self._device(Part.SOUND, lost=lost, was_lost=self._state.sound == "lost", why=why)
        self._change(sound="lost" if lost else "ok")

    def _device(self, what: Part, *, lost: bool, was_lost: bool, why: str) -> None:
        """Write down that a device was lost or is back, for the line and for its call."""
        now = self.moment()
        if lost:
            _log.warning("line %s: %s lost: %s", self.place.line, what, why)
            self._record([line_facts.lost(now.at, self.place, what=what)])
        elif was_lost:
            _log.warning("line %s: %s is back", self.place.line, what)
            self._record([line_facts.found(now.at, self.place, what=what)])
        if lost or was_lost:
            self._do(self._tracker.disturbed(what, now, back=not lost))

    # --- state ------------------------------------------------------------

    def _change(
        self,
        *,
        box: DeviceState | None = None,
        sound: DeviceState | None = None,
        recorder: RecorderState | None = None,
        call: str | None = None,
        recording_since: str | None = None,
        disk_hours: float | None = None,
    ) -> None:
        """Change what is given, and tell the consoles."""
        given: dict[str, object] = {
            "box": box, "sound": sound, "recorder": recorder, "call": call,
            "recording_since": recording_since, "disk_hours": disk_hours,
        }  # fmt: skip
        changed = {key: value for key, value in given.items() if value is not None}
        self._state = msgspec.structs.replace(self._state, **changed)
        self._tell(self._state)
