"""What a box has sent lately, and which of its bytes are whose.

A box may feed several lines. The bytes of an event belong to the line it happened on; bytes from
which no event was read (answers, blanks, what fits nothing) belong to every line.
"""

from __future__ import annotations

from collections import deque
from typing import Final, NamedTuple

from dutyroom.devices.events import LineEvent

KEPT: Final = 65_536
"""Bytes that stay here at least: far more than what a call keeps, or a decoder has half read."""


class _Range(NamedTuple):
    """Bytes from which an event was read, and the line it happened on; None: none of ours."""

    start: int
    end: int
    line: str | None


class BoxStream:
    """The last bytes of a box since its port was opened.

    Attributes:
        format: Name of the decoder that reads them.
        opened: How often the port was opened anew: offsets count from there.
        end: Bytes that came since.
    """

    def __init__(self, format_name: str, *, whole: bool) -> None:
        """Begin with nothing.

        Args:
            format_name: Name of the decoder that reads the bytes.
            whole: Everything belongs to one line, also what is not yet read.
        """
        self.format = format_name
        self.opened = 0
        self.end = 0
        self._whole = whole
        self._read = 0
        self._bytes = bytearray()
        self._ranges: deque[_Range] = deque()

    @property
    def horizon(self) -> int:
        """Up to where it is known whose the bytes are."""
        return self.end if self._whole else self._read

    @property
    def crowded(self) -> bool:
        """Whether `trim` will let bytes go; whoever wants them takes them first."""
        return len(self._bytes) > 2 * KEPT

    def restart(self) -> None:
        """Begin anew: the port was opened again, and so was the decoder's stream."""
        self.opened += 1
        self.end = self._read = 0
        self._bytes.clear()
        self._ranges.clear()

    def arrived(self, data: bytes) -> None:
        """Take bytes, before they are decoded."""
        self._bytes += data
        self.end += len(data)

    def trim(self) -> None:
        """Let the oldest bytes go."""
        del self._bytes[:-KEPT]
        start = self.end - len(self._bytes)
        while self._ranges and self._ranges[0].end <= start:
            self._ranges.popleft()

    def was_read(self, event: LineEvent) -> None:
        """Note an event that happened on no line: its bytes are everybody's."""
        self._read = max(self._read, event.offset + len(event.raw))

    def was_told(self, event: LineEvent, line: str | None) -> None:
        """Note an event that happened on a line.

        Args:
            event: The event.
            line: The line; None: it is none of ours.
        """
        self.was_read(event)
        if not self._whole and event.raw:
            self._ranges.append(_Range(event.offset, event.offset + len(event.raw), line))

    def stretch(self, line: str, since: int, until: int) -> tuple[bytes, int]:
        """Return what belongs to a line in a stretch of the stream.

        Args:
            line: Name of the line.
            since: Position of the first byte.
            until: Position behind the last one.

        Returns:
            The bytes, and how many at the beginning are no longer here.
        """
        start = self.end - len(self._bytes)
        at = max(since, start)
        found = bytearray()
        for each in self._of_others(line, at, until):
            found += self._bytes[at - start : max(at, each.start) - start]
            at = max(at, each.end)
        if at < until:
            found += self._bytes[at - start : until - start]
        return bytes(found), max(0, min(start, until) - since)

    def _of_others(self, line: str, since: int, until: int) -> list[_Range]:
        """Return the ranges of other lines in a stretch, in their order."""
        found: list[_Range] = []
        for each in reversed(self._ranges):
            if each.end <= since:
                break
            if each.line != line and each.start < until:
                found.append(each)
        return found[::-1]
