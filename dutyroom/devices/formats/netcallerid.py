"""NetCallerID boxes: one record a call, `###DATE…...NMBR…...NAME…+++`."""

from __future__ import annotations

import re

from dutyroom.devices.events import Absent, Direction, EventKind, LineEvent
from dutyroom.devices.formats.lines import LineDecoder
from dutyroom.devices.formats.text import known_name, name_of, number_of, time_of

_STARTS = re.compile(rb"(?=###[A-Z]{4})")
_SEPARATOR = re.compile(rb"\.\.\.(?=DATE|TIME|NMBR|NAME|LINE|CALL|MESG)")
_KEYS = frozenset({b"DATE", b"TIME", b"NMBR", b"NAME", b"LINE", b"CALL", b"MESG"})
_WAITING = frozenset({b"-MSG ON-", b"-MSG OFF-"})


class NetCallerIdDecoder(LineDecoder):
    r"""Reads records that end in `+++` and a CR.

    The same shape with the fields `LINE` and `CALL` comes from gateways. The
    name `-MSG ON-` or `-MSG OFF-` is the message lamp, not a caller.
    """

    name = "netcallerid"
    cr_ends = True

    def _line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        pieces = [piece for piece in _STARTS.split(text) if piece]
        pieces[-1] += raw[len(text) :]
        for piece in pieces:
            body = piece.rstrip()
            if body.startswith(b"###") and body.endswith(b"+++"):
                self._give(self._event(body[3:-3], at, piece), out)
            else:
                self._unknown.add(at, piece, out)
            at += len(piece)

    def _event(self, body: bytes, at: int, raw: bytes) -> LineEvent:
        fields: dict[bytes, bytes] = {}
        for part in _SEPARATOR.split(body):
            if part[:4] in _KEYS:
                fields.setdefault(part[:4], part[4:].strip())
        stamp = time_of(fields.get(b"DATE", b""), fields.get(b"TIME", b""))
        name = fields.get(b"NAME", b"")
        if name in _WAITING:
            return LineEvent(EventKind.MESSAGE_WAITING, self.name, at, raw, telco_time=stamp)
        number, absent = number_of(fields.get(b"NMBR", b""))
        if absent is Absent.NOT_SENT:
            absent = number_of(name)[1] or absent
        return LineEvent(
            EventKind.CALLER_ID,
            self.name,
            at,
            raw,
            line=name_of(fields.get(b"LINE", b"")),
            direction=Direction.OUT if fields.get(b"CALL") == b"OUT" else None,
            number=number,
            name=known_name(_without_dashes(name_of(name))),
            absent=absent,
            telco_time=stamp,
        )


def _without_dashes(name: str | None) -> str | None:
    """Return None for words of the box's own, which stand between dashes."""
    if name is not None and len(name) > 2 and name[0] == name[-1] == "-":
        return None
    return name
