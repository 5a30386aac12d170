"""What the sound on the line says where no hook event does."""

from __future__ import annotations

from dutyroom.devices.events import Direction, LineEvent
from dutyroom.line.tracking import rules as times
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.calls import SOUND, LineCalls
from dutyroom.line.tracking.steps import Moment, Step
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.facts import KnownBy


def on_voice(calls: LineCalls, event: LineEvent, now: Moment) -> list[Step]:
    """Note that somebody speaks; without a serial box that alone makes a call."""
    call = calls.call
    if call is None:
        if calls.rules.box or event.format != SOUND:
            return []
        call, steps = calls.begin(Direction.IN, Phase.TALKING, now)
        call.answered, call.answered_by = now, KnownBy.SOUND
        heard = facts.answered(call.id, now.at, calls.place, by=KnownBy.SOUND, seconds=None)
        return [*steps, heard]
    call.quiet = None
    if call.voice is None:
        call.voice = now
    return []


def on_silence(calls: LineCalls, _event: LineEvent, now: Moment) -> list[Step]:
    """Note since when the line is quiet."""
    call = calls.call
    if call is not None:
        call.voice = None
        if call.quiet is None:
            call.quiet = now
    return []


def on_dial_tone(calls: LineCalls, _event: LineEvent, now: Moment) -> list[Step]:
    """Read a lifted handset, or a talk that is over, from the dial tone."""
    if calls.rules.hooks:
        return []
    call = calls.call
    if call is None:
        return calls.begin(Direction.OUT, Phase.TALKING, now)[1]
    if call.phase is Phase.TALKING and call.answered is not None:
        return calls.finish(call, now, KnownBy.SOUND)
    return []


def on_busy(calls: LineCalls, _event: LineEvent, now: Moment) -> list[Step]:
    """Read from the busy tone that the other side has hung up."""
    call = calls.call
    if call is None or call.phase is not Phase.TALKING or calls.rules.hooks:
        return []
    return calls.finish(call, now, KnownBy.SOUND)


def tick_talking(calls: LineCalls, call: TrackedCall, now: Moment) -> list[Step]:
    """Complete a dialled number after a pause, and end a talk after long silence."""
    steps: list[Step] = []
    if call.digits and now.mono - call.dialled >= times.DIAL_PAUSE:
        steps += calls.dialled_so_far(call, now)
    listens = not calls.rules.hooks or call.resumed or call.box_lost
    if listens and call.quiet and now.mono - call.quiet.mono >= calls.rules.silence:
        steps += calls.finish(call, call.quiet, KnownBy.SOUND)
    return steps
