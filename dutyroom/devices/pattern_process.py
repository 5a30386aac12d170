"""Plays a made sound, in a process of its own.

`python -m dutyroom.devices.pattern_process PATTERN DEVICE LANGUAGE` plays `alarm` until
its standard input ends, or `beep` once. A sentence on standard output and exit
code 2 when it cannot. A process of its own, because an open output would keep
the line's process from finding a sound card that was plugged in again.
"""

from __future__ import annotations

import io
import sys
import threading
from typing import Final

from dutyroom import i18n
from dutyroom.devices import signals
from dutyroom.devices.audio_format import LINE_RATE
from dutyroom.devices.audio_output import Output
from dutyroom.devices.audio_source import SoundError
from dutyroom.devices.sound_system import SoundSystem, device_of

BEEP_HZ: Final = 1400
BEEP_SECONDS: Final = 0.3


def alarm_pattern() -> bytes:
    """Return one round of the alarm: two tones, four times, and a second of quiet.

    Two tones in the middle of what ears hear best: found by ear in a room, and
    not to be taken for a telephone.
    """
    pair = signals.tone([880], 0.2, level=0.7) + signals.tone([660], 0.2, level=0.7)
    return pair * 4 + signals.silence(1.0)


def beep_pattern() -> bytes:
    """Return the beep that tells a caller of the recording.

    The quiet around it is for drivers that swallow the beginning or the end.
    """
    quiet = signals.silence(0.3)
    return quiet + signals.tone([BEEP_HZ], BEEP_SECONDS, level=0.3) + quiet


def play(output: Output, pattern: bytes, stop: threading.Event, *, forever: bool) -> None:
    """Play a pattern once, or again and again until told to stop.

    Raises:
        NoOutputError: The device is gone.
    """
    while not stop.is_set():
        for block in signals.blocks_of(pattern):
            if stop.is_set():
                return
            output.write(block)
        if not forever:
            return


def _wait_for_end(source: io.RawIOBase, stop: threading.Event) -> None:
    """Tell to stop when the input ends."""
    source.read()
    stop.set()


def main(pattern: str, device: str, language: str) -> int:
    """Play, and return the exit code."""
    i18n.use(language)
    stop = threading.Event()
    forever = pattern == "alarm"
    if forever:
        # unbuffered: a thread that waits inside a buffer's lock aborts the interpreter's end
        source = io.FileIO(sys.stdin.fileno(), closefd=False)
        threading.Thread(target=_wait_for_end, args=(source, stop), daemon=True).start()
    sound = alarm_pattern() if forever else beep_pattern()
    try:
        output = Output(SoundSystem(), device_of(device), LINE_RATE)
        play(output, sound, stop, forever=forever)
        output.close(drain=not forever)
    except SoundError as error:
        sys.stdout.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
