"""Reaching a host: by a TCP connection that is closed at once, or by a ping."""

from __future__ import annotations

import asyncio
import contextlib
import time

import icmplib
from icmplib.exceptions import ICMPLibError, SocketPermissionError


class PingForbiddenError(OSError):
    """This system does not let an ordinary program ping."""


async def connect(address: str, port: int) -> float:
    """Connect to a port and return how long it took, in milliseconds.

    Args:
        address: An address, not a name.
        port: The TCP port.

    Raises:
        ConnectionRefusedError: The host is there, but nothing listens.
        OSError: It cannot be reached.
    """
    begun = time.monotonic()
    _reader, writer = await asyncio.open_connection(address, port)
    taken = time.monotonic() - begun
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return taken * 1000


async def ping(address: str, seconds: float) -> float:
    """Ping an address and return how long the answer took, in milliseconds.

    Args:
        address: An address, not a name.
        seconds: How long to wait.

    Raises:
        PingForbiddenError: The system does not allow it.
        TimeoutError: There was no answer.
        OSError: It cannot be reached.
    """
    try:
        said = await icmplib.async_ping(address, count=1, timeout=seconds, privileged=False)
    except SocketPermissionError as error:
        raise PingForbiddenError(str(error)) from error
    except ICMPLibError as error:
        raise OSError(str(error)) from error
    if not said.is_alive:
        raise TimeoutError(address)
    return float(said.max_rtt)
