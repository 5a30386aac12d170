"""What the simulated box says: a real box's protocol, byte for byte."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final, Protocol

from dutyroom.devices.simulated_script import Cue, ScriptedCall

_EXCHANGE_TIME: Final = timezone(timedelta(hours=8))
"""What a Chinese exchange sends, wherever the machine that simulates it stands."""

_ENCODING = "gbk"
_NAME_BYTES = 15
_NUMBER_WIDTH = 14


class SimulatedBox(Protocol):
    """A box, seen from the telephone line."""

    def says(self, cue: Cue, call: ScriptedCall, now: datetime) -> bytes:
        """Return what the box sends at a cue, mostly nothing.

        Args:
            cue: What happened on the line.
            call: To which call.
            now: The box's own clock, aware.
        """
        ...

    def answers(self, data: bytes) -> bytes:
        """Return what the box answers to bytes from the program."""
        ...


class WhozzBox:
    """A Whozz Calling box with detail records, on one line."""

    def __init__(self) -> None:
        """Start with an idle line."""
        self._began: datetime | None = None
        self._lifted: datetime | None = None

    def says(self, cue: Cue, call: ScriptedCall, now: datetime) -> bytes:
        """Return the records of a cue: detail `R F N`, call records `S` and `E`."""
        match cue:
            case Cue.RING:
                return self._detail("R", now)
            case Cue.CALLER_ID | Cue.DIALLED:
                return self._record(call, now, edge="S", seconds=0)
            case Cue.LIFTED:
                self._lifted = now
                return self._detail("F", now)
            case Cue.LAID_DOWN:
                seconds = round((now - (self._lifted or now)).total_seconds())
                self._lifted = None
                record = self._record(call, now, "E", seconds) if call.number else b""
                return self._detail("N", now) + record
            case Cue.GIVEN_UP:
                return self._record(call, now, edge="E", seconds=0)
            case _:
                return b""

    def answers(self, data: bytes) -> bytes:  # noqa: ARG002 - this box listens to nothing
        """Return nothing: it only speaks."""
        return b""

    @staticmethod
    def _detail(what: str, now: datetime) -> bytes:
        return f"01 {what}     {now.astimezone(_EXCHANGE_TIME):%m/%d %H:%M:%S}\r\n".encode("ascii")

    @staticmethod
    def _record(call: ScriptedCall, now: datetime, edge: str, seconds: int) -> bytes:
        local = now.astimezone(_EXCHANGE_TIME)
        half = "AM" if local.hour < 12 else "PM"
        ring = f"A{min(call.rings, 9)}" if call.direction == "in" else "X0"
        number = {"P": "Private", "O": "Out-Of-Area"}.get(call.number, call.number)
        head = (
            f"01 {call.direction[0].upper()} {edge} {min(seconds, 9999):04} G {ring} "
            f"{local:%m/%d} {local:%I:%M} {half} {number:<{_NUMBER_WIDTH}.{_NUMBER_WIDTH}} "
        )
        return head.encode("ascii") + _cut(call.name, _NAME_BYTES) + b"\r\n"


class HayesBox:
    """An AT modem with formatted reports, which says nothing of the handset."""

    def __init__(self) -> None:
        """Start with nothing half said."""
        self._kept = b""

    def says(self, cue: Cue, call: ScriptedCall, now: datetime) -> bytes:
        """Return a ring or a caller-ID group."""
        if cue is Cue.RING:
            return b"\r\nRING\r\n"
        if cue is not Cue.CALLER_ID:
            return b""
        sent = now.astimezone(_EXCHANGE_TIME)
        head = f"\r\nDATE = {sent:%m%d}\r\nTIME = {sent:%H%M}\r\n"
        name = b"NAME = " + _cut(call.name, 50) + b"\r\n" if call.name else b""
        return head.encode("ascii") + f"NMBR = {call.number}\r\n".encode("ascii") + name

    def answers(self, data: bytes) -> bytes:
        """Return `OK` for every command."""
        *commands, self._kept = (self._kept + data)[-256:].split(b"\r")
        return b"\r\nOK\r\n" * len(commands)


def _cut(name: str, most: int) -> bytes:
    """Return a name as a Chinese exchange sends it, cut between characters."""
    return name.encode(_ENCODING, "replace")[:most].decode(_ENCODING, "ignore").encode(_ENCODING)
