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

_FIELDS = {
    key.encode() + blank: key
    for key in (NUMBER, DIALABLE, NAME, DATE, TIME, OTHER)
    for blank in (b"", b" ")
}
_RING = LineEvent(EventKind.RING, "hayes", 0, b"")
_CODES = {
    b"\x10R": _RING,
    **{
        b"\x10" + code: LineEvent(kind, "hayes", 0, b"")
        for code, kind in (
            (b"b", EventKind.BUSY),
            (b"d", EventKind.DIAL_TONE),
            (b"h", EventKind.ON_HOOK),
            (b"H", EventKind.OFF_HOOK),
            (b"P", EventKind.OFF_HOOK),
            (b"p", EventKind.OFF_HOOK),
            (b"s", EventKind.SILENCE),
            (b"q", EventKind.SILENCE),
        )
    },
    **{
        b"\x10" + digit.encode(): LineEvent(EventKind.DTMF, "hayes", 0, b"", number=digit)
        for digit in "0123456789*#ABCD"
    },
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
        event = _CODES.get(pair)
        if inside:
            self._take(pair, out)
        else:
            self._at += 2
            self._keep(pair, out)
        if event is not None:
            if event.event is EventKind.RING:
                self._close_group(out)
            self._give(event.at(at, pair), out)
        elif pair[1:] not in _SILENT and not inside:
            self._unknown.add(at, pair, out)

    def _line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        if text in RINGS:
            self._close_group(out)
            self._give(_RING.at(at, raw), out)
            return
        word, equals, value = text.partition(b"=")
        key = _FIELDS.get(word)
        if key is None or not equals or b"\x10" in value:
            self._strange_line(text, at, raw, out)
        else:
            self._field(key, value.strip(), at, raw, out)

    def _strange_line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        """Read a line with codes or marks in it, an answer, or nothing known."""
        plain = without_prefix(_INSIDE.sub(_literal, text))
        word, equals, value = plain.partition(b"=")
        key = _FIELDS.get(word.strip())
        if plain in RINGS:
            self._close_group(out)
            self._give(_RING.at(at, raw), out)
        elif key is not None and equals:
            self._field(key, value.strip(), at, raw, out)
        else:
            self._keep(raw, out)
            if plain and not is_answer(plain):
                self._unknown.add(at, raw, out)

    def _field(self, key: str, value: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        group = self._group
        if group is not None and key == NUMBER and group.contradicts(value):
            first, group = group.split()
            self._give(first.event(self.name, partial=False), out)
        if group is None:
            group = FieldGroup(at)
        self._group = group
        self._watch_blanks = True
        self._group_quiet.touched = True
        if group.add(key, value, raw):
            self._give(group.event(self.name, partial=True), out)
        if group.room < 0:
            self._close_group(out)

    def _blank(self, at: int, raw: bytes, out: list[LineEvent]) -> None:
        self._keep(raw, out)
        super()._blank(at, raw, out)

    def _keep(self, raw: bytes, out: list[LineEvent]) -> None:
        """Keep what stands between the lines of an open group, which is one span."""
        if self._group is not None:
            self._group.pass_over(raw)
            if self._group.room < 0:
                self._close_group(out)

    def _too_long(self, at: int, raw: bytes, out: list[LineEvent]) -> None:
        self._close_group(out)
        super()._too_long(at, raw, out)

    def _close_group(self, out: list[LineEvent]) -> None:
        if self._group is not None:
            self._give(self._group.event(self.name, partial=False), out)
            self._group = None
            self._watch_blanks = False


def _ends_in_half_pair(data: bytes) -> bool:
    """Return whether the last DLE begins a pair: the run of DLEs is odd."""
    return (len(data) - len(data.rstrip(b"\x10"))) % 2 == 1


def _literal(pair: re.Match[bytes]) -> bytes:
    return b"\x10" if pair[1] == b"\x10" else b""
