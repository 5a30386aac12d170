"""Boxes for the serial tests: a pseudo-terminal that can be unplugged, and a listener."""

from __future__ import annotations

import os
import select
import socket
import threading
import time
import tty
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from dutyroom.devices.serial_events import BridgeEvent, Bytes

PATIENCE = 5.0
Kind = TypeVar("Kind")


def wait_until(condition: Callable[[], bool], seconds: float = PATIENCE) -> float:
    """Wait for a condition and return how long it took, in seconds."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, "waited in vain"
        time.sleep(0.002)
    return time.monotonic() - start


class PtyBox:
    """A box at a name of its own, which can be pulled out and put back."""

    def __init__(self, name: Path) -> None:
        """Plug a box in at a path that stands for a port name."""
        self.name = name
        self._master = -1
        self.plug_in()

    def plug_in(self) -> None:
        """Put it back under the same name."""
        self._master, slave = os.openpty()
        tty.setraw(slave)
        self.name.symlink_to(os.ttyname(slave))
        os.close(slave)

    def unplug(self) -> None:
        """Pull it out: the name goes, and reads fail."""
        self.name.unlink()
        os.close(self._master)

    def send(self, data: bytes) -> None:
        """Say something to the program."""
        os.write(self._master, data)

    def receive(self, seconds: float = PATIENCE) -> bytes:
        """Return what the program sent, or nothing after the seconds."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        return os.read(self._master, 4096) if ready else b""


class NetworkBox:
    """A box on a loopback port, for one connection at a time."""

    def __init__(self, port: int = 0) -> None:
        """Listen."""
        self._server = socket.create_server(("127.0.0.1", port))
        self._peer: socket.socket | None = None

    @property
    def port(self) -> int:
        """The TCP port it listens at."""
        return int(self._server.getsockname()[1])

    @property
    def url(self) -> str:
        """What pyserial opens."""
        return f"socket://127.0.0.1:{self.port}"

    def accept(self) -> None:
        """Take the next connection."""
        self._server.settimeout(PATIENCE)
        self._peer, _ = self._server.accept()

    def send(self, data: bytes) -> None:
        """Say something to the program."""
        assert self._peer is not None
        self._peer.sendall(data)

    def hang_up(self) -> None:
        """Close the connection."""
        assert self._peer is not None
        self._peer.close()

    def close(self) -> None:
        """Stop listening."""
        if self._peer is not None:
            self._peer.close()
        self._server.close()


class Listener:
    """Keeps what a bridge says, with the monotonic time of each event."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._lock = threading.Lock()
        self._heard: list[tuple[float, BridgeEvent]] = []

    def __call__(self, event: BridgeEvent) -> None:
        """Take an event, in the bridge's thread."""
        with self._lock:
            self._heard.append((time.monotonic(), event))

    def all(self) -> list[BridgeEvent]:
        """Return every event so far."""
        with self._lock:
            return [event for _, event in self._heard]

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Return every event of one kind so far."""
        return [event for event in self.all() if isinstance(event, kind)]

    def data(self) -> bytes:
        """Return all bytes that came."""
        return b"".join(event.data for event in self.of(Bytes))

    def last_at(self) -> float:
        """Return when the newest event came, in monotonic seconds."""
        with self._lock:
            return self._heard[-1][0]


class Modem:
    """An AT modem at the far end of a pseudo-terminal, answering in a thread."""

    def __init__(self, box: PtyBox, *, refuses: tuple[bytes, ...] = ()) -> None:
        """Answer on a box's line.

        Args:
            box: Plugged in.
            refuses: Commands that get `ERROR`.
        """
        self.box = box
        self.said: list[bytes] = []
        self.answers = True
        self._refuses = refuses
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Fall silent."""
        self._stop.set()
        self._thread.join(PATIENCE)

    def count(self, command: bytes) -> int:
        """Return how often a command came."""
        return self.said.count(command)

    def _run(self) -> None:
        kept = b""
        while not self._stop.is_set():
            try:
                kept += self.box.receive(0.02)
            except OSError:  # pulled out, or nobody has the other end open
                self._stop.wait(0.02)
                continue
            *commands, kept = kept.split(b"\r")
            for command in commands:
                self.said.append(command)
                if self.answers:
                    verdict = b"ERROR" if command in self._refuses else b"OK"
                    self.box.send(b"\r\n" + verdict + b"\r\n")
