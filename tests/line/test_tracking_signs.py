"""By what a call became known."""

from __future__ import annotations

from dutyroom.devices.events import EventKind
from tests.line.tracking_kit import HOOKS, RINGS_AND_SOUND, TrackedLine


def test_what_a_call_became_known_by_is_kept() -> None:
    """A number is no ring, and a voice tells nothing of who called whom."""
    number, lifted = TrackedLine(HOOKS), TrackedLine(HOOKS)
    voice, tone = TrackedLine(RINGS_AND_SOUND), TrackedLine(RINGS_AND_SOUND)
    number.number()
    lifted.lift()
    voice.hear(EventKind.VOICE, 3)
    tone.hear(EventKind.DIAL_TONE, 1)
    lines = (number, lifted, voice, tone)
    signs = [line.fact("begun").body["sign"] for line in lines]
    assert signs == ["number", "handset", "voice", "dial_tone"]
