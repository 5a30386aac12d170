"""Bytes that fit nothing, kept in runs of bounded size."""

from __future__ import annotations

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats.base import MAX_UNKNOWN


class UnknownRun:
    """Gathers neighbouring bytes that no rule reads, whatever chunks they came in."""

    __slots__ = ("_format", "_offset", "pending")

    def __init__(self, name: str) -> None:
        """Start empty.

        Args:
            name: The format's name, for the events.
        """
        self._format = name
        self._offset = 0
        self.pending = bytearray()
        """The bytes of the open run, none if none is open."""

    def add(self, offset: int, data: bytes | bytearray, out: list[LineEvent]) -> None:
        """Take bytes; what does not join the open run begins a new one.

        Args:
            offset: Position of the bytes in the stream.
            data: The bytes.
            out: Where complete runs go.
        """
        if not data:
            return
        if self.pending and self._offset + len(self.pending) != offset:
            self.flush(out)
        if not self.pending:
            self._offset = offset
        self.pending += data
        while len(self.pending) >= MAX_UNKNOWN:
            self._give(MAX_UNKNOWN, out)

    def join(self, offset: int, data: bytes, out: list[LineEvent]) -> None:
        """Take bytes of no meaning if they follow the open run at once."""
        if self._offset + len(self.pending) == offset:
            self.add(offset, data, out)

    def flush(self, out: list[LineEvent]) -> None:
        """End the open run, if there is one."""
        if self.pending:
            self._give(len(self.pending), out)

    def _give(self, size: int, out: list[LineEvent]) -> None:
        raw = bytes(self.pending[:size])
        out.append(LineEvent(EventKind.UNKNOWN, self._format, self._offset, raw))
        self._offset += size
        del self.pending[:size]
