"""What happens on the simulated line, and when. Pure: time is handed in.

A script is a list of calls; each unfolds into cues: ring for one second in
five, as in China, the number between the first and the second ring, then an
answer, a talk, and the handset laid down. Commands from the demo's keys change
what comes next.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

RING_SECONDS: Final = 1.0
PAUSE_SECONDS: Final = 4.0
"""China's cadence: a ring of one second, a pause of four."""

_NUMBER_AFTER_RING: Final = 0.6
_UNATTENDED_RINGS: Final = 12
"""Rings after which a caller gives up whom nobody answers."""
_DIGIT_SECONDS: Final = 0.2
_LONG: Final = 3600.0
_LISTEN_SECONDS: Final = 10.0
"""How long a handset that was lifted without dialling stays lifted."""

Positive = Annotated[float, msgspec.Meta(ge=0, le=_LONG)]


class Cue(StrEnum):
    """One thing that happens on the line."""

    RING = "ring"
    RING_PAUSE = "ring_pause"
    CALLER_ID = "caller_id"
    GIVEN_UP = "given_up"
    LIFTED = "lifted"
    TALK = "talk"
    DIAL_TONE = "dial_tone"
    DIALLED = "dialled"
    RING_BACK = "ring_back"
    FAR_END_GONE = "far_end_gone"
    LAID_DOWN = "laid_down"


_LISTENING: Final = (
    (1.0, Cue.LIFTED),
    (1.1, Cue.DIAL_TONE),
    (1.1 + _LISTEN_SECONDS, Cue.LAID_DOWN),
)


class ScriptedCall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One call of a script.

    Attributes:
        number: Who calls or is called; `P` withheld, `O` unavailable; empty: nothing is dialled.
        name: What the caller's exchange sends as a name; may be Chinese.
        direction: Incoming or outgoing.
        pause: Seconds of an idle line before it.
        rings: Rings before it is answered, or given up.
        talk: Seconds of talk; 0: nobody answers.
    """

    number: str
    name: str = ""
    direction: Literal["in", "out"] = "in"
    pause: Positive = 30.0
    rings: Annotated[int, msgspec.Meta(ge=1, le=30)] = 3
    talk: Positive = 12.0


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a simulated line plays, over and over.

    Attributes:
        calls: The calls in their order.
        first: Seconds before the first call of all.
    """

    calls: tuple[ScriptedCall, ...]
    first: Positive = 3.0


def load_script(path: Path) -> Script:
    """Read a script from a TOML file.

    Raises:
        OSError: It cannot be read.
        msgspec.DecodeError: It is no script.
    """
    return msgspec.toml.decode(path.read_bytes(), type=Script)


