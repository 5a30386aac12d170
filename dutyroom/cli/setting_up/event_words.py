"""What a box said, in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from dutyroom.devices.events import Absent, Direction, EventKind, LineEvent
from dutyroom.i18n import N_, _

_KINDS: Final = MappingProxyType(
    {
        EventKind.RING: N_("the line rings"),
        EventKind.RING_STOPPED: N_("the ringing stopped"),
        EventKind.CALLER_ID: N_("caller ID"),
        EventKind.OFF_HOOK: N_("handset lifted"),
        EventKind.ON_HOOK: N_("handset laid down"),
        EventKind.HOOK_FLASH: N_("hook flash"),
        EventKind.CALL_END: N_("call ended"),
        EventKind.BUSY: N_("busy tone"),
        EventKind.DIAL_TONE: N_("dial tone"),
        EventKind.SILENCE: N_("silence"),
        EventKind.VOICE: N_("voice"),
        EventKind.DTMF: N_("key pressed"),
        EventKind.MESSAGE_WAITING: N_("a message waits"),
        EventKind.LINE_LOST: N_("line lost"),
        EventKind.LINE_FOUND: N_("line found"),
    }
)
_ABSENT: Final = MappingProxyType(
    {
        Absent.WITHHELD: N_("number withheld"),
        Absent.UNAVAILABLE: N_("number unavailable"),
        Absent.TECHNICAL: N_("no number: a fault"),
        Absent.BAD_CHECKSUM: N_("no number: received badly"),
        Absent.OFFLINE: N_("no number: the line is dead"),
        Absent.NOT_SENT: N_("no number was sent"),
    }
)
_SHOWN_BYTES: Final = 48


def words(event: LineEvent) -> str:
    """Return an event as a line of text; number and name in it are foreign text."""
    if event.event is EventKind.UNKNOWN:
        return _("not understood: {bytes}").format(bytes=seen(event.raw))
    parts = [_(_KINDS[event.event])]
    if event.line:
        parts.append(_("line {line}").format(line=event.line))
    if event.direction is Direction.OUT:
        parts.append(_("outgoing"))
    parts += [part for part in (event.number, event.name) if part]
    if event.absent is not None:
        parts.append(_(_ABSENT[event.absent]))
    if event.telco_time:
        parts.append(event.telco_time)
    return "  ".join(parts)


def seen(raw: bytes) -> str:
    """Return bytes so that a person can compare them with a manual."""
    text = raw[:_SHOWN_BYTES].decode("ascii", "backslashreplace")
    kept = "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in text)
    return kept + ("..." if len(raw) > _SHOWN_BYTES else "")
