"""What a decoder says of the line, whatever box said it first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EventKind(StrEnum):
    """What happened on the line."""

    RING = "ring"
    RING_STOPPED = "ring_stopped"
    CALLER_ID = "caller_id"
    OFF_HOOK = "off_hook"
    ON_HOOK = "on_hook"
    HOOK_FLASH = "hook_flash"
    CALL_END = "call_end"
    BUSY = "busy"
    DIAL_TONE = "dial_tone"
    SILENCE = "silence"
    VOICE = "voice"
    DTMF = "dtmf"
    MESSAGE_WAITING = "message_waiting"
    LINE_LOST = "line_lost"
    LINE_FOUND = "line_found"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Who called whom, seen from the duty room."""

    IN = "in"
    OUT = "out"


class Absent(StrEnum):
    """Why a call has no number to show."""

    WITHHELD = "withheld"
    UNAVAILABLE = "unavailable"
    TECHNICAL = "technical"
    BAD_CHECKSUM = "bad_checksum"
    OFFLINE = "offline"
    NOT_SENT = "not_sent"


@dataclass(frozen=True, init=False)
class LineEvent:
    """One thing that happened on a line.

    The fields that have no value are None. `partial` marks a caller ID whose
    group is still open: its number goes on at once, and the closed group that
    follows (same `offset`) says all that is known. `dutyroom decode` prints
    closed events only.

    The constructor is written out: the one that a frozen dataclass makes sets
    field by field and takes three times as long, more than the decoding.

    Attributes:
        event: What happened.
        format: Name of the decoder that read it.
        offset: Position in the stream of the first byte of the record or group.
        raw: Exactly the bytes it was read from.
        line: The box's own name for the line, where one box has several.
        direction: Incoming or outgoing, where the record says so.
        number: The caller's number as sent; the dialled one when outgoing; the
            digit of a DTMF event.
        name: The caller's name as sent, without control characters.
        absent: Why there is no number, or that the number is masked.
        telco_time: The telephone company's time as sent; never trusted.
        seconds: Length of the call in seconds, where the record says so.
        checksum: Whether the record's own checksum held; None if it has none.
        answered: For `call_end`, whether the call was answered, where known.
        partial: The group is still open and may be amended.
    """

    event: EventKind
    format: str
    offset: int
    raw: bytes
    line: str | None = None
    direction: Direction | None = None
    number: str | None = None
    name: str | None = None
    absent: Absent | None = None
    telco_time: str | None = None
    seconds: int | None = None
    checksum: bool | None = None
    answered: bool | None = None
    partial: bool = False

    def __init__(
        self,
        event: EventKind,
        format: str,  # noqa: A002 - the documented key of the printed event
        offset: int,
        raw: bytes,
        *,
        line: str | None = None,
        direction: Direction | None = None,
        number: str | None = None,
        name: str | None = None,
        absent: Absent | None = None,
        telco_time: str | None = None,
        seconds: int | None = None,
        checksum: bool | None = None,
        answered: bool | None = None,
        partial: bool = False,
    ) -> None:
        """Take every field at once; what may be None is named."""
        _set_fields(
            self,
            "__dict__",
            {
                "event": event,
                "format": format,
                "offset": offset,
                "raw": raw,
                "line": line,
                "direction": direction,
                "number": number,
                "name": name,
                "absent": absent,
                "telco_time": telco_time,
                "seconds": seconds,
                "checksum": checksum,
                "answered": answered,
                "partial": partial,
            },
        )

    def at(self, offset: int, raw: bytes) -> LineEvent:
        """Return the same event read from other bytes.

        Args:
            offset: Position in the stream of their first.
            raw: The bytes.
        """
        event = _new(LineEvent)
        _set_fields(event, "__dict__", {**self.__dict__, "offset": offset, "raw": raw})
        return event


_new = object.__new__
_set_fields = object.__setattr__
