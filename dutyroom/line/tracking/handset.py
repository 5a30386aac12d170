"""The handset: lifted, laid down, and the hook flash between two calls."""

from __future__ import annotations

from dutyroom.devices.events import Direction, LineEvent
from dutyroom.line.tracking.call import Phase
from dutyroom.line.tracking.calls import LineCalls
from dutyroom.line.tracking.numbering import dialled
from dutyroom.line.tracking.steps import Moment, Record, Step, StopRecording
from dutyroom.registers.calls.kinds import FirstSign, KnownBy


def on_off_hook(calls: LineCalls, event: LineEvent, now: Moment) -> list[Step]:
    """Answer the ringing call, or begin an outgoing one."""
    call = calls.call
    if call is None:
        _call, steps = calls.begin(Direction.OUT, Phase.TALKING, now, FirstSign.HANDSET)
        return steps + (dialled(calls, event, now) if event.number else [])
    if call.phase is Phase.RINGING:
        return calls.answer(call, now, KnownBy.HOOK)
    return []


def on_on_hook(calls: LineCalls, _event: LineEvent, now: Moment) -> list[Step]:
    """End the call, and with it one that was held; ring again for one that waits."""
    calls.silent = None
    if calls.call is None:
        calls.voice = None
    return calls.hang_up(now, KnownBy.HOOK)  # the exchange rings again for who still waits


def on_hook_flash(calls: LineCalls, _event: LineEvent, now: Moment) -> list[Step]:
    """Change between the call and the one that waits or is held."""
    call, other = calls.call, calls.other
    if call is None or other is None:
        return []
    calls.call, calls.other = other, call
    steps: list[Step] = [StopRecording(call.id)]
    if other.phase is Phase.RINGING:
        steps += calls.answer(other, now, KnownBy.HOOK)
    return [*steps, Record(other.id)]
