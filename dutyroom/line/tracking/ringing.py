"""Rings, the end of ringing, and calls that knock."""

from __future__ import annotations

from dutyroom.devices.events import Direction, LineEvent
from dutyroom.line.tracking import rules as times
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.calls import LineCalls
from dutyroom.line.tracking.quiet import over_since
from dutyroom.line.tracking.steps import Moment, Step
from dutyroom.registers.calls.kinds import FirstSign, KnownBy


def on_ring(calls: LineCalls, _event: LineEvent, now: Moment) -> list[Step]:
    """Begin a call at its first ring; count the others."""
    steps: list[Step] = []
    calls.tells_rings = True
    call = calls.call
    if call is not None and call.phase is Phase.TALKING:
        if call.answered is not None and now.mono - call.answered.mono < times.RING_TAIL:
            return []
        # A line in use does not ring: its on-hook was missed.
        over = over_since(calls, now)
        steps += calls.hang_up(over or now, KnownBy.SOUND if over else KnownBy.NOTHING)
        call = calls.call
    if call is None:
        call, begun = calls.begin(Direction.IN, Phase.RINGING, now, FirstSign.RING)
        steps += begun
    call.rings += 1
    call.last_ring = now.mono
    call.ring_stopped = False
    call.resumed = call.box_lost = False  # it still rings, so nothing was missed
    call.doubted = False  # nor does it knock
    call.unheard = calls.sound_lost
    calls.voice = None
    return steps


def on_ring_stopped(calls: LineCalls, _event: LineEvent, now: Moment) -> list[Step]:
    """Wait a moment for a lifted handset after the box said the ringing stopped."""
    call = calls.call
    if call is not None and call.phase is Phase.RINGING:
        call.ring_stopped = True
        call.last_ring = now.mono
    return []


def tick_ringing(calls: LineCalls, call: TrackedCall, now: Moment) -> list[Step]:
    """Find out that a ringing call was answered, or rings no more."""
    voice = calls.voice if calls.listens(call) else None
    if voice is not None:
        voice = max(voice, call.began, key=lambda moment: moment.mono)
    if voice is not None and _is_answer(call, voice, now):
        return calls.answer(call, voice, KnownBy.SOUND)
    if voice is not None or now.mono - call.last_ring < _patience(calls, call):
        return []
    return calls.finish(call, now, calls.witness(call))


def _patience(calls: LineCalls, call: TrackedCall) -> float:
    """Return how many seconds without a sign make an end of the ringing."""
    if call.ring_stopped and not (calls.listens(call) and calls.rules.sound):
        return times.STOPPED_GRACE
    if call.rings or call.ring_stopped or call.waiting:
        return times.RING_GAP
    return times.RINGLESS_END


def _is_answer(call: TrackedCall, voice: Moment, now: Moment) -> bool:
    """Say whether a voice can only be an answer: it lasts, and no ring is due."""
    if now.mono - voice.mono < times.VOICE_SUSTAINED:
        return False
    silent = now.mono - call.last_ring >= times.VOICE_AFTER_RING
    return silent or call.ring_stopped or not call.rings


def tick_waiting(calls: LineCalls, now: Moment) -> list[Step]:
    """Give up a waiting call that nobody took."""
    other = calls.other
    if other is None or other.phase is not Phase.RINGING:
        return []
    if now.mono - other.last_ring < times.WAITING_END:
        return []
    calls.other = None
    return calls.give_up(other, now)
