"""Records that a box sends when a call is over."""

from __future__ import annotations

from dutyroom.devices.events import Direction, LineEvent
from dutyroom.line.tracking import rules as times
from dutyroom.line.tracking.call import Phase, TrackedCall, telephone
from dutyroom.line.tracking.calls import LineCalls
from dutyroom.line.tracking.steps import Moment, Step
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import FirstSign, KnownBy, Outcome


def on_call_end(calls: LineCalls, event: LineEvent, now: Moment) -> list[Step]:
    """End the call the record tells of: the present one, a past one, or one unheard of."""
    call = calls.call
    if call is not None and _tells_of(call, event):
        return _end(calls, call, event, now) + calls.go_on(now)
    calls.silent = None
    began = now.mono - (event.seconds or 0)
    for past in calls.past:
        if past.ended and _tells_of(past, event) and began - past.ended.mono <= times.LATE_RECORD:
            return _settle(calls, past, event, now)
    return _whole_call(calls, event, now)


def _tells_of(call: TrackedCall, event: LineEvent) -> bool:
    """Say whether a record may be of a call: nothing that both know contradicts it.

    A dialled number is not compared: what was heard of it may lack a digit.
    """
    if event.direction not in (None, call.direction):
        return False
    nothing_said = event.number is None and event.absent is None
    sent = call.sent
    if nothing_said or sent is None or not call.has_number() or call.direction is Direction.OUT:
        return True
    return telephone(sent.number) == telephone(event.number)


def _end(calls: LineCalls, call: TrackedCall, event: LineEvent, now: Moment) -> list[Step]:
    """End the present call by its record."""
    steps: list[Step] = []
    outcome = _outcome(call, event)
    if outcome is Outcome.UNKNOWN and not calls.listens(call):
        outcome = Outcome.MISSED  # the handset would have been seen
    if outcome is Outcome.ANSWERED and call.answered is None and event.seconds is not None:
        talk = min(float(event.seconds), now.mono - call.began.mono)
        steps += calls.answer(call, now.back(talk), KnownBy.RECORD)
    return steps + calls.end(call, now, outcome, KnownBy.RECORD)


def _settle(calls: LineCalls, past: TrackedCall, event: LineEvent, now: Moment) -> list[Step]:
    """Say what became of a call that is over, if that was not known."""
    outcome = _outcome(past, event)
    if past.outcome_known or outcome is Outcome.UNKNOWN:
        return []
    past.outcome_known = True
    answered = outcome is Outcome.ANSWERED and event.seconds is not None
    talk = float(event.seconds or 0) if answered else None
    return [calls.ended(past, now, outcome, KnownBy.RECORD, talk)]


def _whole_call(calls: LineCalls, event: LineEvent, now: Moment) -> list[Step]:
    """Log a call that the box reports only when it is over; its sound is gone."""
    began = now.back(float(event.seconds or 0))
    call = calls.new(event.direction or Direction.IN, Phase.TALKING, began)
    sign = FirstSign.RECORD
    begun = facts.begun(call.id, began.at, calls.place, direction=call.direction, sign=sign)
    steps: list[Step] = [begun]
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
