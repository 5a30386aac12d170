"""Binary serial caller-ID modules (HT9032 class): messages in a stream of noise.

Such a module knows no ring: its message is the only sign of a call.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dutyroom.devices.events import LineEvent
from dutyroom.devices.formats.base import MAX_UNKNOWN
from dutyroom.devices.formats.messages import OVERHEAD, Caller, may_begin, read, sound
from dutyroom.devices.formats.quiet import Quiet
from dutyroom.devices.formats.unknown import UnknownRun

MESSAGE_SECONDS = 1.0
"""Quiet after which an unfinished message will not be finished: within one,
bytes follow each other without a pause."""

_START = re.compile(rb"[\x04\x06\x80\x82]")
_SEIZURE = re.compile(rb"\x55{10,}")
_SEIZED = re.compile(rb"\x55{10}[\x00-\xff]?\Z")
_SEIZED_END = re.compile(rb"\x55{10,}[^\x55]?\Z")
_LOOK_BACK = 11
_SHORTEST = OVERHEAD + 1
_HEAD = 12


class _Found(NamedTuple):
    start: int
    end: int
    caller: Caller
    checksum: bool


class MdmfDecoder:
    """Finds messages by type, build and checksum.

    Of messages that overlap, the one that is complete first counts, so that a
    stray byte cannot hold up the message behind it. Right behind a channel
    seizure a message of the right build counts even when its checksum fails.
    """

    name = "mdmf"

    def __init__(self) -> None:
        """Begin at the start of a stream."""
        self._noise = bytearray()
        self._noise_at = 0
        self._open = bytearray()
        self._need = _SHORTEST
        self._quiet = Quiet(MESSAGE_SECONDS)
        self._unknown = UnknownRun(self.name)

    def feed(self, data: bytes) -> list[LineEvent]:
        """Take the next bytes of the stream and return what they say."""
        self._quiet.touched = True
        self._open += data
        if len(self._open) < self._need:
            return []
        out: list[LineEvent] = []
        self._scan(out)
        return out

    def tick(self, now: float) -> list[LineEvent]:
        """Let time pass: after a while what is no message yet will be none.

        Args:
            now: The monotonic clock, in seconds.
        """
        return self.close() if self._quiet.over(now) else []

    def close(self) -> list[LineEvent]:
        """End the input; an unfinished message is noise."""
        out: list[LineEvent] = []
        self._scan(out)
        self._noise += self._open
        self._open.clear()
        self._need = _SHORTEST
        self._give_noise(len(self._noise), out)
        self._unknown.flush(out)
        return out

    def _scan(self, out: list[LineEvent]) -> None:
        """Take out complete messages and decide which bytes can begin none."""
        block = bytes(self._open)
        at = 0
        while True:
            found, undecided, need = self._first(block, at)
            if found is None:
                break
            self._noise += block[at : found.start]
            self._give_message(found, block, out)
            at = found.end
        self._noise += block[at:undecided]
        del self._open[:undecided]
        self._need = min(need, len(block) + _SHORTEST) - undecided
        while len(self._noise) >= MAX_UNKNOWN + _LOOK_BACK:
            self._give_noise(MAX_UNKNOWN, out)

    def _first(self, block: bytes, at: int) -> tuple[_Found | None, int, int]:
        """Look for the message that ends first.

        Returns:
            The message, where the undecided bytes begin, and how long the block
            must grow until more can be decided.
        """
        best: _Found | None = None
        undecided = need = len(block)
        need += _SHORTEST
        for match in _START.finditer(block, at):
            start = match.start()
            if best is not None and start + _SHORTEST > best.end:
                break
            size = block[start + 1] + OVERHEAD if start + 1 < len(block) else _SHORTEST
            end = start + size
            if not may_begin(block[start : min(start + _HEAD, end - 1)]):
                continue
            if end > len(block) or start + 1 >= len(block):
                undecided = min(undecided, start)
                need = min(need, end)
            elif best is None or end < best.end:
                best = self._judge(block, at, start, end) or best
        return best, undecided, need

    def _judge(self, block: bytes, at: int, start: int, end: int) -> _Found | None:
        message = block[start:end]
        good = sound(message)
        if not good:
            before = bytes(self._noise[-_LOOK_BACK:]) + block[max(at, start - _LOOK_BACK) : start]
            if not _SEIZED.search(before[-_LOOK_BACK:]):
                return None
        caller = read(message[0], message[2:-1])
        return None if caller is None else _Found(start, end, caller, good)

    def _give_message(self, found: _Found, block: bytes, out: list[LineEvent]) -> None:
        seizure = _SEIZED_END.search(self._noise)
        size = len(self._noise)
        self._give_noise(seizure.start() if seizure else size, out)
        self._unknown.flush(out)
        offset = self._noise_at + len(self._noise)
        raw = block[found.start : found.end]
        out.append(found.caller.event(self.name, offset, raw, checksum=found.checksum))
        self._noise.clear()
        self._noise_at = offset + len(raw)

    def _give_noise(self, size: int, out: list[LineEvent]) -> None:
        """Give noise on as unknown bytes, but for channel seizures."""
        noise = bytes(self._noise[:size])
        at = 0
        for seizure in _SEIZURE.finditer(noise):
            self._unknown.add(self._noise_at + at, noise[at : seizure.start()], out)
            at = seizure.end()
        self._unknown.add(self._noise_at + at, noise[at:], out)
        del self._noise[:size]
        self._noise_at += size
