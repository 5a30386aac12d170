"""Cutting a stream into lines: what all text formats share."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from dutyroom.devices.events import LineEvent
from dutyroom.devices.formats.base import MAX_LINE
from dutyroom.devices.formats.quiet import Quiet
from dutyroom.devices.formats.unknown import UnknownRun

_SINGLE_ENDS = re.compile(rb"[^\r\n]*[\r\n]")


class LineDecoder(ABC):
    r"""Hands complete lines to a format and keeps what fits nothing.

    A line ends with CR LF, LF or CR, in any mixture, and its end belongs to it.
    A CR that is the last byte so far waits for the next byte or tick, since an
    LF may belong to it; formats whose boxes send CR alone set `cr_ends`.
    """

    name: str
    cr_ends = False
    """Each CR and each LF ends a line of its own, so a CR is never waited on."""
    line_seconds: float | None = None
    """Seconds of quiet that end a line, for boxes that send no line end."""

    def __init__(self) -> None:
        """Begin at the start of a stream."""
        self._tail = bytearray()
        self._at = 0
        self._cr = False
        self._overlong = False
        self._watch_blanks = False  # whether empty lines matter to the format
        self._unknown = UnknownRun(self.name)
        self._quiet = Quiet(1.0 if self.line_seconds is None else self.line_seconds)

    def feed(self, data: bytes) -> list[LineEvent]:
        """Take the next bytes of the stream and return what they say."""
        out: list[LineEvent] = []
        self._take(data, out)
        return out

    def tick(self, now: float) -> list[LineEvent]:
        """Let time pass: a waiting CR counts as a line end, a quiet run is given.

        Args:
            now: The monotonic clock, in seconds.
        """
        out: list[LineEvent] = []
        if self._cr:
            self._cut(out, final=True)
        if self._quiet.over(now):
            if self.line_seconds is not None and self._may_end(bytes(self._tail)):
                self._finish(out)
            self._unknown.flush(out)
        return out

    def close(self) -> list[LineEvent]:
        """End the input; bytes without a line end are the last line."""
        out: list[LineEvent] = []
        self._finish(out)
        self._unknown.flush(out)
        return out

    @abstractmethod
    def _line(self, text: bytes, at: int, raw: bytes, out: list[LineEvent]) -> None:
        """Read one line that is not empty.

        Args:
            text: The line without its end.
            at: Position of its first byte in the stream.
            raw: The line with its end.
            out: Where events go, by `_give`.
        """

    def _may_end(self, tail: bytes) -> bool:
        """Return whether bytes without a line end can be a whole record.

        Asked when `line_seconds` are over: half a record read as a whole one
        would be a wrong number.
        """
        return bool(tail)

    def _blank(self, at: int, raw: bytes, out: list[LineEvent]) -> None:
        """Take an empty line; inside a run of unknown bytes it belongs to it."""
        if self._unknown.pending:
            self._unknown.join(at, raw, out)

    def _too_long(self, at: int, raw: bytes, out: list[LineEvent]) -> None:
        """Keep (a part of) a line that is too long to be one."""
        self._unknown.add(at, raw, out)

    def _give(self, event: LineEvent, out: list[LineEvent]) -> None:
        """Pass an event on, after the unknown bytes that came before it."""
        if self._unknown.pending:
            self._unknown.flush(out)
        out.append(event)

    def _take(self, data: bytes, out: list[LineEvent]) -> None:
        self._quiet.touched = True
        self._tail += data
        if self._cr or b"\n" in data or b"\r" in data:
            self._cut(out, final=False)
        elif len(self._tail) > MAX_LINE:
            self._spill(out)

    def _cut(self, out: list[LineEvent], *, final: bool) -> None:
        """Read the complete lines of the tail; `final` ends one at a last CR."""
        block = bytes(self._tail)
        end = max(block.rfind(b"\n"), block.rfind(b"\r")) + 1
        if self.cr_ends:
            lines = _SINGLE_ENDS.findall(block)
        else:
            lines = block[:end].splitlines(keepends=True)
        self._cr = not (final or self.cr_ends) and end == len(block) and block.endswith(b"\r")
        if self._cr:
            end -= len(lines.pop())
        at = self._at
        self._at += end
        self._tail = bytearray(block[end:])
        if self._overlong and lines:
            self._overlong = False
            head = lines.pop(0)
            self._too_long(at, head, out)
            at += len(head)
        self._read(lines, at, out)
        if len(self._tail) - self._cr > MAX_LINE:
            self._spill(out)

    def _read(self, lines: list[bytes], at: int, out: list[LineEvent]) -> None:
        for raw in lines:
            text = raw.rstrip(b"\r\n")
            if not text:
                if self._watch_blanks or self._unknown.pending:
                    self._blank(at, raw, out)
            elif len(text) <= MAX_LINE:
                self._line(text, at, raw, out)
            else:
                self._too_long(at, raw, out)
            at += len(raw)

    def _spill(self, out: list[LineEvent]) -> None:
        """Give up a line that is too long to be one; its rest is unknown too."""
        size = len(self._tail) - self._cr
        self._too_long(self._at, bytes(self._tail[:size]), out)
        self._at += size
        del self._tail[:size]
        self._overlong = True

    def _finish(self, out: list[LineEvent]) -> None:
        """Read what has no line end as a line."""
        raw = bytes(self._tail)
        at = self._at
        self._at += len(raw)
        self._tail.clear()
        self._cr = False
        if raw and self._overlong:
            self._too_long(at, raw, out)
        elif raw:
            self._read([raw], at, out)
        self._overlong = False
