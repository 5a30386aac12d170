"""The plug of the simulated box: a pseudo-terminal, elsewhere a loopback socket."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import socket
import sys
import tempfile
from pathlib import Path
from typing import Protocol

_AT_ONCE = 4096


class SimulatedPort(Protocol):
    """The box's end of the cable."""

    @property
    def url(self) -> str:
        """What the serial bridge opens; the same after each plugging in."""
        ...

    def read(self, seconds: float) -> bytes:
        """Return what the program sent; waits so long at most."""
        ...

    def write(self, data: bytes) -> None:
        """Send bytes; they are lost when nobody takes them, as on a cable."""
        ...

    def unplug(self) -> None:
        """Pull the cable out."""
        ...

    def plug_in(self) -> None:
        """Put the cable back, under the same name."""
        ...

    def close(self) -> None:
        """Take the box away."""
        ...


def simulated_port() -> SimulatedPort:
    """Return the best port that the system offers."""
    return SocketPort() if sys.platform == "win32" else PtyPort()


if sys.platform != "win32":
    import tty

    class PtyPort:
        """A pseudo-terminal with a name that stays."""

        def __init__(self) -> None:
            """Make a name and plug in."""
            self._folder = Path(tempfile.mkdtemp(prefix="dutyroom-line-"))
            self._name = self._folder / "line"
            self._ends: tuple[int, int] | None = None
            self.plug_in()

        @property
        def url(self) -> str:
            """The port's name."""
            return str(self._name)

        def read(self, seconds: float) -> bytes:
            """Return what the program sent; waits so long at most."""
            ends = [] if self._ends is None else [self._ends[0]]
            ready, _, _ = select.select(ends, [], [], seconds)
            return os.read(ready[0], _AT_ONCE) if ready else b""

        def write(self, data: bytes) -> None:
            """Send bytes; a full buffer means that nobody reads."""
            if self._ends is not None:
                with contextlib.suppress(BlockingIOError):
                    os.write(self._ends[0], data)

        def unplug(self) -> None:
            """Close both ends, which ends reads at the other side."""
            if self._ends is not None:
                self._name.unlink()
                for end in self._ends:
                    os.close(end)
                self._ends = None

        def plug_in(self) -> None:
            """Make a new pair under the old name."""
            if self._ends is None:
                # The far end stays open here too: else a read fails until it is opened.
                master, slave = self._ends = os.openpty()
                tty.setraw(slave)
                os.set_blocking(master, False)
                self._name.symlink_to(os.ttyname(slave))

        def close(self) -> None:
            """Unplug, and take the name away."""
            self.unplug()
            shutil.rmtree(self._folder, ignore_errors=True)


class SocketPort:
    """A loopback port for one listener at a time."""

    def __init__(self) -> None:
        """Listen at a free port of this machine alone."""
        self._server: socket.socket | None = socket.create_server(("127.0.0.1", 0))
        self._address: tuple[str, int] = self._server.getsockname()
        self._peer: socket.socket | None = None

    @property
    def url(self) -> str:
        """The address, as pyserial takes it."""
        return f"socket://{self._address[0]}:{self._address[1]}"

    def read(self, seconds: float) -> bytes:
        """Return what the program sent; takes a new connection where one waits."""
        ends = [end for end in (self._server, self._peer) if end is not None]
        if not ends:
            return b""
        ready, _, _ = select.select(ends, [], [], seconds)
        if self._server is not None and self._server in ready:
            self._drop()
            self._peer, _ = self._server.accept()
            return b""
        return self._received() if ready else b""

    def write(self, data: bytes) -> None:
        """Send bytes to whoever is connected."""
        if self._peer is not None:
            try:
                self._peer.sendall(data)
            except OSError:
                self._drop()

    def unplug(self) -> None:
        """Hang up and answer no more."""
        self._drop()
        if self._server is not None:
            self._server.close()
            self._server = None

    def plug_in(self) -> None:
        """Listen again at the same port."""
        if self._server is None:
            self._server = socket.create_server(self._address)

    def close(self) -> None:
        """Stop listening."""
        self.unplug()

    def _received(self) -> bytes:
        if self._peer is None:
            return b""
        try:
            data = self._peer.recv(_AT_ONCE)
        except OSError:
            data = b""
        if not data:
            self._drop()
        return data

    def _drop(self) -> None:
        if self._peer is not None:
            self._peer.close()
            self._peer = None
