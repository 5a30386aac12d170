"""NCID servers and their gateways: labelled records of `*KEY*value` pairs."""

from __future__ import annotations

import re
from datetime import datetime

from dutyroom.devices.events import Direction, EventKind, LineEvent
from dutyroom.devices.formats.lines import LineDecoder
from dutyroom.devices.formats.text import known_name, name_of, number_of, time_of

_RECORD = re.compile(rb"([A-Z]{3,8}): ?(.*)", re.DOTALL)
_INCOMING = frozenset({b"CID", b"BLK", b"HUP", b"PID", b"WID"})
_OUTGOING = frozenset({b"OUT", b"PUT"})
_KEPT = frozenset({b"MSG", b"NOT"})
# What a server says of itself, of its options and of calls gone by.
_CHATTER = re.compile(
    rb"\d{3}(?:[ -].*)?|(?:CID|HUP|BLK|OUT|PUT|PID|WID|RID|END|MSG|NOT|MWI)LOG: ?.*"
    rb"|CIDINFO: ?.*\*RING\*0(?:\*.*)?"  # ringing stopped: of no use without its end
    rb"|(?:OPT|INFO|REQ|LOG|RESP|ACK|HELLO): ?.*|\+\+\+.*",
    re.DOTALL,
)
_MAX_KEYS = 32


class NcidDecoder(LineDecoder):
    """Reads call records, ring progress (`CIDINFO`) and ends of calls (`END`)."""

    name = "ncid"

    def _line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        record = _RECORD.fullmatch(text)
        event = None if record is None else self._event(record[1], record[2], at, raw)
        if event is not None:
            self._give(event, out)
        elif not _CHATTER.fullmatch(text):
            self._unknown.add(at, raw, out)

    def _event(self, label: bytes, body: bytes, at: int, raw: bytes) -> LineEvent | None:
        if label in _INCOMING:
            return self._caller(Direction.IN, body, at, raw)
        if label in _OUTGOING:
            return self._caller(Direction.OUT, body, at, raw)
        if label == b"CIDINFO":
            return self._progress(body, at, raw)
        if label == b"END":
            return self._end(body, at, raw)
        if label == b"MWI":
            return self._waiting(_fields(body), at, raw)
        return LineEvent(EventKind.UNKNOWN, self.name, at, raw) if label in _KEPT else None

    def _waiting(self, fields: dict[bytes, bytes], at: int, raw: bytes) -> LineEvent:
        line, stamp = _line_of(fields), _stamp(fields)
        kind = EventKind.MESSAGE_WAITING
        return LineEvent(kind, self.name, at, raw, line=line, telco_time=stamp)

    def _caller(self, direction: Direction, body: bytes, at: int, raw: bytes) -> LineEvent | None:
        fields = _fields(body)
        if b"NMBR" not in fields and b"NAME" not in fields and b"DATE" not in fields:
            return None
        number, absent = number_of(fields.get(b"NMBR", b""))
        return LineEvent(
            EventKind.CALLER_ID,
            self.name,
            at,
            raw,
            line=_line_of(fields),
            direction=direction,
            number=number,
            name=known_name(name_of(fields.get(b"NAME", b""))),
            absent=absent,
            telco_time=_stamp(fields),
        )

    def _progress(self, body: bytes, at: int, raw: bytes) -> LineEvent | None:
        fields = _fields(body)
        ring = fields.get(b"RING", b"")
        kind, answered = EventKind.RING, None
        if ring in _ENDINGS:
            kind, answered = _ENDINGS[ring]
        elif not ring.isdigit() or not ring.strip(b"0"):
            return None
        return LineEvent(
            kind,
            self.name,
            at,
            raw,
            line=_line_of(fields),
            telco_time=_stamp(fields),
            answered=answered,
        )

    def _end(self, body: bytes, at: int, raw: bytes) -> LineEvent:
        fields = _fields(body)
        number, absent = number_of(fields.get(b"NMBR", b""))
        return LineEvent(
            EventKind.CALL_END,
            self.name,
            at,
            raw,
            line=_line_of(fields),
            direction=_DIRECTIONS.get(fields.get(b"CTYPE", b"")),
            number=number,
            name=known_name(name_of(fields.get(b"NAME", b""))),
            absent=absent if b"NMBR" in fields else None,
            telco_time=_stamp(fields),
            seconds=_seconds(fields),
            answered=_HANG_UPS.get(fields.get(b"HTYPE", b"")),
        )


_ENDINGS: dict[bytes, tuple[EventKind, bool | None]] = {
    b"-1": (EventKind.CALL_END, False),
    b"-2": (EventKind.CALL_END, True),
    b"-3": (EventKind.BUSY, None),
}
_DIRECTIONS = {b"IN": Direction.IN, b"OUT": Direction.OUT}
_HANG_UPS = {b"BYE": True, b"CANCEL": False}


def _fields(body: bytes) -> dict[bytes, bytes]:
    """Return the pairs of a record; of a repeated key the first counts.

    The name comes last and is the caller's own text: a key written into it must
    not replace the real one.
    """
    parts = body.split(b"*", 2 * _MAX_KEYS)
    fields: dict[bytes, bytes] = {}
    for key, value in zip(parts[1::2], parts[2::2], strict=False):
        fields.setdefault(key.strip(), value.strip())
    return fields


def _line_of(fields: dict[bytes, bytes]) -> str | None:
    """Return the line's label; a lone dash or nothing means that there is none."""
    label = name_of(fields.get(b"LINE", b""))
    return None if label == "-" else label


def _stamp(fields: dict[bytes, bytes]) -> str | None:
    return time_of(fields.get(b"DATE", b""), fields.get(b"TIME", b""))


def _seconds(fields: dict[bytes, bytes]) -> int | None:
    """Return the seconds from start to end of the call, where both can be read."""
    try:
        start, end = (_moment(fields[key]) for key in (b"SCALL", b"ECALL"))
    except (KeyError, ValueError):
        return None
    seconds = int((end - start).total_seconds())
    return seconds if seconds >= 0 else None


def _moment(stamp: bytes) -> datetime:
    """Read `mm/dd/yyyy hh:mm:ss`, a box's own local time, only ever subtracted."""
    text = stamp.decode("ascii", "replace")
    return datetime.strptime(text, "%m/%d/%Y %H:%M:%S")  # noqa: DTZ007 - no zone is sent
