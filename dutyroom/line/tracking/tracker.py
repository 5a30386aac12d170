"""From line events to the facts of calls, for one line.

A call exists from its first sign, number or no number (article 6). Whether it
was answered comes from hook events where the box gives them, from a closing
record, from sound where neither does, and is unknown where nothing tells:
then the officer is asked. Time enters as `Moment`s only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.line.tracking import closing, handset, hearing, numbering, ringing
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.calls import LineCalls
from dutyroom.line.tracking.rules import TrackingRules
from dutyroom.line.tracking.steps import Moment, Record, Step
from dutyroom.registers.calls import facts
from dutyroom.store.facts import Place

Handler: TypeAlias = Callable[[LineCalls, LineEvent, Moment], list[Step]]

HANDLERS: Final[Mapping[EventKind, Handler]] = MappingProxyType(
    {
        EventKind.RING: ringing.on_ring,
        EventKind.RING_STOPPED: ringing.on_ring_stopped,
        EventKind.CALLER_ID: numbering.on_caller_id,
        EventKind.DTMF: numbering.on_dtmf,
        EventKind.OFF_HOOK: handset.on_off_hook,
        EventKind.ON_HOOK: handset.on_on_hook,
        EventKind.HOOK_FLASH: handset.on_hook_flash,
        EventKind.CALL_END: closing.on_call_end,
        EventKind.BUSY: hearing.on_busy,
        EventKind.DIAL_TONE: hearing.on_dial_tone,
        EventKind.VOICE: hearing.on_voice,
        EventKind.SILENCE: hearing.on_silence,
    }
)
"""What each event does; the others concern no call."""


class Tracker:
    """Follows the calls of one line."""

    def __init__(
        self, place: Place, rules: TrackingRules, new_id: Callable[[], str] = facts.new_id
    ) -> None:
        """Start with an idle line.

        Args:
            place: Unit and line that every fact carries.
            rules: What this line can tell.
            new_id: Makes the ids of new calls.
        """
        self._calls = LineCalls(place, rules, new_id)

    @property
    def call(self) -> TrackedCall | None:
        """The call on the line; None while it is idle."""
        return self._calls.call

    def event(self, event: LineEvent, now: Moment) -> list[Step]:
        """Take in one thing that happened on the line.

        Returns:
            Facts to write down and orders to the recorder, in their order.
        """
        steps = self.tick(now)  # what the time that passed has ended is over before the event
        handler = HANDLERS.get(event.event)
        return steps + handler(self._calls, event, now) if handler else steps

    def stirred(self) -> None:
        """Note that the line is not silent; what was heard is too short to mean more."""
        self._calls.quiet = None

    def tick(self, now: Moment) -> list[Step]:
        """Let time pass: silence, a pause in dialling and an end of ringing mean something."""
        steps = ringing.tick_waiting(self._calls, now)
        call = self._calls.call
        if call is None:
            return steps + hearing.tick_idle(self._calls, now)
        if call.phase is Phase.RINGING:
            return steps + ringing.tick_ringing(self._calls, call, now)
        return steps + hearing.tick_talking(self._calls, call, now)

    def may_resume(self) -> bool:
        """Say whether an open call can be taken up: on the line, or beside a talk that goes on."""
        call, other = self._calls.call, self._calls.other
        if call is None:
            return True
        return call.resumed and call.phase is Phase.TALKING and other is None

    def resume(self, call: TrackedCall, now: Moment) -> list[Step]:
        """Go on with a call that the register says is still open, after a crash.

        The first one has the line; a second one knocks or is held beside it.
        """
        call.resumed = True
        call.last_ring = now.mono
        back = facts.disturbed(call.id, now.at, self._calls.place, what="keeper", back=True)
        if self._calls.call is not None:
            call.waiting = call.phase is Phase.RINGING
            self._calls.other = call
            return [back]
        self._calls.call = call
        return [back, Record(call.id)]

    def disturbed(self, what: str, now: Moment, *, back: bool) -> list[Step]:
        """Note that the box or the sound was lost, or came back, during a call.

        Args:
            what: `box` or `sound`.
            now: When.
            back: Whether it is there again.
        """
        call, other = self._calls.call, self._calls.other
        if what == "box":
            self._calls.box_lost = not back
            for each in (call, other):
                if each is not None:
                    each.box_lost = True  # an event may have been missed: sound counts too
        if what == "sound":
            self._calls.sound(now, back=back)
        if call is None:
            return []
        return [facts.disturbed(call.id, now.at, self._calls.place, what=what, back=back)]
