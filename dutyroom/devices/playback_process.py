"""Plays one recording, in a process of its own.

`python -m dutyroom.devices.playback_process FILE DEVICE LANGUAGE` takes orders on
standard input and tells its state on standard output; it ends when its input does.
"""

from __future__ import annotations

import io
import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from dutyroom import i18n
from dutyroom.devices.audio_output import Output
from dutyroom.devices.audio_source import SoundError
from dutyroom.devices.player_messages import Phase, PlayerOrder, PlayerState
from dutyroom.devices.reel import Reel
from dutyroom.devices.signals import silence
from dutyroom.devices.sound_system import LATENCY_SECONDS, SoundSystem, device_of
from dutyroom.devices.wav import NotAWavError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

_TELL_EACH: Final = 0.1  # seconds of the recording


class Deck:
    """Turns orders into sound."""

    def __init__(
        self, reel: Reel, open_output: Callable[[], Output], tell: Callable[[PlayerState], None]
    ) -> None:
        """Hold a recording, paused at its start.

        Args:
            reel: The recording.
            open_output: Opens the device when playing begins.
            tell: Told the state when it changes, and ten times a second while playing.
        """
        self._reel = reel
        self._open_output = open_output
        self._tell = tell
        self._output: Output | None = None
        self._phase = Phase.PAUSED
        self._told_at = 0.0

    @property
    def playing(self) -> bool:
        """Whether `turn` has something to do."""
        return self._phase is Phase.PLAYING

    def obey(self, order: PlayerOrder) -> None:
        """Do what was ordered and tell the state.

        Raises:
            SoundError: There is no output.
            OSError: The recording cannot be read.
            NotAWavError: It was overwritten.
        """
        match order.do:
            case "play":
                self._play()
            case "pause":
                self._pause()
            case "seek_to":
                self._seek(order.value)
            case "seek_by":
                self._seek(self._heard_at() + order.value)
            case "speed":
                self._reel.set_speed(order.value)
            case "volume":
                self._reel.set_volume(order.value)
        self.tell()

    def turn(self) -> None:
        """Play the next piece.

        Raises:
            SoundError: The output is gone.
            OSError: The recording cannot be read.
            NotAWavError: It was overwritten.
        """
        piece = self._reel.next()
        if not piece or self._output is None:
            if self._output is not None:  # some drivers swallow what comes last
                self._output.write(silence(LATENCY_SECONDS, self._reel.rate))
            self._stop(drain=True)
            self._phase = Phase.ENDED
            self.tell()
            return
        self._output.write(piece)
        if abs(self._reel.at - self._told_at) >= _TELL_EACH:
            self.tell()

    def tell(self) -> None:
        """Tell the state."""
        self._told_at = self._reel.at
        self._tell(
            PlayerState(
                self._phase,
                round(self._heard_at(), 3),
                round(self._reel.length, 3),
                self._reel.speed,
                self._reel.volume,
            )
        )

    def close(self) -> None:
        """Give the device and the file back."""
        self._stop(drain=False)
        self._reel.close()

    def _heard_at(self) -> float:
        """Return the place that is heard now: the device holds back what is newest."""
        held = LATENCY_SECONDS * self._reel.speed if self._output is not None else 0.0
        return max(0.0, self._reel.at - held)

    def _play(self) -> None:
        """Begin or go on; after the end, from the start."""
        if self._phase is Phase.ENDED:
            self._reel.seek(0)
        if self._output is None:
            self._output = self._open_output()
        self._phase = Phase.PLAYING

    def _pause(self) -> None:
        """Stop at what was heard last."""
        if self._output is not None:
            self._reel.seek(self._heard_at())
        self._stop(drain=False)
        self._phase = Phase.PAUSED

    def _seek(self, seconds: float) -> None:
        """Go to a place; what the device still holds is dropped."""
        self._reel.seek(seconds)
        if self._phase is Phase.ENDED:
            self._phase = Phase.PAUSED
        if self._output is not None:
            self._stop(drain=False)
            self._output = self._open_output()

    def _stop(self, *, drain: bool) -> None:
        """Give the device back."""
        output, self._output = self._output, None
        if output is not None:
            output.close(drain=drain)


def serve(deck: Deck, orders: queue.SimpleQueue[PlayerOrder | None]) -> None:
    """Play until an order is None.

    Raises:
        SoundError: There is no output.
        OSError: The recording cannot be read.
        NotAWavError: It was overwritten.
    """
    deck.tell()
    while True:
        try:
            order = orders.get(block=not deck.playing)
        except queue.Empty:
            deck.turn()
            continue
        if order is None:
            return
        deck.obey(order)


def read_orders(source: io.RawIOBase, orders: queue.SimpleQueue[PlayerOrder | None]) -> None:
    """Pass on each line that is an order; at the end of the input, None."""
    for line in source:
        try:
            orders.put(msgspec.json.decode(line, type=PlayerOrder))
        except msgspec.DecodeError:
            continue  # a console of another version asks for something unknown
    orders.put(None)


def _say(state: PlayerState) -> None:
    """Write a state on standard output."""
    sys.stdout.buffer.write(msgspec.json.encode(state) + b"\n")
    sys.stdout.buffer.flush()


def main(path: str, device: str, language: str) -> int:
    """Play a file and return the exit code: 0, or 2 when it could not be played."""
    i18n.use(language)
    orders: queue.SimpleQueue[PlayerOrder | None] = queue.SimpleQueue()
    # unbuffered: a thread that waits inside a buffer's lock aborts the interpreter's end
    source = io.FileIO(sys.stdin.fileno(), closefd=False)
    threading.Thread(target=read_orders, args=(source, orders), daemon=True).start()
    try:
        reel = Reel(Path(path))
        deck = Deck(reel, lambda: Output(SoundSystem(), device_of(device), reel.rate), _say)
        serve(deck, orders)
        deck.close()
    except SoundError as error:
        _say(PlayerState(Phase.FAILED, message=str(error)))
        return 2
    except (OSError, NotAWavError) as error:
        why = (
            os_reason(error) if isinstance(error, OSError) else _("it is no sound of this program")
        )
        text = _("The recording cannot be read: {reason}.").format(reason=why)
        _say(PlayerState(Phase.FAILED, message=text))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
