"""What happens on a line, told from its sound alone.

Used where a box gives no hook events. A guess, and called one: dial tone means
that the phone is off the hook and nobody is there, busy tone that the other side
hung up, ring-back that a number was dialled, a voice that someone speaks. A click, a crackle
and a ring that comes through are too short for a voice: they only break the silence. The
call progress tones are those of GB/T 3380: 450 Hz, dial tone without a break,
busy 0.35 s on and off, congestion 0.7 s on and off, ring-back 1 s on, 4 s off.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dutyroom.devices.audio_format import LINE_RATE
from dutyroom.devices.pcm import SAMPLE_BYTES
from dutyroom.devices.tones import FRAME_SECONDS, FrameEar, FrameKind, Hearing

_SURE_FRAMES: Final = 2  # a kind that lasts a single frame is the edge between two others


class SoundKind(StrEnum):
    """What was made out on the line."""

    DIAL_TONE = "dial_tone"
    BUSY = "busy"
    RING_BACK = "ring_back"
    SILENCE = "silence"
    STIR = "stir"
    """Something, too short to be sure of a voice."""
    VOICE = "voice"
    DTMF = "dtmf"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class SoundEvent:
    """One thing that was made out.

    Attributes:
        kind: What.
        frame: Number of the sample at which it began, from the ear's start.
        key: The key, for `SoundKind.DTMF`.
        data: What a carrier sent, for `SoundKind.DATA`.
    """

    kind: SoundKind
    frame: int
    key: str | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things must last, in seconds.

    Attributes:
        dial_tone: A tone without a break; longer than a ring-back's.
        busy: Lengths of a busy tone and of its pause; the second is congestion.
        spread: By how much of its length each may be off.
        busy_cycles: How many tones with their pauses make a busy tone.
        ring_back: Length of a ring-back's tone.
        ring_back_pause: How long it must be quiet after it.
        silence: Quiet without a break.
        stir: Sound that is no tone and breaks a silence, in sum, …
        stir_within: … within so many seconds.
        voice: Sound that is no tone and can only be a voice, in sum: more than a ring has that
            comes through, 1 s in 5 here and 2 s in 6 elsewhere, …
        voice_within: … within so many seconds.
    """

    dial_tone: float = 2.0
    busy: tuple[float, ...] = (0.35, 0.7)
    spread: float = 0.3
    busy_cycles: int = 3
    ring_back: float = 1.0
    ring_back_pause: float = 3.0
    silence: float = 5.0
    stir: float = 0.3
    stir_within: float = 1.0
    voice: float = 2.2
    voice_within: float = 5.0


class _Share:
    """How much of the last seconds was sound that is no tone."""

    def __init__(self, within: float) -> None:
        """Look at so many seconds."""
        self._frames: deque[bool] = deque(maxlen=round(within / FRAME_SECONDS))
        self._count = 0

    def add(self, sounding: bool) -> None:
        """Take in a frame."""
        if len(self._frames) == self._frames.maxlen:
            self._count -= self._frames[0]
        self._frames.append(sounding)
        self._count += sounding

    def seconds(self) -> float:
        """Return the seconds of sound among them."""
        return self._count * FRAME_SECONDS

    def clear(self) -> None:
        """Begin anew."""
        self._frames.clear()
        self._count = 0


