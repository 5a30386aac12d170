"""The calls on one line, and the few ways in which a call begins, goes on and ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

from dutyroom.devices.events import Direction, EventKind, LineEvent
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.rules import TrackingRules
from dutyroom.line.tracking.steps import Moment, Record, Step, StopRecording
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import FirstSign, KnownBy, Outcome
from dutyroom.store.facts import Place

SOUND: Final = "sound"
"""The `format` of events that were heard on the line instead of read from a box."""

_REMEMBERED: Final = 8
"""Past calls for which a closing record may still come."""


class LineCalls:
    """What is on the line: the call, one that waits or is held, and the last one.

    Attributes:
        place: Unit and line that every fact carries.
        rules: What this line can tell.
        call: The call on the line.
        other: A call that knocks (ringing) or is held (talking) beside it.
        past: The calls that ended last, the newest first, for what comes late.
        voice: Since when a voice has been heard without a ring in between.
        quiet: Since when nothing has been heard.
        box_lost: The box is not there, so that only the sound tells of the line.
        sound_lost: No sound comes, so that neither voice nor silence is known.
        silent: The call that silence ended; nothing has proved since that it is over.
        tells_rings: The box has told of a ring, so that it will tell of the next caller's, too.
    """

    def __init__(self, place: Place, rules: TrackingRules, new_id: Callable[[], str]) -> None:
        """Start with an idle line.

        Args:
            place: Unit and line that every fact carries.
            rules: What this line can tell.
            new_id: Makes the ids of new calls.
        """
        self.place = place
        self.rules = rules
        self._new_id = new_id
        self.call: TrackedCall | None = None
        self.other: TrackedCall | None = None
        self.past: deque[TrackedCall] = deque(maxlen=_REMEMBERED)
        self.voice: Moment | None = None
        self.quiet: Moment | None = None
        self.box_lost = False
        self.sound_lost = False
        self.silent: TrackedCall | None = None
        self.tells_rings = False

    def sound(self, now: Moment, *, back: bool) -> None:
        """Note that the sound is lost, or there again; how quiet it was meanwhile nobody knows."""
        self.sound_lost = not back
        for each in (self.call, self.other):
            if each is not None:
                each.unheard = True
        if back and self.quiet is not None:
            self.quiet = now

    def listens(self, call: TrackedCall | None) -> bool:
        """Say whether the sound tells what the box does not, or may have missed.

        Args:
            call: For this call; None: for the idle line.
        """
        if not self.rules.hooks:
            return True
        return self.box_lost if call is None else call.resumed or call.box_lost

    def new(self, direction: Direction, phase: Phase, now: Moment) -> TrackedCall:
        """Return a call that is on no line yet."""
        return TrackedCall(
            self._new_id(),
            direction,
            now,
            phase,
            last_ring=now.mono,
            box_lost=self.box_lost,
            unheard=self.sound_lost,
        )

    def begin(
        self, direction: Direction, phase: Phase, now: Moment, sign: FirstSign
    ) -> tuple[TrackedCall, list[Step]]:
        """Put a new call on the line and have it recorded."""
        self.silent = None
        call = self.call = self.new(direction, phase, now)
        begun = facts.begun(call.id, now.at, self.place, direction=direction, sign=sign)
        return call, [begun, Record(call.id)]

    def knock(self, now: Moment) -> tuple[TrackedCall, list[Step]]:
        """Begin a call that waits while another one is talked on."""
        call = self.other = self.new(Direction.IN, Phase.RINGING, now)
        call.waiting = True
        begun = facts.begun(call.id, now.at, self.place, direction=Direction.IN, waiting=True)
        return call, [begun]

    def number(self, call: TrackedCall, event: LineEvent, now: Moment) -> list[Step]:
        """Write down what a caller ID says, unless it says nothing new."""
        before, call.sent = call.sent, event
        call.sent_at, call.sent_after = now.mono, call.rings
        if before is not None and _says(before) == _says(event):
            return []
        return [
            facts.numbered(
                call.id,
                now.at,
                self.place,
                number=event.number,
                name=event.name,
                absent=event.absent,
                telco_time=event.telco_time,
                checksum=event.checksum,
                raw=event.raw,
                format_name=event.format,
            )
        ]

    def answer(self, call: TrackedCall, when: Moment, by: KnownBy) -> list[Step]:
        """Turn a ringing call into a talk; in doubt the voice may be that of the last one."""
        steps = _rings(call, when, self.place)
        by = KnownBy.NOTHING if call.doubted else by
        call.phase, call.answered, call.answered_by = Phase.TALKING, when, by
        waited = None if call.doubted else round(max(0.0, when.mono - call.began.mono), 1)
        return [
            *steps,
            facts.answered(call.id, when.at, self.place, by=by, seconds=waited),
        ]

    def finish(self, call: TrackedCall, now: Moment, by: KnownBy) -> list[Step]:
        """End a call by what was seen of it."""
        if call.phase is Phase.TALKING and call.doubted:
            outcome, by = Outcome.UNKNOWN, KnownBy.NOTHING
        elif call.phase is Phase.TALKING:
            outgoing = call.direction is Direction.OUT
            outcome = Outcome.OUTGOING if outgoing else Outcome.ANSWERED
        elif by in (KnownBy.NOTHING, KnownBy.DEVICE_LOST):
            outcome = Outcome.UNKNOWN
        else:
            outcome = Outcome.MISSED
        return self.end(call, now, outcome, by)

    def witness(self, call: TrackedCall) -> KnownBy:
        """Say what tells that a ringing which stopped was not answered."""
        if not self.listens(call):
            return KnownBy.HOOK
        if self.rules.sound and not call.unheard:
            return KnownBy.SOUND
        return KnownBy.DEVICE_LOST if call.box_lost or call.unheard else KnownBy.NOTHING

    def give_up(self, waiting: TrackedCall, now: Moment) -> list[Step]:
        """End a call that knocked and was not seen to be taken.

        Only a box that tells of the handset would have told of that: the sound goes on as before.
        """
        silent = KnownBy.DEVICE_LOST if waiting.box_lost else KnownBy.NOTHING
        return self.finish(waiting, now, silent if self.listens(waiting) else KnownBy.HOOK)

    def end(
        self,
        call: TrackedCall,
        now: Moment,
        outcome: Outcome,
        by: KnownBy,
        seconds: float | None = None,
    ) -> list[Step]:
        """End a call with a known or unknown outcome.

        Args:
            call: The call.
            now: When it ended.
            outcome: What became of it.
            by: How that is known.
            seconds: Length of the talk, where a record gives it.
        """
        steps = [*self.dialled_so_far(call, now), *_rings(call, now, self.place)]
        steps.append(self.ended(call, now, outcome, by, seconds))
        call.phase, call.ended = Phase.ENDED, now
        call.outcome_known = outcome is not Outcome.UNKNOWN
        if call is self.call:
            steps.append(StopRecording(call.id))
            self.call = None
            if self.other is None:
                self.voice = None  # it was heard in the call that is over
        self.past.appendleft(call)
        return steps

    def hang_up(self, now: Moment, by: KnownBy) -> list[Step]:
        """End the call, and with it one that was held; let one that waits ring on."""
        call, other = self.call, self.other
        if call is None:
            return []
        steps = self.finish(call, now, by)
        if other is None or other.phase is Phase.RINGING:
            return steps + self.go_on(now)
        self.other = None
        return steps + self.finish(other, now, by)

    def go_on(self, now: Moment) -> list[Step]:
        """Bring the call that waits or is held to the line, when the one on it is over."""
        other, self.other = self.other, None
        if other is None:
            return []
        self.call = other
        other.last_ring = now.mono
        return [Record(other.id)]

    def take_back(self, call: TrackedCall, when: Moment) -> list[Step]:
        """Let a call go on whose end was a guess, as the next segment of its recording.

        Args:
            call: The call that silence ended.
            when: Since when a voice is heard again.
        """
        quiet = when.mono - call.ended.mono if call.ended is not None else 0.0
        self.silent = None
        if call in self.past:
            self.past.remove(call)
        self.call, call.phase, call.ended = call, Phase.TALKING, None
        call.went_on += 1
        went_on = facts.went_on(call.id, when.at, self.place, seconds=round(max(0.0, quiet), 1))
        return [went_on, Record(call.id)]

    def clear(self, now: Moment, by: KnownBy) -> list[Step]:
        """End whatever is on the line."""
        steps: list[Step] = []
        for call in (self.call, self.other):
            if call is not None:
                steps += self.finish(call, now, by)
        self.other = None
        return steps

    def ended(
        self,
        call: TrackedCall,
        now: Moment,
        outcome: Outcome,
        by: KnownBy,
        seconds: float | None = None,
    ) -> Step:
        """Return the fact that a call is over."""
        talk = call.talk_seconds(now) if seconds is None else seconds
        return facts.ended(
            call.id,
            now.at,
            self.place,
            outcome=outcome,
            by=by,
            seconds=talk,
            after=call.went_on,
        )

    def dialled_so_far(self, call: TrackedCall, now: Moment) -> list[Step]:
        """Write down the digits heard so far as the number dialled."""
        digits, call.digits = call.digits, ""
        if not digits:
            return []
        event = LineEvent(EventKind.DTMF, SOUND, 0, b"", direction=Direction.OUT, number=digits)
        return self.number(call, event, now)


def _says(event: LineEvent) -> tuple[object, ...]:
    """Return what a caller ID says, without how it was said."""
    return (event.number, event.name, event.absent, event.telco_time, event.checksum)


def _rings(call: TrackedCall, now: Moment, place: Place) -> list[Step]:
    """Return the number of rings as a fact, once the ringing is over."""
    counted = call.rings - (1 if call.resumed else 0)
    if call.phase is not Phase.RINGING or counted < 1:
        return []
    return [facts.rang(call.id, now.at, place, count=call.rings)]
