"""Bytes that fit nothing, kept in runs of bounded size."""

from __future__ import annotations

from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats.base import MAX_UNKNOWN


class UnknownRun:
    """Gathers neighbouring bytes that no rule reads, whatever chunks they came in."""

    __slots__ = ("_bytes", "_format", "_offset")

    def __init__(self, name: str) -> None:
        """Start empty.

        Args:
            name: The format's name, for the events.
        """
        self._format = name
        self._offset = 0
        self._bytes = bytearray()

    def __bool__(self) -> bool:
        """Return whether a run is open."""
        return bool(self._bytes)

    def add(self, offset: int, data: bytes | bytearray, out: list[LineEvent]) -> None:
        """Take bytes; what does not join the open run begins a new one.

        Args:
            offset: Position of the bytes in the stream.
            data: The bytes.
            out: Where complete runs go.
        """
        if not data:
            return
        if self._bytes and self._offset + len(self._bytes) != offset:
            self.flush(out)
        if not self._bytes:
            self._offset = offset
        self._bytes += data
        while len(self._bytes) >= MAX_UNKNOWN:
            self._give(MAX_UNKNOWN, out)

    def flush(self, out: list[LineEvent]) -> None:
        """End the open run, if there is one."""
        if self._bytes:
            self._give(len(self._bytes), out)

    def _give(self, size: int, out: list[LineEvent]) -> None:
        raw = bytes(self._bytes[:size])
        out.append(LineEvent(EventKind.UNKNOWN, self._format, self._offset, raw))
        self._offset += size
        del self._bytes[:size]