class LineSound:
    """A pure state machine: blocks in, events out; each event once until things change."""

    def __init__(
        self,
        rate: int = LINE_RATE,
        hearing: Hearing | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Listen.

        Args:
            rate: Samples a second.
            hearing: What counts as which sound.
            patience: How long sounds must last.
        """
        self._ear = FrameEar(rate, hearing or Hearing())
        self._patience = patience or Patience()
        self._frame_samples = round(FRAME_SECONDS * rate)
        self._rest = b""
        self._at = 0
        self._run = FrameKind.QUIET
        self._run_frames = 0
        self._other: tuple[FrameKind, int] = (FrameKind.QUIET, 0)
        self._tone_seconds = 0.0
        self._cadence: list[tuple[float, float]] = []
        self._key: tuple[str | None, int] = (None, 0)
        self._stirring = _Share(self._patience.stir_within)
        self._speaking = _Share(self._patience.voice_within)
        self._state: SoundKind | None = None

    def feed(self, pcm: bytes) -> list[SoundEvent]:
        """Listen to a block of any length and return what became sure in it."""
        data = self._rest + pcm
        size = self._frame_samples * SAMPLE_BYTES
        whole = len(data) - len(data) % size
        self._rest = data[whole:]
        events: list[SoundEvent] = []
        for start in range(0, whole, size):
            kind, key = self._ear.listen(data[start : start + size])
            events += self._pressed(key)
            self._extend(FrameKind.OTHER if kind is FrameKind.KEY else kind)
            self._stirring.add(kind is FrameKind.OTHER)
            self._speaking.add(kind is FrameKind.OTHER)
            events += self._judge()
            self._at += self._frame_samples
        return events

    def listen_anew(self) -> None:
        """Forget a voice: what speaks from now on is told, without a silence in between."""
        self._stirring.clear()
        self._speaking.clear()
        if self._state in (SoundKind.VOICE, SoundKind.STIR):
            self._state = None

    def _pressed(self, key: str | None) -> list[SoundEvent]:
        """Return a key once it lasted two frames, and not again until it is let go."""
        same = key == self._key[0]
        self._key = (key, self._key[1] + 1 if same else 1)
        if key is None or self._key[1] != _SURE_FRAMES:
            return []
        return [SoundEvent(SoundKind.DTMF, self._at - self._frame_samples, key)]

    def _extend(self, kind: FrameKind) -> None:
        """Add a frame to the run, or start the next run once the change is sure."""
        if kind is self._run:
            self._run_frames += 1 + self._other[1]
            self._other = (kind, 0)
            return
        pending = self._other[1] + 1 if kind is self._other[0] else 1
        if kind is not self._other[0]:
            self._run_frames += self._other[1]
        self._other = (kind, pending)
        if pending >= _SURE_FRAMES:
            self._change(kind)

    def _change(self, kind: FrameKind) -> None:
        """Close the run that is over; keep tones and the pauses after them."""
        seconds = self._run_frames * FRAME_SECONDS
        if self._run is FrameKind.TONE and kind is FrameKind.QUIET:
            self._tone_seconds = seconds
        elif self._run is FrameKind.QUIET and kind is FrameKind.TONE and self._tone_seconds:
            self._cadence.append((self._tone_seconds, seconds))
        else:
            self._tone_seconds = 0.0
            self._cadence.clear()
        self._run, self._run_frames, self._other = kind, self._other[1], (kind, 0)

    def _judge(self) -> list[SoundEvent]:
        """Return what the runs amount to, if that is news."""
        verdict = self._verdict()
        if verdict is None or verdict is self._state:
            return []
        self._state = verdict
        if verdict is not SoundKind.STIR:  # which is the beginning of a voice, if one follows
            self._speaking.clear()
        started = max(0, self._at - (self._run_frames - 1) * self._frame_samples)
        return [SoundEvent(verdict, started)]

    def _verdict(self) -> SoundKind | None:
        """Return what the line sounds like now, where that is sure."""
        seconds = self._run_frames * FRAME_SECONDS
        patience = self._patience
        if self._run is FrameKind.TONE:
            if seconds >= patience.dial_tone:
                return SoundKind.DIAL_TONE
            return SoundKind.BUSY if self._is_busy() else None
        if self._run is FrameKind.QUIET:
            if self._near(self._tone_seconds, patience.ring_back) and (
                patience.ring_back_pause <= seconds < patience.silence
            ):
                return SoundKind.RING_BACK
            return SoundKind.SILENCE if seconds >= patience.silence else None
        if self._state is SoundKind.VOICE or self._speaking.seconds() >= patience.voice:
            return SoundKind.VOICE
        return SoundKind.STIR if self._stirring.seconds() >= patience.stir else None

    def _is_busy(self) -> bool:
        """Tell whether the last tones and pauses are those of a busy tone."""
        last = self._cadence[-self._patience.busy_cycles :]
        if len(last) < self._patience.busy_cycles:
            return False
        return any(
            all(self._near(on, length) and self._near(off, length) for on, off in last)
            for length in self._patience.busy
        )

    def _near(self, seconds: float, wanted: float) -> bool:
        """Tell whether a length is what it should be, more or less."""
        return abs(seconds - wanted) <= wanted * self._patience.spread
