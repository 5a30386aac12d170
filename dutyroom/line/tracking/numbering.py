"""To which call a number belongs, whenever it comes."""

from __future__ import annotations

from dutyroom.devices.events import Direction, LineEvent
from dutyroom.line.tracking import rules as times
from dutyroom.line.tracking.call import Phase, TrackedCall, telephone
from dutyroom.line.tracking.calls import LineCalls
from dutyroom.line.tracking.quiet import over_since
from dutyroom.line.tracking.steps import Moment, Step
from dutyroom.registers.calls.kinds import FirstSign, KnownBy
from dutyroom.standard.numbers import can_be_dialled


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
        steps = calls.clear(now, KnownBy.NOTHING)
        call, begun = calls.begin(Direction.OUT, Phase.TALKING, now, FirstSign.DIALLED)
        steps += begun
    call.digits = ""
    return steps + calls.number(call, event, now)


def on_dtmf(calls: LineCalls, event: LineEvent, now: Moment) -> list[Step]:
    """Gather the digits that the officer dials."""
    calls.voice = calls.quiet = None
    call = calls.call
    if call is not None and call.direction is Direction.OUT and call.sent is None:
        call.digits = (call.digits + (event.number or ""))[:40]
        call.dialled = now.mono
    return []


def _called_by(calls: LineCalls, event: LineEvent, now: Moment) -> tuple[TrackedCall, list[Step]]:
    """Return the call that a caller ID belongs to, and what its beginning takes."""
    call = calls.call
    past = calls.past[0] if calls.past else None
    for known in (call, calls.other, past):
        if known is not None and _closes_group(known, event):
            return known, []
    if call is None:
        if past is not None and _is_late(past, now):
            return past, []
        return calls.begin(Direction.IN, Phase.RINGING, now, FirstSign.NUMBER)
    if call.phase is Phase.RINGING:
        return _while_ringing(calls, call, event, now)
    if _has_same_number(call, event) or _is_late(call, now):
        return call, []
    return _while_talking(calls, event, now)


def _while_ringing(
    calls: LineCalls, call: TrackedCall, event: LineEvent, now: Moment
) -> tuple[TrackedCall, list[Step]]:
    """Tell a number that amends the ringing call from the next call's."""
    if not call.has_number() or _has_same_number(call, event):
        return call, []
    if now.mono - call.last_ring > times.VOICE_AFTER_RING:  # the next ring did not come
        return _follow(calls, call, now)
    if call.sent is None or not _is_other_telephone(call.sent, event):
        return call, []
    if call.rings > call.sent_after:
        call.rings -= 1  # that ring was the first of the call whose number follows it
        rang = now.back(now.mono - call.last_ring)
        following, steps = _follow(calls, call, rang, FirstSign.RING)
        following.rings = 1
        return following, steps
    if not call.rings and now.mono - call.sent_at > times.AMENDED:
        return _follow(calls, call, now)
    return call, []


def _follow(
    calls: LineCalls, call: TrackedCall, now: Moment, sign: FirstSign = FirstSign.NUMBER
) -> tuple[TrackedCall, list[Step]]:
    """End a ringing call where the next one begins."""
    steps = calls.finish(call, now, calls.witness(call))
    following, begun = calls.begin(Direction.IN, Phase.RINGING, now, sign)
    return following, steps + begun


def _is_other_telephone(sent: LineEvent, event: LineEvent) -> bool:
    """Say whether two caller IDs are whole and can only be of two callers."""
    whole = can_be_dialled(sent.number or "") and can_be_dialled(event.number or "")
    sound = sent.checksum is not False
    return whole and sound and telephone(sent.number) != telephone(event.number)


def _while_talking(
    calls: LineCalls, event: LineEvent, now: Moment
) -> tuple[TrackedCall, list[Step]]:
    """Tell the number of the call that waits already from another one that knocks."""
    other = calls.other
    if other is None:
        over = None if calls.tells_rings else over_since(calls, now)
        return calls.knock(now) if over is None else _after_talk(calls, over, now)
    if _has_same_number(other, event) or not other.has_number():
        other.last_ring = now.mono
        return other, []
    if other.phase is Phase.RINGING:
        steps = calls.give_up(other, now)
        following, begun = calls.knock(now)
        return following, steps + begun
    third, steps = calls.knock(now)  # two are on the line: a third cannot be taken
    calls.other = other
    return third, steps + calls.give_up(third, now)


def _after_talk(calls: LineCalls, over: Moment, now: Moment) -> tuple[TrackedCall, list[Step]]:
    """End a talk where silence says that it is over, and begin the next call.

    It may have knocked at a talk that is merely quiet. Then it must not be lost as answered by the
    voices of that talk, so that the officer is asked; nothing but the officer can tell.
    """
    steps = calls.hang_up(over, KnownBy.SOUND)
    following, begun = calls.begin(Direction.IN, Phase.RINGING, now, FirstSign.IN_SILENCE)
    following.doubted = True
    return following, steps + begun


def _is_late(call: TrackedCall, now: Moment) -> bool:
    """Say whether a number may still belong to a call that was answered or is over."""
    if call.direction is not Direction.IN or call.has_number():
        return False
    if call.ended is not None:
        return now.mono - call.ended.mono <= times.LATE_AFTER_END
    return now.mono - (call.answered or call.began).mono <= times.LATE_NUMBER


def _closes_group(call: TrackedCall, event: LineEvent) -> bool:
    """Say whether a caller ID is the rest of the group that a call's number came in."""
    sent = call.sent
    return (
        sent is not None
        and sent.partial
        and (sent.format, sent.offset) == (event.format, event.offset)
    )


def _has_same_number(call: TrackedCall, event: LineEvent) -> bool:
    """Say whether a caller ID tells of a call's number once more."""
    sent = call.sent
    return sent is not None and sent.number is not None and sent.number == event.number
