"""One opening of a port, from set-up to loss."""

from __future__ import annotations

from collections.abc import Callable

import serial

from dutyroom.clock import Clock
from dutyroom.devices.formats.profile import Profile
from dutyroom.devices.formats.setup import SetupDialogue, SetupState
from dutyroom.devices.serial_events import Answered, BridgeEvent, Bytes, SetUp, Wedged
from dutyroom.devices.serial_opening import read_waiting


class SerialSession:
    """Talks over an open port: set-up, bytes, keep-alive."""

    def __init__(
        self,
        port: serial.Serial,
        profile: Profile,
        clock: Clock,
        say: Callable[[BridgeEvent], None],
    ) -> None:
        """Take over an open port.

        Args:
            port: Open; closed by whoever opened it.
            profile: What to say to the box.
            clock: Stamps bytes and paces keep-alives.
            say: Told what happens, in the caller's thread.
        """
        self._port = port
        self._clock = clock
        self._say = say
        self._dialogue = SetupDialogue(profile)
        self._talks = bool(profile.good)
        self._state = SetupState.SETTING_UP
        self._answers: int | None = None
        self.heard = False
        """Whether the box has sent anything at all."""

    def begin(self) -> None:
        """Send the first of the set-up lines, where there are any.

        Raises:
            OSError: The port is gone; any of `PORT_ERRORS`.
        """
        self._send(self._dialogue.start(self._clock.monotonic()))

    def ask_soon(self) -> None:
        """Ask the box for a sign of life as soon as the line is idle; not every box is asked.

        `Answered` follows, if it answers.
        """
        self._answers = self._dialogue.answers
        self._dialogue.ask_soon()

    def step(self, *, idle: bool) -> None:
        """Wait for bytes for a short time, pass them on and look at the timers.

        Args:
            idle: No call is on the line, so that the box may be asked something.

        Raises:
            OSError: The port is gone; any of `PORT_ERRORS`.
        """
        data = read_waiting(self._port)
        now = self._clock.monotonic()
        if data:
            self.heard = True
            self._say(Bytes(data, now, self._clock.now()))
            self._send(self._dialogue.feed(data, now))
            self._tell_state()
            self._tell_answer()
        self._send(self._dialogue.tick(now, idle=idle))
        self._tell_state()

    def _tell_state(self) -> None:
        """Say how the set-up went, or that the box answers no more, once each time."""
        state, self._state = self._state, self._dialogue.state
        if state is self._state or not self._talks:
            return
        if self._state is SetupState.WEDGED:
            self._say(Wedged())
        elif self._state is not SetupState.SETTING_UP:
            self._say(SetUp(self._state is SetupState.READY, self._dialogue.accepted or ""))

    def _tell_answer(self) -> None:
        """Say that the box answered, where it was asked out of turn."""
        if self._answers is not None and self._dialogue.answers > self._answers:
            self._answers = None
            self._say(Answered())

    def _send(self, data: bytes) -> None:
        if data:
            self._port.write(data)
