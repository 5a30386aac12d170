"""Whozz Calling boxes: one record a line, on a serial port or wrapped by a network unit."""

from __future__ import annotations

import re

from dutyroom.devices.events import Absent, Direction, EventKind, LineEvent
from dutyroom.devices.formats.lines import LineDecoder
from dutyroom.devices.formats.text import known_name, name_of, number_of, time_of

# Network units put `^^<U>`, six bytes, `<S>`, six bytes and `$` before a record.
_HEADER = rb"(?:[^\r\n$]{0,24}\${1,2})?\s{0,4}"
_CALL = re.compile(
    _HEADER + rb"(?P<line>\d{2,4})\s+(?P<way>[IO])\s+(?P<edge>[SE])\s+(?P<seconds>\d{1,6})\s+"
    rb"(?P<sum>[GB])\s+(?P<ring>[A-Z]\d{1,2})\s+(?P<date>[\d/ ]{5})\s(?P<time>[\d: ]{5}\s?[AP]M)"
    rb"(?:\s(?P<number>.{0,14})(?:\s(?P<name>.*))?)?",
    re.DOTALL,
)
_DETAIL = re.compile(
    _HEADER + rb"(?P<line>\d{2,4})\s+(?P<what>[RFNH])\s+"
    rb"(?P<date>[\d/]{5})\s+(?P<time>[\d:]{5,8})\s*",
)
_RECORD_STARTS = re.compile(rb"(?=\^\^<U>)")
_DETAILS = {
    b"R": EventKind.RING,
    b"F": EventKind.OFF_HOOK,
    b"N": EventKind.ON_HOOK,
    b"H": EventKind.HOOK_FLASH,
}
_SOONEST = 20
"""No record is shorter, in bytes."""


class WhozzDecoder(LineDecoder):
    """Reads call records (`I S`, `I E`, `O S`, `O E`) and detail records (`R F N H`)."""

    name = "whozz"
    line_seconds = 0.5

    def _may_end(self, tail: bytes) -> bool:
        return tail.startswith(b"^^<U>")

    def _line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        if text.find(b"^^<U>", 1) < 0:
            self._record(text, at, raw, out)
            return
        # Packets have no line end of their own: the next header ends a record.
        pieces = [piece for piece in _RECORD_STARTS.split(text) if piece]
        for index, piece in enumerate(pieces):
            last = index == len(pieces) - 1
            whole = piece + raw[len(text) :] if last else piece
            self._record(piece, at, whole, out)
            at += len(piece)

    def _record(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        if len(text) < _SOONEST:
            self._unknown.add(at, raw, out)
        elif call := _CALL.fullmatch(text):
            self._give(_call(self.name, call, at, raw), out)
        elif detail := _DETAIL.fullmatch(text):
            event = LineEvent(
                _DETAILS[detail["what"]],
                self.name,
                at,
                raw,
                line=detail["line"].decode("ascii"),
                telco_time=time_of(detail["date"], detail["time"]),
            )
            self._give(event, out)
        else:
            self._unknown.add(at, raw, out)


def _call(name: str, call: re.Match[bytes], at: int, raw: bytes) -> LineEvent:
    """Read a call record; a bad checksum leaves number and name unbelieved."""
    good = call["sum"] == b"G"
    number, absent = number_of(call["number"] or b"")
    caller = known_name(name_of(call["name"] or b""))
    starts = call["edge"] == b"S"
    if not good:
        number, absent, caller = None, Absent.BAD_CHECKSUM, None
    return LineEvent(
        EventKind.CALLER_ID if starts else EventKind.CALL_END,
        name,
        at,
        raw,
        line=call["line"].decode("ascii"),
        direction=Direction.IN if call["way"] == b"I" else Direction.OUT,
        number=number,
        name=caller,
        absent=absent,
        telco_time=time_of(call["date"], call["time"]),
        seconds=int(call["seconds"]),
        checksum=good,
    )
