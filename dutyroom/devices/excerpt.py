"""Copies a part of a recording to WAV, MP3 or Ogg, in a process of its own.

pydub holds the part in memory and runs ffmpeg for anything but WAV; neither
belongs into the console. The part is cut out first, so that a long recording
is never loaded whole. The source is only read, an existing target never replaced.

`python -m dutyroom.devices.excerpt SOURCE TARGET FROM TO LANGUAGE` prints nothing
and ends with 0, or one sentence and 2.
"""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path
from typing import Final

from dutyroom import i18n
from dutyroom.devices.pcm import SAMPLE_BYTES
from dutyroom.devices.wav import NotAWavError, WavReader
from dutyroom.devices.wav_writer import PRIVATE_FILE
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

FORMATS: Final = ("wav", "mp3", "ogg")
_TIMEOUT_SECONDS: Final = 600


class ExcerptError(Exception):
    """No excerpt was made; the message is a sentence for the user."""


def export_excerpt(source: Path, target: Path, start: float, end: float) -> None:
    """Make an excerpt in a process of its own, and wait for it.

    Args:
        source: A recording.
        target: A file that does not exist; its suffix says the format.
        start: From here, in seconds of the recording.
        end: To here, in seconds.

    Raises:
        ExcerptError: It cannot be made.
    """
    module = "dutyroom.devices.excerpt"
    arguments = [str(source), str(target), str(start), str(end), i18n.language()]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except OSError as error:
        raise ExcerptError(_no_excerpt(os_reason(error))) from error
    except subprocess.TimeoutExpired as error:
        raise ExcerptError(_no_excerpt(_("it takes too long"))) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ExcerptError(said[-1] if said else _no_excerpt(done.returncode))


def make_excerpt(source: Path, target: Path, start: float, end: float) -> int:
    """Make an excerpt here and return its frames.

    Args:
        source: A recording.
        target: A file that does not exist; its suffix says the format.
        start: From here, in seconds of the recording.
        end: To here, in seconds.

    Raises:
        ExcerptError: It cannot be made.
    """
    kind = target.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise ExcerptError(_("An excerpt is a WAV, MP3 or OGG file, not {kind}.").format(kind=kind))
    if target.exists():
        raise ExcerptError(_("{path} exists already; choose another name.").format(path=target))
    try:
        with WavReader(source) as reader:
            first = max(0, round(start * reader.info.rate))
            sound = reader.read(first, round(end * reader.info.rate) - first)
            rate = reader.info.rate
        if not sound:
            raise ExcerptError(_("There is no sound in this part of the recording."))
        _write(sound, rate, target, kind)
    except OSError as error:
        raise ExcerptError(_no_excerpt(os_reason(error))) from error
    except NotAWavError as error:
        raise ExcerptError(_no_excerpt(_("the file is no recording"))) from error
    return len(sound) // SAMPLE_BYTES


def _write(sound: bytes, rate: int, target: Path, kind: str) -> None:
    """Encode the part beside the target, then give it its name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub's own regular expressions and its look for ffmpeg
        from pydub import AudioSegment  # noqa: PLC0415 - only this process needs it
        from pydub.exceptions import CouldntEncodeError  # noqa: PLC0415 - as above

    segment = AudioSegment(data=sound, sample_width=SAMPLE_BYTES, frame_rate=rate, channels=1)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=PRIVATE_FILE)
    try:
        segment.export(str(part), format=kind).close()
        if not part.stat().st_size:
            raise ExcerptError(_("The excerpt came out empty."))
        # the name is taken first, so that nothing is replaced; a hard link would do
        # both at once, but memory sticks have none
        target.touch(mode=PRIVATE_FILE, exist_ok=False)
        part.replace(target)
    except FileNotFoundError as error:
        raise ExcerptError(
            _("MP3 and OGG need the program ffmpeg. Install the package ffmpeg, or choose WAV.")
        ) from error
    except CouldntEncodeError as error:
        raise ExcerptError(_no_excerpt(_("ffmpeg cannot encode it"))) from error
    finally:
        part.unlink(missing_ok=True)


def _no_excerpt(reason: object) -> str:
    """Say that there is none."""
    return _("No excerpt was made: {reason}. The recording is unchanged.").format(reason=reason)


def main(source: str, target: str, start: str, end: str, language: str) -> int:
    """Make an excerpt and return the exit code."""
    i18n.use(language)
    try:
        make_excerpt(Path(source), Path(target), float(start), float(end))
    except ExcerptError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:6]))
