"""AT modems with formatted caller-ID reports and voice-mode codes (V.253)."""

from __future__ import annotations

import re

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats.fields import (
    DATE,
    DIALABLE,
    NAME,
    NUMBER,
    OTHER,
    TIME,
    FieldGroup,
)
from dutyroom.devices.formats.lines import LineDecoder
from dutyroom.devices.formats.modem_lines import RINGS, is_answer, without_prefix
from dutyroom.devices.formats.quiet import Quiet

GROUP_SECONDS = 3.0
"""Quiet after its last field that closes a group; the fields of one call come
within about half a second."""

_FIELDS = {key.encode(): key for key in (NUMBER, DIALABLE, NAME, DATE, TIME, OTHER)}
_CODES = {
    b"R": EventKind.RING,
    b"b": EventKind.BUSY,
    b"d": EventKind.DIAL_TONE,
    b"h": EventKind.ON_HOOK,
    b"H": EventKind.OFF_HOOK,
    b"P": EventKind.OFF_HOOK,
    b"p": EventKind.OFF_HOOK,
    b"s": EventKind.SILENCE,
    b"q": EventKind.SILENCE,
    **dict.fromkeys((b"%c" % digit for digit in b"0123456789*#ABCD"), EventKind.DTMF),
}
# X and . frame a report in V.253; / and ~ shield a DTMF digit; DLE is a literal.
_SILENT = frozenset({b"X", b".", b"/", b"~", b"\x10"})
_PAIRS = re.compile(rb"[^\x10]+|\x10[^\r\n]|\x10")
_INSIDE = re.compile(rb"\x10([^\r\n]?)")


class HayesDecoder(LineDecoder):
    """Reads `RING`, `NMBR = …` and DLE codes.

    DLE pairs are out of band: they may stand anywhere, even inside a line, which
    is then read without them.
    """

    name = "hayes"

    def __init__(self) -> None:
        """Begin at the start of a stream."""
        super().__init__()
        self._group: FieldGroup | None = None
        self._group_quiet = Quiet(GROUP_SECONDS)
        self._dle = False

    def feed(self, data: bytes) -> list[LineEvent]:
        """Take the next bytes of the stream and return what they say."""
        out: list[LineEvent] = []
        if not self._dle and b"\x10" not in data:
            self._take(data, out)
            return out
        if self._dle:
            data = b"\x10" + data
        self._dle = data.endswith(b"\x10") and _ends_in_half_pair(data)
        for piece in _PAIRS.findall(data[:-1] if self._dle else data):
            if len(piece) == 2 and piece[:1] == b"\x10":
                self._pair(piece, out)
            else:
                self._take(piece, out)
        return out

    def tick(self, now: float) -> list[LineEvent]:
        """Let time pass, and close a group that nothing was added to.

        Args:
            now: The monotonic clock, in seconds.
        """
        out = super().tick(now)
        if self._group_quiet.over(now):
            self._close_group(out)
        return out

    def close(self) -> list[LineEvent]:
        """End the input, and return what was still open."""
        out: list[LineEvent] = []
        if self._dle:
            self._dle = False
            self._take(b"\x10", out)
        self._finish(out)
        self._close_group(out)
        self._unknown.flush(out)
        return out

    def _pair(self, pair: bytes, out: list[LineEvent]) -> None:
        """Read a DLE code; in the middle of a line its bytes stay in the line's."""
        if self._cr:
            self._cut(out, final=True)
        if self._overlong:
            self._spill(out)
        inside = bool(self._tail)
        at = self._at + len(self._tail)
        kind = _CODES.get(pair[1:])
        if inside:
            self._take(pair, out)
        else:
            self._at += 2
            self._keep(pair, out)
        if kind is EventKind.RING:
            self._close_group(out)
        if kind is not None:
            digit = pair[1:].decode("ascii") if kind is EventKind.DTMF else None
            self._give(LineEvent(kind, self.name, at, pair, number=digit), out)
        elif pair[1:] not in _SILENT and not inside:
            self._unknown.add(at, pair, out)

    def _line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        if b"\x10" in text:
            text = _INSIDE.sub(_literal, text)
        if self._read_line(text, at, raw, out):
            return
        plain = without_prefix(text)
        if not plain or is_answer(plain):
            self._keep(raw, out)
        elif plain == text or not self._read_line(plain, at, raw, out):
            self._keep(raw, out)
            self._unknown.add(at, raw, out)

    def _read_line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> bool:
        if text in RINGS:
            self._close_group(out)
            self._give(LineEvent(EventKind.RING, self.name, at, raw), out)
            return True
        word, equals, value = text.partition(b"=")
        key = _FIELDS.get(word.strip())
        if key is None or not equals:
            return False
        self._field(key, value.strip(), at, raw, out)
        return True

    def _field(self, key: str, value: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        group = self._group
        if group is not None and group.contradicts(key, value):
            first, group = group.split()
            self._give(first.event(self.name, partial=False), out)
        if group is None:
            group = FieldGroup(at)
        self._group = group
        self._group_quiet.touched = True
        if group.add(key, value, raw):
            self._give(group.event(self.name, partial=True), out)
        if group.full():
            self._close_group(out)

    def _blank(self, at: int, raw: bytes, out: list[LineEvent]) -> None:
        self._keep(raw, out)
        super()._blank(at, raw, out)

    def _keep(self, raw: bytes, out: list[LineEvent]) -> None:
        """Keep what stands between the lines of an open group, which is one span."""
        if self._group is not None:
            self._group.pass_over(raw)
            if self._group.full():
                self._close_group(out)

    def _too_long(self, at: int, raw: bytes, out: list[LineEvent]) -> None:
        self._close_group(out)
        super()._too_long(at, raw, out)

    def _close_group(self, out: list[LineEvent]) -> None:
        if self._group is not None:
            self._give(self._group.event(self.name, partial=False), out)
            self._group = None


def _ends_in_half_pair(data: bytes) -> bool:
    """Return whether the last DLE begins a pair: the run of DLEs is odd."""
    return (len(data) - len(data.rstrip(b"\x10"))) % 2 == 1


def _literal(pair: re.Match[bytes]) -> bytes:
    return b"\x10" if pair[1] == b"\x10" else b""
