"""What the sound on the line says where no hook event does."""

from __future__ import annotations

from dutyroom.devices.events import Direction, LineEvent
from dutyroom.line.tracking import rules as times
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.calls import SOUND, LineCalls
from dutyroom.line.tracking.quiet import quiet_since
from dutyroom.line.tracking.steps import Moment, Step
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import FirstSign, KnownBy


def on_voice(calls: LineCalls, event: LineEvent, now: Moment) -> list[Step]:
    """Note that somebody speaks; without a serial box that alone makes a call at once."""
    calls.quiet = None
    call = calls.call
    if call is None and event.format != SOUND:
        return []
    if calls.voice is None:
        calls.voice = now
    if call is None:
        if calls.rules.box and not calls.box_lost:
            return []  # a ring may be told yet: see `tick_idle`
        call, steps = calls.begin(Direction.IN, Phase.TALKING, now, FirstSign.VOICE)
        call.answered, call.answered_by = now, KnownBy.SOUND
        heard = facts.answered(call.id, now.at, calls.place, by=KnownBy.SOUND, seconds=None)
        return [*steps, heard]
    return []


def on_silence(calls: LineCalls, _event: LineEvent, now: Moment) -> list[Step]:
    """Note since when the line is quiet."""
    calls.voice = None
    if calls.quiet is None:
        calls.quiet = now
    return []


def on_dial_tone(calls: LineCalls, _event: LineEvent, now: Moment) -> list[Step]:
    """Read a lifted handset, or a talk that is over, from the dial tone."""
    calls.voice = calls.quiet = calls.silent = None
    call = calls.call
    if not calls.listens(call):
        return []
    if call is None:
        return calls.begin(Direction.OUT, Phase.TALKING, now, FirstSign.DIAL_TONE)[1]
    if call.phase is Phase.TALKING and call.answered is not None:
        return calls.finish(call, now, KnownBy.SOUND) + calls.go_on(now)
    return []


def on_busy(calls: LineCalls, _event: LineEvent, now: Moment) -> list[Step]:
    """Read from the busy tone that the other side has hung up."""
    calls.voice = calls.quiet = calls.silent = None
    call = calls.call
    if call is None or call.phase is not Phase.TALKING or not calls.listens(call):
        return []
    return calls.finish(call, now, KnownBy.SOUND) + calls.go_on(now)


def tick_talking(calls: LineCalls, call: TrackedCall, now: Moment) -> list[Step]:
    """Complete a dialled number after a pause, and end a talk after long silence."""
    steps: list[Step] = []
    if call.digits and now.mono - call.dialled >= times.DIAL_PAUSE:
        steps += calls.dialled_so_far(call, now)
    quiet = quiet_since(calls)
    if quiet is not None and now.mono - quiet.mono >= calls.rules.silence:
        steps += calls.hang_up(quiet, KnownBy.SOUND)
        calls.silent = call if calls.call is None else None
    return steps


def tick_idle(calls: LineCalls, now: Moment) -> list[Step]:
    """Record a voice that is heard though nobody rang: a call on hold, or one that was missed.

    Silence alone has ended the call before it, and the box would have told of a ring;
    after a long time it is a call of its own. A box that tells of the handset is believed,
    unless it was silence that ended its last call.
    """
    voice, silent = calls.voice, calls.silent
    if voice is None or now.mono - voice.mono < times.VOICE_SUSTAINED:
        return []
    if silent is not None and silent.ended is not None:
        if voice.mono - silent.ended.mono <= calls.rules.hold:
            return calls.take_back(silent, voice)
    elif not calls.listens(None):
        return []
    # nobody rang
    return calls.begin(Direction.OUT, Phase.TALKING, voice, FirstSign.VOICE)[1]
