"""A telephone line for the demo and the tests, behind a real port and a real queue.

It speaks a real box's protocol on a pseudo-terminal, which the serial bridge
opens like any port, and makes the sound that `SimulatedSource` delivers at
real-time pace. Nothing behind those two knows that it is simulated.
"""

from __future__ import annotations

import threading
from typing import Final

from dutyroom import resources
from dutyroom.clock import Clock
from dutyroom.devices.simulated_box import SimulatedBox, WhozzBox
from dutyroom.devices.simulated_port import SimulatedPort, simulated_port
from dutyroom.devices.simulated_script import Script, ScriptedCall, Stage, load_script
from dutyroom.devices.simulated_sound import SimulatedSound

_LONGEST_WAIT: Final = 0.05
"""Seconds in which a command or the end is noticed."""


def demo_script() -> Script:
    """Return the script that ships with the program."""
    return load_script(resources.data("demo", "line.toml"))


class SimulatedLine:
    """A line that plays a script, or does what it is told."""

    def __init__(
        self,
        clock: Clock,
        script: Script | None = None,
        *,
        box: SimulatedBox | None = None,
        port: SimulatedPort | None = None,
        speed: float = 1.0,
        attended: bool = False,
    ) -> None:
        """Plug the box in and begin to play.

        Args:
            clock: Its monotonic time drives the script, its wall clock is the box's.
            script: What to play; the shipped one by default.
            box: What kind of box to be; Whozz by default.
            port: Where to speak; a pseudo-terminal by default.
            speed: How many seconds of the script pass in one.
            attended: Calls ring until `answer`; else the box answers by itself.

        Raises:
            OSError: There is no port to be had.
        """
        self._clock = clock
        self._box = box or WhozzBox()
        self._speed = speed
        self._sound = SimulatedSound()
        self._lock = threading.Lock()
        self._port = port or simulated_port()
        self._stage = Stage(script or demo_script(), self._now(), attended=attended)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="simulated-line", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """What the serial bridge opens."""
        return self._port.url

    def sound(self, frame: int, frames: int) -> bytes:
        """Return the next frames of the line, 8 kHz; what `SimulatedSource` takes."""
        return self._sound.make(frame, frames)

    def answer(self) -> bool:
        """Lift the handset; say whether the telephone rang."""
        with self._lock:
            return self._stage.answer(self._now())

    def lift(self) -> bool:
        """Lift the handset and listen, as an officer does who dials nothing; say if it rested."""
        with self._lock:
            return self._stage.lift(self._now())

    def hang_up(self) -> bool:
        """Lay the handset down; say whether it was lifted."""
        with self._lock:
            return self._stage.hang_up(self._now())

    def call(self, call: ScriptedCall) -> bool:
        """Have a call come or go now; say whether the line was free for it."""
        with self._lock:
            return self._stage.place(call, self._now())

    def unplug(self) -> None:
        """Pull the box out."""
        with self._lock:
            self._port.unplug()

    def plug_in(self) -> None:
        """Put the box back."""
        with self._lock:
            self._port.plug_in()

    def close(self) -> None:
        """End the play and take the box away."""
        self._stop.set()
        self._thread.join()
        self._port.close()

    def _now(self) -> float:
        """Return seconds in the script's own time."""
        return self._clock.monotonic() * self._speed

    def _run(self) -> None:
        """Play until told to end."""
        while not self._stop.wait(self._wait()):
            with self._lock:
                received = self._port.read(0)
                if received:
                    self._port.write(self._box.answers(received))
                for cue, call in self._stage.take(self._now()):
                    self._sound.cue(cue, call)
                    self._port.write(self._box.says(cue, call, self._clock.now()))

    def _wait(self) -> float:
        """Return how long nothing is due, in real seconds."""
        with self._lock:
            due = self._stage.due()
        if due is None:
            return _LONGEST_WAIT
        return min(_LONGEST_WAIT, max(0.0, (due - self._now()) / self._speed))
