"""The serial bridge: bytes of one box, from a port that comes and goes.

One thread opens the port, sets the box up, reads, keeps alive and, when the
port is gone, tries for ever to get it back: under its name, or wherever its USB
identity shows up.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from dutyroom.clock import Clock
from dutyroom.devices.formats.profile import Profile
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_errors import PORT_ERRORS, PortError, Reason, sentence
from dutyroom.devices.serial_events import BridgeEvent, Lost, Opened
from dutyroom.devices.serial_opening import close_port, open_address
from dutyroom.devices.serial_pacing import Pacing
from dutyroom.devices.serial_session import SerialSession
from dutyroom.devices.usb_identity import ListPorts, ports


class SerialBridge:
    """Brings the bytes of one box for as long as the program runs."""

    def __init__(
        self,
        address: PortAddress,
        profile: Profile,
        clock: Clock,
        on_event: Callable[[BridgeEvent], None],
        *,
        pacing: Pacing | None = None,
        list_ports: ListPorts = ports,
    ) -> None:
        """Name a box; nothing is opened before `start`.

        Args:
            address: Where it is.
            profile: What its format needs of the port, and what to say to it.
            clock: Stamps bytes and paces keep-alives.
            on_event: Told everything, in the bridge's thread; must not raise.
            pacing: Waits.
            list_ports: Finds what is plugged in.
        """
        self._address = address
        self._profile = profile
        self._clock = clock
        self._on_event = on_event
        self._pacing = pacing or Pacing()
        self._list_ports = list_ports
        self._idle = threading.Event()
        self._idle.set()
        self._ask = threading.Event()
        self._stop = threading.Event()
        self._lost: Reason | None = None
        self._thread = threading.Thread(target=self._run, name=f"serial {address}", daemon=True)

    @property
    def running(self) -> bool:
        """Whether its thread is at work."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin to try to open the port."""
        self._thread.start()

    def set_idle(self, idle: bool) -> None:
        """Say whether the line is idle; only then is the box asked for signs of life."""
        if idle:
            self._idle.set()
        else:
            self._idle.clear()

    def ask_soon(self) -> None:
        """Have the box asked for a sign of life now, where it is one that answers."""
        self._ask.set()

    def close(self) -> None:
        """Close the port and end the thread, within a second.

        A thread that a driver holds up is left behind: it says nothing more and
        ends when the driver lets go.
        """
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(self._pacing.join)

    def _run(self) -> None:
        """Open, serve and open again until told to stop."""
        pause = self._pacing.first_pause
        while not self._stop.is_set():
            if self._open_and_serve():
                pause = self._pacing.first_pause
            self._stop.wait(pause)
            pause = min(pause * 1.5, self._pacing.longest_pause)

    def _open_and_serve(self) -> bool:
        """Serve the port while it lasts, and return whether it was of use."""
        try:
            name, port = open_address(
                self._address, self._profile.serial, self._pacing, self._list_ports
            )
        except PortError as error:
            self._say_lost(error.reason)
            return False
        opened = self._clock.monotonic()
        session = SerialSession(port, self._profile, self._clock, self._say)
        self._lost = None
        self._say(Opened(name))
        try:
            self._serve(session)
        except PORT_ERRORS:
            self._say_lost(Reason.GONE)
        finally:
            close_port(port)
        return session.heard or self._clock.monotonic() - opened >= self._pacing.steady

    def _serve(self, session: SerialSession) -> None:
        """Go step by step until told to stop.

        Raises:
            OSError: The port is gone; any of `PORT_ERRORS`.
        """
        session.begin()
        while not self._stop.is_set():
            if self._ask.is_set():
                self._ask.clear()
                session.ask_soon()
            session.step(idle=self._idle.is_set())

    def _say_lost(self, reason: Reason) -> None:
        """Say that the port is not there, and again only when the reason is another."""
        if reason is self._lost:
            return
        self._lost = reason
        self._say(Lost(reason, sentence(reason, str(self._address))))

    def _say(self, event: BridgeEvent) -> None:
        if not self._stop.is_set():
            self._on_event(event)
