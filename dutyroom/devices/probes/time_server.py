"""Asking a time server by NTP how far this machine's clock is off."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

import ntplib

from dutyroom.clock import Clock

PORT: Final = 123
_CLIENT: Final = 3
_SERVER: Final = 4
_VERSION: Final = 4
_UNSYNCHRONISED: Final = 3
"""The leap indicator by which a server says that it does not know the time itself."""

_LOWEST: Final = 15
"""The farthest stratum that counts; 0 is a refusal, 16 is unsynchronised."""


class NoTimeError(OSError):
    """The server answers, but says nothing usable."""


class UnsureTimeError(NoTimeError):
    """The server answers, and does not know the time itself."""


@dataclass(frozen=True, slots=True)
class ServerTime:
    """What a time server told.

    Attributes:
        ahead: Seconds by which this machine's clock is ahead; negative where it is behind.
        delay: Seconds that question and answer took on the way: the error is at most half.
    """

    ahead: float
    delay: float


class _Question(asyncio.DatagramProtocol):
    """One question, and the first answer from where it was sent."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        loop = asyncio.get_running_loop()
        self.answer: asyncio.Future[tuple[bytes, float]] = loop.create_future()

    def datagram_received(self, data: bytes, _from: tuple[str | object, int]) -> None:
        """Take the answer, with the time at which it came."""
        if not self.answer.done():
            self.answer.set_result((data, self._clock.now().timestamp()))

    def error_received(self, error: Exception) -> None:
        """Take the network's refusal."""
        if not self.answer.done():
            self.answer.set_exception(error)

    def connection_lost(self, error: Exception | None) -> None:
        """Let nobody wait for a socket that is closed."""
        if not self.answer.done():
            self.answer.set_exception(error or ConnectionAbortedError("closed"))


async def ask_time(address: str, port: int, clock: Clock) -> ServerTime:
    """Ask a time server once; the caller limits the time.

    Args:
        address: An address, not a name.
        port: The UDP port, mostly `PORT`.
        clock: The clock that is compared.

    Raises:
        UnsureTimeError: The server does not know the time.
        NoTimeError: The answer tells no time.
        OSError: The server cannot be reached.
    """
    loop = asyncio.get_running_loop()
    transport, question = await loop.create_datagram_endpoint(
        lambda: _Question(clock), remote_addr=(address, port)
    )
    sent = ntplib.system_to_ntp_time(clock.now().timestamp())
    try:
        packet = ntplib.NTPPacket(mode=_CLIENT, version=_VERSION, tx_timestamp=sent)
        transport.sendto(packet.to_data())
        data, came = await question.answer
    finally:
        transport.close()
    return _read(data, came, sent)


def _read(data: bytes, came: float, sent: float) -> ServerTime:
    """Return what an answer says.

    Raises:
        UnsureTimeError: The server does not know the time.
        NoTimeError: It says nothing usable.
    """
    said = ntplib.NTPStats()
    try:
        said.from_data(data)
    except ntplib.NTPException as error:
        raise NoTimeError(str(error)) from error
    said.dest_timestamp = ntplib.system_to_ntp_time(came)
    known = said.leap != _UNSYNCHRONISED and 0 < said.stratum <= _LOWEST
    # An answer repeats what was asked: one that does not belongs to another question.
    ours = abs(said.orig_timestamp - sent) < 1e-3
    if said.mode != _SERVER or not ours:
        raise NoTimeError("no NTP")
    if not known or not said.tx_timestamp:
        raise UnsureTimeError("unsynchronised")
    return ServerTime(-said.offset, said.delay)
