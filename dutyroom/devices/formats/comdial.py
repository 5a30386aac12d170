"""Comdial private exchanges: `><` and a digit, then the line and, ringing, the number."""

from __future__ import annotations

import re

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats.lines import LineDecoder
from dutyroom.devices.formats.text import number_of

_RINGING = re.compile(rb"><1(?P<line>\d\d)(?P<number>[^>]{0,15}) *")
_WHOLE = 20
"""Length of a ringing record: mark, line and a number padded to 15 characters."""
_STARTS = re.compile(rb"(?=><)")
_KINDS = {"2": EventKind.OFF_HOOK, "3": EventKind.OFF_HOOK, "4": EventKind.ON_HOOK}
_STATES = {
    f"><{code}{line}".encode(): LineEvent(kind, "comdial", 0, b"", line=line or None)
    for code, kind in _KINDS.items()
    for line in ("", *(f"{number:02}" for number in range(100)))
}
"""Every record that says no number: three states of a hundred lines, or of none."""


class ComdialDecoder(LineDecoder):
    """Reads ringing (1), answered (2), off-hook without number (3) and idle (4)."""

    name = "comdial"
    line_seconds = 0.3

    def _may_end(self, tail: bytes) -> bool:
        return tail in _STATES or len(tail) >= _WHOLE

    def _line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        if text.rfind(b"><") <= 0:
            self._record(text, at, raw, out)
            return
        # Records may follow each other without a line end between.
        pieces = [piece for piece in _STARTS.split(text) if piece]
        pieces[-1] += raw[len(text) :]
        for piece in pieces:
            self._record(piece.rstrip(b"\r\n"), at, piece, out)
            at += len(piece)

    def _record(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        state = _STATES.get(text) or _STATES.get(text.rstrip())
        if state is not None:
            self._give(state.at(at, raw), out)
        elif ringing := _RINGING.fullmatch(text):
            self._give(self._ringing(ringing, at, raw), out)
        else:
            self._unknown.add(at, raw, out)

    def _ringing(self, record: re.Match[bytes], at: int, raw: bytes) -> LineEvent:
        line = record["line"].decode("ascii")
        number, absent = number_of(record["number"].strip())
        return LineEvent(
            EventKind.CALLER_ID, self.name, at, raw, line=line, number=number, absent=absent
        )