class Stage:
    """Plays a script, cue by cue."""

    def __init__(self, script: Script, now: float, *, attended: bool = False) -> None:
        """Raise the curtain.

        Args:
            script: What to play; without calls the line stays idle.
            now: Seconds on the clock that all other times are read from.
            attended: Somebody answers by command; nobody else does.
        """
        self._calls = _over_and_over(script.calls)
        self._attended = attended
        self._cues: deque[tuple[float, Cue]] = deque()
        self.call: ScriptedCall | None = None
        """The call that is on the line, or the next one."""
        self.on_line = False
        """Something is going on."""
        self.off_hook = False
        """The handset is lifted."""
        self._set_next(now, script.first)

    def due(self) -> float | None:
        """Return when the next cue is; None: never without a command."""
        return self._cues[0][0] if self._cues else None

    def take(self, now: float) -> list[tuple[Cue, ScriptedCall]]:
        """Return the cues that are due, each with its call."""
        taken = []
        while self._cues and self._cues[0][0] <= now and self.call is not None:
            at, cue = self._cues.popleft()
            taken.append((cue, self.call))
            self._follow(cue, at)
        return taken

    def answer(self, now: float) -> bool:
        """Lift the handset of a ringing telephone; say whether it rang."""
        if self.call is None or not self.on_line or self.off_hook:
            return False
        self._set(now, _answered(self.call.talk or 12.0))
        return True

    def hang_up(self, now: float) -> bool:
        """Lay the handset down; say whether it was lifted."""
        if self.call is None or not self.off_hook:
            return False
        self._set(now, ((0.0, Cue.LAID_DOWN),))
        return True

    def lift(self, now: float) -> bool:
        """Lift the handset of a telephone at rest, listen and dial nothing; say whether it was."""
        if self.on_line:
            return False
        self.call = ScriptedCall("", direction="out")
        self._set(now, _LISTENING)
        return True

    def place(self, call: ScriptedCall, now: float) -> bool:
        """Have a call come or go now; say whether the line was free for it."""
        if self.on_line:
            return False
        self.call = call
        self._begin(now)
        return True

    def _follow(self, cue: Cue, at: float) -> None:
        """Change state with a cue, and set what comes after the last one."""
        self.on_line = True
        self.off_hook = cue is Cue.LIFTED or (self.off_hook and cue is not Cue.LAID_DOWN)
        if cue in (Cue.LAID_DOWN, Cue.GIVEN_UP):
            self.on_line = False
            self._set_next(at)

    def _set_next(self, now: float, pause: float | None = None) -> None:
        """Set the next call of the script."""
        self.call = next(self._calls, None)
        if self.call is not None:
            self._begin(now + (self.call.pause if pause is None else pause))

    def _begin(self, at: float) -> None:
        """Set the cues of the call from its first sign on."""
        if self.call is not None:
            self._set(at, _cues(self.call, attended=self._attended))

    def _set(self, start: float, cues: Sequence[tuple[float, Cue]]) -> None:
        self._cues = deque((start + after, cue) for after, cue in cues)


def _over_and_over(calls: Sequence[ScriptedCall]) -> Iterator[ScriptedCall]:
    while calls:
        yield from calls


def _cues(call: ScriptedCall, *, attended: bool) -> list[tuple[float, Cue]]:
    """Return what a call is made of, in seconds from its first sign."""
    if call.direction == "out":
        return _outgoing(call)
    rings = _UNATTENDED_RINGS if attended else call.rings
    cues = []
    for count in range(rings):
        start = count * (RING_SECONDS + PAUSE_SECONDS)
        cues += [(start, Cue.RING), (start + RING_SECONDS, Cue.RING_PAUSE)]
        if count == 0:
            cues.append((start + RING_SECONDS + _NUMBER_AFTER_RING, Cue.CALLER_ID))
    end = (rings - 1) * (RING_SECONDS + PAUSE_SECONDS) + RING_SECONDS
    if attended or not call.talk:
        return [*cues, (end + PAUSE_SECONDS / 2, Cue.GIVEN_UP)]
    answer = end + max(1.0, _NUMBER_AFTER_RING * 2)
    return cues + [(answer + after, cue) for after, cue in _answered(call.talk)]


def _answered(talk: float) -> list[tuple[float, Cue]]:
    """Return what follows from the moment a ringing handset is lifted."""
    return [
        (0.0, Cue.LIFTED),
        (0.4, Cue.TALK),
        (talk, Cue.FAR_END_GONE),
        (talk + 1.5, Cue.LAID_DOWN),
    ]


def _outgoing(call: ScriptedCall) -> list[tuple[float, Cue]]:
    """Return what an outgoing call is made of."""
    dialled = 1.5 + len(call.number) * _DIGIT_SECONDS
    connected = dialled + 1.0 + call.rings * (RING_SECONDS + PAUSE_SECONDS)
    return [
        (0.0, Cue.LIFTED),
        (0.1, Cue.DIAL_TONE),
        (1.5, Cue.DIALLED),
        (dialled + 1.0, Cue.RING_BACK),
        (connected, Cue.TALK),
        (connected + call.talk, Cue.LAID_DOWN),
    ]
