"""Comdial private exchanges: `><` and a digit, then the line and, ringing, the number."""

from __future__ import annotations

import re

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats.lines import LineDecoder
from dutyroom.devices.formats.text import number_of

_RECORD = re.compile(
    rb"><(?:1(?P<ringing>\d\d)(?P<number>[^>]{0,15})|(?P<state>[234])(?P<line>\d\d)?) *"
)
_STATES = {b"2": EventKind.OFF_HOOK, b"3": EventKind.OFF_HOOK, b"4": EventKind.ON_HOOK}
_STARTS = re.compile(rb"(?=><)")


class ComdialDecoder(LineDecoder):
    """Reads ringing (1), answered (2), off-hook without number (3) and idle (4)."""

    name = "comdial"
    line_seconds = 0.3

    def _line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        pieces = [piece for piece in _STARTS.split(text) if piece]
        pieces[-1] += raw[len(text) :]
        for piece in pieces:
            record = _RECORD.fullmatch(piece.rstrip(b"\r\n"))
            if record is None:
                self._unknown.add(at, piece, out)
            else:
                self._give(self._event(record, at, piece), out)
            at += len(piece)

    def _event(self, record: re.Match[bytes], at: int, raw: bytes) -> LineEvent:
        if record["ringing"] is None:
            line = record["line"].decode("ascii") if record["line"] else None
            return LineEvent(_STATES[record["state"]], self.name, at, raw, line=line)
        number, absent = number_of(record["number"])
        line = record["ringing"].decode("ascii")
        return LineEvent(
            EventKind.CALLER_ID, self.name, at, raw, line=line, number=number, absent=absent
        )
