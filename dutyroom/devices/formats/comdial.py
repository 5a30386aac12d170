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
        if text.rfind(b"><") <= 0:
            self._record(text, at, raw, out)
            return
        pieces = [piece for piece in _STARTS.split(text) if piece]
        pieces[-1] += raw[len(text) :]
        for piece in pieces:
            self._record(piece.rstrip(b"\r\n"), at, piece, out)
            at += len(piece)

    def _record(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        record = _RECORD.fullmatch(text)
        if record is None:
            self._unknown.add(at, raw, out)
        else:
            self._give(self._event(record, at, raw), out)

    def _event(self, record: re.Match[bytes], at: int, raw: bytes) -> LineEvent:
        ringing, number, state, line = record.groups()
        if ringing is None:
            line = None if line is None else line.decode("ascii")
            return LineEvent(_STATES[state], self.name, at, raw, line=line)
        line = ringing.decode("ascii")
        digits, absent = number_of(number.strip())
        return LineEvent(
            EventKind.CALLER_ID, self.name, at, raw, line=line, number=digits, absent=absent
        )
