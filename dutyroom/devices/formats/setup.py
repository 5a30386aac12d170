"""Talking a modem into caller ID, and asking now and then whether it still lives."""

from __future__ import annotations

import math
from collections import deque
from enum import StrEnum

from dutyroom.devices.formats.profile import Profile

_LONGEST_ANSWER = 256
_PATIENCE = 3
"""Unanswered commands in a row after which a device counts as wedged."""


class SetupState(StrEnum):
    """How far the device is."""

    SETTING_UP = "setting_up"
    READY = "ready"
    REFUSED = "refused"
    """It answers, but accepts no command that switches caller ID on."""
    WEDGED = "wedged"
    """It answers nothing any more; switching it off and on helps."""


class SetupDialogue:
    """Commands out, answers in, without a port or a clock of its own.

    It is fed the same bytes as the decoder, and returns what to send. Start it
    again after every reconnection. A wedged device is still asked, at the pace
    of the keep-alive, and is set up anew when it answers.
    """

    def __init__(self, profile: Profile) -> None:
        """Prepare for a device.

        Args:
            profile: What to say to it.
        """
        self._profile = profile
        self._line = bytearray()
        self._todo: deque[tuple[str, bool]] = deque()
        self._candidates: deque[str] = deque()
        self._waiting: str | None = None
        self._required = True
        self._asked_at = 0.0
        self._heard_at = 0.0
        self._unanswered = 0
        self.state = SetupState.SETTING_UP
        self.accepted: str | None = None
        """The candidate that the device accepted."""
        self.answers = 0
        """How many commands were answered, well or badly."""

    def start(self, now: float) -> bytes:
        """Begin the set-up and return the first bytes to send.

        Args:
            now: The monotonic clock, in seconds.
        """
        self._line.clear()
        self.accepted = None
        self._unanswered = 0
        self._heard_at = now
        self._begin()
        if not self._profile.good:
            return self._all_at_once()
        return self._next(now)

    def feed(self, data: bytes, now: float) -> bytes:
        """Take bytes from the device and return what to send next, mostly nothing.

        Args:
            data: The bytes, whatever they are.
            now: The monotonic clock, in seconds.
        """
        if data:
            self._heard_at = now
        reply = b""
        for byte in data if b"\r" in data or b"\n" in data else b"":
            if byte not in b"\r\n":
                self._line.append(byte)
                del self._line[_LONGEST_ANSWER:]
            elif self._line:
                reply += self._answered(bytes(self._line).strip(), now)
                self._line.clear()
        if b"\r" not in data and b"\n" not in data:
            self._line += data
            del self._line[_LONGEST_ANSWER:]
        return reply

    def tick(self, now: float, *, idle: bool) -> bytes:
        """Let time pass and return what to send next, mostly nothing.

        Args:
            now: The monotonic clock, in seconds.
            idle: Whether no call is on the line; keep-alives are sent only then.
        """
        profile = self._profile
        if self._waiting is not None:
            if now - self._asked_at < profile.answer_seconds:
                return b""
            if not idle and self.state is not SetupState.SETTING_UP:
                self._waiting = None  # a call came in between: ask when it is over
                return b""
            return self._not_answered(now)
        if not idle or profile.keep_alive is None or self.state is SetupState.SETTING_UP:
            return b""
        if now - max(self._heard_at, self._asked_at) < profile.keep_alive_seconds:
            return b""
        return self._send(profile.keep_alive, now)

    def ask_soon(self) -> None:
        """Ask for a sign of life at the next idle tick, as if long nothing had come."""
        if self._waiting is None:
            self._heard_at = self._asked_at = -math.inf

    def _begin(self) -> None:
        self.state = SetupState.SETTING_UP
        required = [(command, True) for command in self._profile.setup]
        self._todo = deque(required + [(command, False) for command in self._profile.tolerated])
        self._candidates = deque(self._profile.candidates)
        self._waiting = None

    def _all_at_once(self) -> bytes:
        """Return the whole set-up for a device that answers nothing."""
        self.state = SetupState.READY
        lines = [*self._profile.setup, *self._profile.tolerated]
        return "".join(line + self._profile.line_end for line in lines).encode()

    def _send(self, command: str, now: float) -> bytes:
        self._waiting = command if self._profile.good else None
        self._asked_at = now
        return (command + self._profile.line_end).encode()

    def _next(self, now: float) -> bytes:
        if self._todo:
            command, self._required = self._todo.popleft()
            return self._send(command, now)
        self._required = True
        if self._candidates and self.accepted is None:
            return self._send(self._candidates.popleft(), now)
        refused = bool(self._profile.candidates) and self.accepted is None
        self.state = SetupState.REFUSED if refused else SetupState.READY
        self._waiting = None
        return b""

    def _answered(self, answer: bytes, now: float) -> bytes:
        good = answer in self._profile.good
        if not good and answer not in self._profile.bad:
            return b""
        self._unanswered = 0
        self.answers += 1
        asked, self._waiting = self._waiting, None
        if self.state is SetupState.WEDGED:
            self._begin()
            return self._next(now)
        if self.state is not SetupState.SETTING_UP or asked is None:
            return b""
        if good and asked in self._profile.candidates:
            self.accepted = asked
        return self._next(now)

    def _not_answered(self, now: float) -> bytes:
        """Ask again; a device that answers nothing three times is wedged."""
        command, self._waiting = self._waiting or "", None
        self._unanswered += 1
        if self.state is SetupState.WEDGED:
            return b""
        if self._unanswered >= _PATIENCE:
            self.state = SetupState.WEDGED
            return b""
        if self.state is SetupState.SETTING_UP and command in self._profile.candidates:
            return self._next(now)
        if self.state is SetupState.SETTING_UP and not self._required:
            return self._next(now)
        return self._send(command, now)
