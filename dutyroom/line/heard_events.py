"""What is heard on a line, as an event of the line and as its level."""

from __future__ import annotations

from typing import Final

from dutyroom.channel.messages import Level
from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.line_sound import SoundKind
from dutyroom.devices.recorder_events import LevelRead, SoundHeard
from dutyroom.line.tracking.calls import SOUND

_HEARD: Final = {
    SoundKind.DIAL_TONE: EventKind.DIAL_TONE,
    SoundKind.BUSY: EventKind.BUSY,
    SoundKind.SILENCE: EventKind.SILENCE,
    SoundKind.VOICE: EventKind.VOICE,
    SoundKind.DTMF: EventKind.DTMF,
}


def heard_event(heard: SoundHeard) -> LineEvent | None:
    """Return what was heard as an event; None where it is too little to be one."""
    kind = _HEARD.get(heard.event.kind)
    if kind is None:
        return None
    return LineEvent(kind, SOUND, heard.event.frame, b"", number=heard.event.key)


def heard_level(line: str, read: LevelRead) -> Level:
    """Return how loud a line is, as the consoles are told.

    Args:
        line: Name of the line.
        read: What the recorder says.
    """
    loud = read.loudness
    return Level(line, loud.rms_dbfs, loud.peak_dbfs, clipped=loud.clipped > 0)
