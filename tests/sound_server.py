"""A PulseAudio of the test's own: a null sink whose monitor is a real sound input.

What is played into the sink comes out of its monitor, so a real PortAudio
capture can be tested on a machine without any sound hardware. PortAudio reads
its environment once, so programs under test run as processes with `env`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.needing import lacking

SINK: Final = "line"
_NEEDED: Final = ("pulseaudio", "pactl", "pacat")
_DEADLINE: Final = 10.0
_ALSA: Final = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"


def require_sound_server() -> None:
    """Fail in CI, skip elsewhere, where PulseAudio or PortAudio is not installed."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    try:
        import sounddevice  # noqa: F401, PLC0415 - only to see whether PortAudio is there
    except OSError:
        missing.append("libportaudio2")
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)}"
    lacking(reason)


class SoundServer:
    """One PulseAudio in a folder of its own."""

    def __init__(self, rate: int = 8000, channels: int = 1) -> None:
        """Prepare a server whose sink plays at a rate, in a short path for its socket."""
        self._folder = Path(tempfile.mkdtemp(prefix="snd-"))
        self._rate = rate
        self._channels = channels
        self._server: subprocess.Popen[bytes] | None = None
        (self._folder / ".asoundrc").write_text(_ALSA, encoding="ascii")
        self.socket = self._folder / "native"

    @property
    def env(self) -> dict[str, str]:
        """The environment for a program that shall use this server."""
        return {
            **os.environ,
            "HOME": str(self._folder),
            "XDG_RUNTIME_DIR": str(self._folder),
            "PULSE_SERVER": f"unix:{self.socket}",
            "PULSE_RUNTIME_PATH": str(self._folder),
        }

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._server = subprocess.Popen(
            [
                "pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", "--system=false",
                "--use-pid-file=false", "--log-level=0",
                f"--load=module-native-protocol-unix socket={self.socket} auth-anonymous=1",
            ],
            env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        limit = time.monotonic() + _DEADLINE
        while self._pactl("info", check=False).returncode != 0:
            assert time.monotonic() < limit, "PulseAudio does not answer"
            time.sleep(0.02)
        self.plug_in()

    def plug_in(self) -> None:
        """Add the sink."""
        self._pactl(
            "load-module", "module-null-sink", f"sink_name={SINK}", f"rate={self._rate}",
            f"channels={self._channels}", "format=s16le",
        )  # fmt: skip

    def unplug(self) -> None:
        """Take the sink away, as when the plug of a sound card is pulled."""
        self._pactl("unload-module", "module-null-sink")

    def kill(self) -> None:
        """Kill the server without a word."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None

    def play(self, pcm: bytes) -> subprocess.Popen[bytes]:
        """Begin to play 16-bit samples at the sink's rate and channels into it."""
        file = self._folder / "play.raw"
        file.write_bytes(pcm)
        return subprocess.Popen(
            [
                "pacat", "--playback", "--raw", "--format=s16le", f"--rate={self._rate}",
                f"--channels={self._channels}", f"--device={SINK}", str(file),
            ],
            env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def record(self, seconds: float) -> bytes:
        """Return what the sink plays for some seconds, 16 bits at its rate and channels."""
        wanted = round(seconds * self._rate) * self._channels * 2
        with subprocess.Popen(
            [
                "pacat", "--record", "--raw", "--format=s16le", f"--rate={self._rate}",
                f"--channels={self._channels}", f"--device={SINK}.monitor", "--latency-msec=50",
            ],
            env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as recorder:  # fmt: skip
            assert recorder.stdout is not None
            found = recorder.stdout.read(wanted)
            recorder.kill()
        return found

    def close(self) -> None:
        """Kill the server and remove its folder."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _pactl(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["pactl", *arguments], env=self.env, capture_output=True, check=check, timeout=10
        )
