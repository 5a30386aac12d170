"""A desk for the faults: any format, any settings, with a keeper of its own or the console's."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dutyroom.config import Calendar, Line, Recording, Settings, Unit, places, save_settings
from tests.databases import put_empty
from tests.devices.serial_boxes import PtyBox
from tests.e2e.keeper_desk import KeeperDesk, until

UNIT = Unit(code="test", name="测试值班室", area_code="0480")


@dataclass
class FaultDesk(KeeperDesk):
    """A desk whose settings a test may choose, and whose keeper the console may have started.

    Attributes:
        format: Format of the box.
        recording: How calls are recorded.
    """

    format: str = "whozz"
    recording: Recording = field(default_factory=lambda: Recording(keep_free=16))

    def __post_init__(self) -> None:
        """Lay out the home."""
        self.places = places(self.home)
        self.places.create()
        if self.founded:
            put_empty(self.places.database)
        self.box = PtyBox(self.home.parent / f"{self.home.name}-box")
        line = Line(name="1", port=str(self.box.name), format=self.format, audio=self.audio)
        save_settings(
            self.places.config,
            Settings(
                unit=UNIT,
                lines=(line,),
                alarms=self.alarms,
                recording=self.recording,
                calendar=Calendar(notice_month=0, remind_days=0, report=""),
            ),
        )

    def keeper_pid(self) -> int:
        """Return the process of the keeper that answers; 0 where none does."""
        return int(self.status().get("pid", 0))

    def kill_whoever_keeps(self) -> int:
        """Kill the keeper that answers, as a crash does, and return which process it was."""
        pid = self.keeper_pid()
        assert pid, "no keeper answers"
        os.kill(pid, signal.SIGKILL)
        return pid

    def close(self) -> None:
        """Leave nothing behind, also where the console started the keeper."""
        with contextlib.suppress(AssertionError, ProcessLookupError):
            if self.process is None:
                self.kill_whoever_keeps()
        if self.process is not None and self.process.poll() is None:
            self.kill()
        with contextlib.suppress(OSError):
            self.box.unplug()


@contextlib.contextmanager
def running(desk: FaultDesk) -> Iterator[FaultDesk]:
    """Run a desk's keeper until the end of the block."""
    try:
        desk.start()
        until(lambda: desk.keeper_state().get("database") == "ok", what="the database")
        until(lambda: desk.line_state().get("box") == "ok", what="the box")
        yield desk
    finally:
        desk.close()


def dutyroom(
    home: Path, *words: str, language: str = "en", given: bytes = b"", **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run one command of the program to its end."""
    command = [sys.executable, "-m", "dutyroom", "--home", str(home), "--lang", language, *words]
    return subprocess.run(
        command, input=given, capture_output=True, check=False, timeout=50,
        env={**os.environ, **env},
    )  # fmt: skip
