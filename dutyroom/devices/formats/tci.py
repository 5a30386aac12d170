"""TCI (Tel-Control) boxes: one line of 70 columns a call."""

from __future__ import annotations

import re

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats.lines import LineDecoder
from dutyroom.devices.formats.text import known_name, name_of, number_of, time_of

# A date or a time where it must be; the other may be nonsense of the exchange.
_SHAPE = re.compile(
    rb"[\d ]\d.{5}(?:\d\d[/-]\d\d.{5}[\d :APMapm]{8}|[\d /-]{5}.{5}[\d ]\d:\d\d[\d :APMapm]{3})"
    rb".{0,60}",
    re.DOTALL,
)
_LINE, _DATE, _TIME = slice(0, 2), slice(7, 12), slice(17, 25)
_NUMBER, _NAME = slice(29, 44), slice(55, 70)


class TciDecoder(LineDecoder):
    """Reads line 0-1, date 7-11, time 17-24, number 29-43 and name 55-69 by column."""

    name = "tci"

    def _line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        if not _SHAPE.fullmatch(text):
            self._unknown.add(at, raw, out)
            return
        number, absent = number_of(text[_NUMBER])
        event = LineEvent(
            EventKind.CALLER_ID,
            self.name,
            at,
            raw,
            line=text[_LINE].decode("ascii").strip(),
            number=number,
            name=known_name(name_of(text[_NAME])),
            absent=absent,
            telco_time=time_of(text[_DATE], text[_TIME]),
        )
        self._give(event, out)
