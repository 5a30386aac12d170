"""ALSA's filters kept out of PortAudio's search for devices.

PortAudio opens every PCM that ALSA's configuration names, to see whether it is
a device. Some of them are filters around another one: encoders, resamplers,
mixers. Opening them loads what they are made with, video codecs among it, and
14 MB stay in memory for good. So ALSA is given its own configuration without
the files of those filters; cards, sound servers and whatever the machine or its
user has configured is found as ever. Who has set `ALSA_CONFIG_PATH` is left alone.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

_VARIABLE: Final = "ALSA_CONFIG_PATH"
_WHOLE: Final = Path("/usr/share/alsa/alsa.conf")

_FOLDER: Final = re.compile(r'"(/[^"\n]*conf\.d/?)"')
"""A folder of files in the list that ALSA's configuration loads."""

_FILTER: Final = re.compile(
    r"\d*-?(a52-encoder|rate-lav|samplerate|speex|speexrate|upmix|vdownmix)"
)
"""Names of the files, without their ending, in which filters are configured."""

_OURS: Final = re.compile(r"/proc/\d+/fd/\d+")
"""Where such a configuration stands; a child process finds its parent's in the environment."""


def keep_out_filters() -> None:
    """Have ALSA find no filters in this process; call it before PortAudio is loaded.

    Nothing is changed where there is no such configuration to read.
    """
    chosen = os.environ.get(_VARIABLE, "")
    if (chosen and not _OURS.fullmatch(chosen)) or not hasattr(os, "memfd_create"):
        return
    os.environ.pop(_VARIABLE, None)
    try:
        text = without_filters(_WHOLE.read_text(encoding="utf-8"))
        file = os.memfd_create("alsa.conf")
        os.write(file, text.encode())
    except (OSError, UnicodeDecodeError):
        return
    # The descriptor stays open as long as the process lives: ALSA reads it at every opening.
    os.environ[_VARIABLE] = f"/proc/{os.getpid()}/fd/{file}"


def without_filters(text: str) -> str:
    """Return ALSA's configuration with files in the place of folders, those of filters left out.

    Args:
        text: The configuration, as ALSA ships it.
    """
    return _FOLDER.sub(lambda found: _files(Path(found[1]), found[0]), text)


def _files(folder: Path, unchanged: str) -> str:
    """Return the files that are loaded of a folder, in ALSA's order."""
    if not folder.is_dir():
        return unchanged
    wanted = [path for path in sorted(folder.glob("*.conf")) if not _FILTER.fullmatch(path.stem)]
    return "\n".join(f'"{path}"' for path in wanted)
