"""The audible alarm, and the beep that tells a caller of the recording.

Both go to a sound output of the unit's choice; the terminal's bell is no alarm.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Final

from dutyroom import i18n
from dutyroom.i18n import _

RETRY_SECONDS: Final = 2.0
LONGEST_RETRY_SECONDS: Final = 30.0
"""Pauses between tries grow to this: a desk without a loudspeaker has other work to do."""

_BEEP_SECONDS: Final = 10.0


class AlarmSound:
    """Sounds until it is silenced, and again after its output failed."""

    def __init__(self, device: str, failed: Callable[[str], None]) -> None:
        """Name an output; nothing sounds yet.

        Args:
            device: As in the settings; empty: the system's default.
            failed: Told, in a thread of the alarm's, a sentence for the user each
                time that the alarm cannot be heard.
        """
        self._device = device
        self._failed = failed
        self._quiet = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def sounding(self) -> bool:
        """Whether it is meant to be heard now."""
        return self._thread is not None and not self._quiet.is_set()

    def sound(self) -> None:
        """Begin; does nothing when it sounds already."""
        if self.sounding:
            return
        self._quiet = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(self._quiet,), name="alarm", daemon=True
        )
        self._thread.start()

    def silence(self) -> None:
        """Stop within a tenth of a second or so; returns at once."""
        self._quiet.set()

    def close(self) -> None:
        """Stop, and wait for the end."""
        self.silence()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, quiet: threading.Event) -> None:
        """Keep a playing process alive until it is to be quiet."""
        pause = RETRY_SECONDS
        while not quiet.is_set():
            reason = self._play(quiet)
            if reason:
                self._failed(reason)
                quiet.wait(pause)
                pause = min(LONGEST_RETRY_SECONDS, pause * 2)

    def _play(self, quiet: threading.Event) -> str:
        """Play until it is to be quiet, or return why that failed."""
        try:
            process = _start("alarm", self._device)
        except OSError as error:
            return _not_heard(error)
        with process:
            while process.poll() is None and not quiet.wait(0.05):
                pass
            if process.poll() is None:
                process.kill()  # at once: what the driver still holds would sound on
                return ""
            said = process.stdout.read() if process.stdout is not None else b""
        return _sentence(said) or _not_heard(process.returncode)


def beep(device: str) -> str:
    """Play the recording's beep once on an output, and wait for its end.

    Args:
        device: As in the settings; the line that the caller hears.

    Returns:
        Empty, or a sentence for the user that says why it was not heard.
    """
    try:
        with _start("beep", device) as process:
            try:
                said, _nothing = process.communicate(timeout=_BEEP_SECONDS)
            except subprocess.TimeoutExpired as error:
                process.kill()
                return _not_heard(error)
    except OSError as error:
        return _not_heard(error)
    return (_sentence(said) or _not_heard(process.returncode)) if process.returncode else ""


def _start(pattern: str, device: str) -> subprocess.Popen[bytes]:
    """Start a process that plays."""
    module = "dutyroom.devices.pattern_process"
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", module, pattern, device, i18n.language()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # drivers chatter there, for hours if need be
    )


def _sentence(said: bytes) -> str:
    """Return the last line of what a process said."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""


def _not_heard(reason: object) -> str:
    """Say that nothing is heard."""
    return _("No sound can be played: {reason}. Check the loudspeaker.").format(reason=reason)
