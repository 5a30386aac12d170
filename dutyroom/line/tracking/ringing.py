"""Rings, the end of ringing, and calls that knock."""

from __future__ import annotations

from dutyroom.devices.events import Direction, LineEvent
from dutyroom.line.tracking import rules as times
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.calls import LineCalls
from dutyroom.line.tracking.steps import Moment, Step
from dutyroom.registers.calls.facts import KnownBy, Outcome


def on_ring(calls: LineCalls, _event: LineEvent, now: Moment) -> list[Step]:
    """Begin a call at its first ring; count the others."""
    steps: list[Step] = []
    call = calls.call
    if call is not None and call.phase is Phase.TALKING:
        # A line in use does not ring: its on-hook was missed.
        steps += calls.finish(call, now, KnownBy.NOTHING)
        call = None
    if call is None:
        call, begun = calls.begin(Direction.IN, Phase.RINGING, now)
        steps += begun
    call.rings += 1
    call.last_ring = now.mono
    call.ring_stopped = False
    call.voice = None
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
    if not calls.rules.hooks and (since := _answered_by_voice(call, now)) is not None:
        return calls.answer(call, since, KnownBy.SOUND)
    if call.ring_stopped:
        patience = times.STOPPED_GRACE
    else:
        patience = times.RING_GAP if call.rings else times.RINGLESS_END
    if now.mono - call.last_ring < patience:
        return []
    return calls.finish(call, now, calls.witness(call))


def _answered_by_voice(call: TrackedCall, now: Moment) -> Moment | None:
    """Return when a voice began that can only be an answer."""
    voice = call.voice
    if voice is None or now.mono - voice.mono < times.VOICE_SUSTAINED:
        return None
    if call.rings and now.mono - call.last_ring < times.VOICE_AFTER_RING:
        return None
    return voice


def tick_waiting(calls: LineCalls, now: Moment) -> list[Step]:
    """Give up a waiting call that nobody took."""
    other = calls.other
    if other is None or other.phase is not Phase.RINGING:
        return []
    if now.mono - other.began.mono < times.WAITING_END:
        return []
    calls.other = None
    return calls.end(other, now, Outcome.MISSED, KnownBy.HOOK)
