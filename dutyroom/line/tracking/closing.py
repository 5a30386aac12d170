"""Records that a box sends when a call is over."""

from __future__ import annotations

from dutyroom.devices.events import Direction, LineEvent
from dutyroom.line.tracking import rules as times
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.calls import LineCalls
from dutyroom.line.tracking.steps import Moment, Step
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.facts import KnownBy, Outcome


def on_call_end(calls: LineCalls, event: LineEvent, now: Moment) -> list[Step]:
    """End the call the record tells of: the present one, the last one, or one unheard of."""
    call = calls.call
    if call is not None and event.direction in (None, call.direction):
        return _end(calls, call, event, now)
    late = calls.last
    if late is not None and late.ended and now.mono - late.ended.mono <= times.LATE_RECORD:
        if late.outcome_known:
            return []
        late.outcome_known = True
        return [calls.ended(late, now, _outcome(late, event), KnownBy.RECORD)]
    return _whole_call(calls, event, now)


def _end(calls: LineCalls, call: TrackedCall, event: LineEvent, now: Moment) -> list[Step]:
    """End the present call by its record."""
    steps: list[Step] = []
    outcome = _outcome(call, event)
    if outcome is Outcome.ANSWERED and call.answered is None:
        talk = min(float(event.seconds or 0), now.mono - call.began.mono)
        steps += calls.answer(call, now.back(talk), KnownBy.RECORD)
    return steps + calls.end(call, now, outcome, KnownBy.RECORD)


def _whole_call(calls: LineCalls, event: LineEvent, now: Moment) -> list[Step]:
    """Log a call that the box reports only when it is over; its sound is gone."""
    began = now.back(float(event.seconds or 0))
    call = calls.new(event.direction or Direction.IN, Phase.TALKING, began)
    steps: list[Step] = [facts.begun(call.id, began.at, calls.place, direction=call.direction)]
    if event.number or event.absent:
        steps += calls.number(call, event, began)
    talk = None if event.seconds is None else float(event.seconds)
    return steps + calls.end(call, now, _outcome(call, event), KnownBy.RECORD, talk)


def _outcome(call: TrackedCall, event: LineEvent) -> Outcome:
    """Read the outcome from a closing record."""
    if call.direction is Direction.OUT:
        return Outcome.OUTGOING
    if event.answered is not None:
        return Outcome.ANSWERED if event.answered else Outcome.MISSED
    if call.answered is not None:
        return Outcome.ANSWERED
    return Outcome.MISSED if event.seconds == 0 else Outcome.UNKNOWN
