"""To which call a number belongs, whenever it comes."""

from __future__ import annotations

from dutyroom.devices.events import Direction, LineEvent
from dutyroom.line.tracking import rules as times
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.calls import LineCalls
from dutyroom.line.tracking.steps import Moment, Step
from dutyroom.registers.calls.facts import KnownBy


def on_caller_id(calls: LineCalls, event: LineEvent, now: Moment) -> list[Step]:
    """Write the number down with its call, begun now if there is none."""
    if event.direction is Direction.OUT:
        return dialled(calls, event, now)
    call, steps = _called_by(calls, event, now)
    return steps + calls.number(call, event, now)


def dialled(calls: LineCalls, event: LineEvent, now: Moment) -> list[Step]:
    """Write down the number that was dialled."""
    call = calls.call
    steps: list[Step] = []
    if call is None or call.direction is Direction.IN:
        if call is not None:
            steps = calls.finish(call, now, KnownBy.NOTHING)
        call, begun = calls.begin(Direction.OUT, Phase.TALKING, now)
        steps += begun
    call.digits = ""
    return steps + calls.number(call, event, now)


def on_dtmf(calls: LineCalls, event: LineEvent, now: Moment) -> list[Step]:
    """Gather the digits that the officer dials."""
    call = calls.call
    if call is not None and call.direction is Direction.OUT and call.sent is None:
        call.digits = (call.digits + (event.number or ""))[:40]
        call.dialled = now.mono
    return []


def _called_by(calls: LineCalls, event: LineEvent, now: Moment) -> tuple[TrackedCall, list[Step]]:
    """Return the call that a caller ID belongs to, and what its beginning takes."""
    call = calls.call
    if call is None:
        if calls.last is not None and _is_late(calls.last, now):
            return calls.last, []
        return calls.begin(Direction.IN, Phase.RINGING, now)
    if call.phase is Phase.RINGING:
        return _while_ringing(calls, call, event, now)
    if _repeats(call, event) or _is_late(call, now):
        return call, []
    return (calls.other, []) if calls.other is not None else calls.knock(now)


def _while_ringing(
    calls: LineCalls, call: TrackedCall, event: LineEvent, now: Moment
) -> tuple[TrackedCall, list[Step]]:
    """Tell a number that amends the ringing call from the next call's."""
    another = (
        call.rings == 0  # a box that reports no rings: only the number tells calls apart
        and call.has_number()
        and not _repeats(call, event)
        and now.mono - call.last_ring > times.VOICE_AFTER_RING
    )
    if not another:
        return call, []
    steps = calls.finish(call, now, calls.witness(call))
    following, begun = calls.begin(Direction.IN, Phase.RINGING, now)
    return following, steps + begun


def _is_late(call: TrackedCall, now: Moment) -> bool:
    """Say whether a number may still belong to a call that was answered or is over."""
    since = call.ended or call.answered or call.began
    return (
        call.direction is Direction.IN
        and not call.has_number()
        and now.mono - since.mono <= times.LATE_NUMBER
    )


def _repeats(call: TrackedCall, event: LineEvent) -> bool:
    """Say whether a caller ID tells of the same group or number once more."""
    sent = call.sent
    if sent is None:
        return False
    if (sent.format, sent.offset) == (event.format, event.offset):
        return True
    return sent.number is not None and sent.number == event.number
