"""How long the serial bridge waits for what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pacing:
    """Waits of the bridge, in seconds.

    Attributes:
        read: The longest wait for a byte before timers are looked at; a byte
            that comes ends it at once.
        write: How long a write may be held up before the port counts as gone.
        first_pause: Before the first new try to open a port.
        longest_pause: Between later ones, so that a port that is back is open
            again well within five seconds.
        steady: How long a port must stay open before pauses are short again.
        join: How long `close` waits for the thread.
    """

    read: float = 0.1
    write: float = 1.0
    first_pause: float = 0.2
    longest_pause: float = 2.0
    steady: float = 5.0
    join: float = 0.9
