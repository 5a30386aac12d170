"""What a line can tell, and the times after which silence means something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

RING_GAP: Final = 10.0
"""Seconds without a ring that end the ringing: China rings 1 s in 5."""

RINGLESS_END: Final = 60.0
"""Seconds after which a call of a box that reports no rings stops ringing."""

STOPPED_GRACE: Final = 2.0
"""Seconds that a handset has to be lifted after the box said the ringing stopped."""

VOICE_SUSTAINED: Final = 2.0
"""Seconds of voice that make an answer, or a call, where no hook event does: a ring that is
heard as a voice is told by the box meanwhile."""

VOICE_AFTER_RING: Final = 6.0
"""Seconds without a ring before a voice counts: one cadence and a little."""

LATE_NUMBER: Final = 15.0
"""Seconds in which a number still belongs to a call that was answered."""

LATE_AFTER_END: Final = 3.0
"""Seconds in which a number still belongs to a call that is over: some numbers
come before the first ring, so a later one is the next caller's."""

AMENDED: Final = 2.0
"""Seconds in which a box that tells no rings may say a number anew; a later one is of
another caller."""

RING_TAIL: Final = 2.0
"""Seconds in which a ring may be told late: some boxes tell it when it is over,
and by then the handset may be lifted."""

LATE_RECORD: Final = 120.0
"""Seconds between a call and the talk that a box's closing record tells of, at
most, for the record to be of that call."""

TALK_OVER: Final = 10.0
"""Seconds without any sound after which a number is that of the next caller, not of one who knocks
during the talk: two who talk are never that quiet, and some boxes tell no rings."""

HEARD_LATE: Final = 5.0
"""Of these seconds those that pass before silence is told of."""

WAITING_END: Final = 30.0
"""Seconds without a sign after which a waiting call that nobody took is missed."""

DIAL_PAUSE: Final = 4.0
"""Seconds without a digit after which the dialled number is complete."""


@dataclass(frozen=True, slots=True)
class TrackingRules:
    """What one line can tell.

    Attributes:
        hooks: The box says when the handset is lifted and laid down.
        sound: The line's sound is being listened to.
        box: There is a serial box at all; without one, sound alone makes calls.
        silence: Seconds of silence that end a call where no hook event does.
        hold: Seconds after such an end in which a voice without a ring is the same call.
    """

    hooks: bool
    sound: bool
    box: bool = True
    silence: float = 30.0
    hold: float = 600.0
