"""Real servers on the loopback for the self-check: time, and ports that talk or do not."""

from __future__ import annotations

import socket
import struct
import threading
import time
from typing import Final

_DELTA: Final = 2_208_988_800
"""Seconds from 1900, where NTP begins, to 1970."""


class TimeServer:
    """An NTP server whose clock may be wrong, or that does not know the time."""

    def __init__(self, *, ahead: float = 0.0, stratum: int = 2, silent: bool = False) -> None:
        """Answer on a port of its own.

        Args:
            ahead: Seconds by which its clock is ahead of this machine's.
            stratum: 0 and 16: it does not know the time.
            silent: It takes questions and answers none.
        """
        self._ahead, self._stratum, self._silent = ahead, stratum, silent
        self.asked = 0
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self._closed = threading.Event()
        self.port = int(self._socket.getsockname()[1])
        self.name = f"127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Fall silent."""
        self._closed.set()
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while not self._closed.is_set():
            try:
                data, peer = self._socket.recvfrom(256)
            except TimeoutError:
                continue
            self.asked += 1
            if not self._silent:
                self._socket.sendto(self._answer(data), peer)

    def _answer(self, data: bytes) -> bytes:
        now = time.time() + self._ahead + _DELTA
        stamp = struct.pack("!II", int(now), int((now % 1) * 2**32))
        head = struct.pack("!BBbb", 4 << 3 | 4, self._stratum, 3, -20)
        return head + bytes(8) + b"TEST" + stamp + data[40:48] + stamp + stamp


class Port:
    """A TCP port that accepts, or one whose queue is full, so that nobody gets through."""

    def __init__(self, *, full: bool = False) -> None:
        """Listen on the loopback."""
        self._server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._server.bind(("127.0.0.1", 0))
        self._server.listen(0 if full else 16)
        self.number = int(self._server.getsockname()[1])
        self._waiting: list[socket.socket] = []
        while full and len(self._waiting) < 4:
            each = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", self.number))
            self._waiting.append(each)

    def close(self) -> None:
        """Stop listening."""
        for each in self._waiting:
            each.close()
        self._server.close()


def closed_port() -> int:
    """Return a port of the loopback at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
