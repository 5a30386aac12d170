"""AT modems that report the exchange's message undecoded, in hex (`+VCID=2`)."""

from __future__ import annotations

import re

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats.lines import LineDecoder
from dutyroom.devices.formats.messages import OVERHEAD, TYPES, Caller, kind_of, read, sound
from dutyroom.devices.formats.modem_lines import RINGS, is_answer, without_prefix

_HEX = re.compile(rb"(?:(?:MESG|CID|\+VCID) ?[=:] ?)?((?:[0-9A-Fa-f]{2} ?){4,258})")


class HayesHexDecoder(LineDecoder):
    """Reads `RING` and lines of hex, with or without `MESG =` before them."""

    name = "hayes-hex"

    def _line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        plain = without_prefix(text)
        if plain in RINGS:
            self._give(LineEvent(EventKind.RING, self.name, at, raw), out)
            return
        match = _HEX.fullmatch(plain)
        event = self._message(bytes.fromhex(match[1].decode()), at, raw) if match else None
        if event is not None:
            self._give(event, out)
        elif plain and not is_answer(plain):
            self._unknown.add(at, raw, out)

    def _message(self, message: bytes, at: int, raw: bytes) -> LineEvent | None:
        """Read a message; damaged, it still tells that somebody called."""
        if message[0] not in TYPES:
            return None
        size = message[1] + OVERHEAD
        caller = read(message[0], message[2 : size - 1]) if len(message) >= size else None
        if caller is not None and sound(message[:size]):
            return caller.event(self.name, at, raw, checksum=True)
        return Caller(kind_of(message[0])).event(self.name, at, raw, checksum=False)
