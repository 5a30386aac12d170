"""A desk for the tests: a home, a pseudo-terminal box, and the real keeper process."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dutyroom.channel.messages import PROTOCOL, Greeting, encode
from dutyroom.clock import SystemClock
from dutyroom.config import (
    Alarms,
    Calendar,
    Line,
    Recording,
    Settings,
    Unit,
    places,
    save_settings,
)
from dutyroom.config.roster import Roster
from dutyroom.registers.alarms.reading import open_alarms
from dutyroom.registers.calls import reading
from dutyroom.registers.calls.detail import detail
from dutyroom.registers.calls.recordings import RecordingRow, recordings
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.lines.register import OutageRow, outages
from dutyroom.registers.shifts import facts as shifts
from dutyroom.store.engine import StoreError, open_store
from dutyroom.store.facts import Place
from tests.databases import put_empty
from tests.devices.serial_boxes import PtyBox

PATIENCE = 30.0
"""Seconds a test waits for what must happen; what must be fast is measured on its own."""

ANY_DAY = Roster(holiday_training="off")
"""The program goes by the machine's day: on a holiday it would ask for the training before it."""


def until(
    condition: Callable[[], object], seconds: float = PATIENCE, what: str = "something"
) -> float:
    """Wait for a condition and return how long it took, in seconds."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, f"waited in vain for {what}"
        time.sleep(0.02)
    return time.monotonic() - start


@dataclass
class KeeperDesk:
    """A desk with one line, whose keeper can be started and killed.

    Attributes:
        founded: Whether its database is there; else its keeper makes one.
    """

    home: Path
    process: subprocess.Popen[bytes] | None = None
    audio: str = ""
    env: dict[str, str] | None = None
    boxed: bool = True
    box_format: str = "whozz"
    alarms: Alarms = field(default_factory=lambda: Alarms(unanswered=3600))
    recording: Recording = field(default_factory=Recording)
    founded: bool = True

    def __post_init__(self) -> None:
        """Lay out the home."""
        self.places = places(self.home)
        self.places.create()
        if self.founded:
            put_empty(self.places.database)
        self.box = PtyBox(self.home / "box")
        line = Line(name="1", audio=self.audio)
        if self.boxed:
            port = str(self.box.name)
            line = Line(name="1", port=port, format=self.box_format, audio=self.audio)
        unit = Unit(code="test", name="测试值班室", area_code="0480")
        quiet = Calendar(
            notice_month=0, remind_days=0, report=""
        )  # else some days would raise alarms
        settings = Settings(
            unit=unit,
            lines=(line,),
            alarms=self.alarms,
            calendar=quiet,
            roster=ANY_DAY,
            recording=self.recording,
        )
        save_settings(self.places.config, settings)

    def start(self, *, boxed: bool | None = None) -> None:
        """Start the keeper and wait until it answers, and has the box if there is one.

        What the box says before its port is opened is nobody's.

        Args:
            boxed: Whether a box will answer; by default where there is one.
        """
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dutyroom", "--home", str(self.home), "line"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.env,
        )
        until(lambda: self.status().get("pid") == self._pid(), what="the keeper")
        if self.boxed if boxed is None else boxed:
            until(lambda: self.line_state().get("box") == "ok", what="the box")

    def kill(self) -> None:
        """Kill the keeper as a crash does."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(5)

    def stop(self) -> int:
        """End the keeper properly and return its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(15)

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process is not None and self.process.poll() is None:
            self.kill()
        self.box.unplug()

    def status(self) -> dict[str, Any]:
        """Return what the keeper tells a new client: its pid, and the states of everything."""
        answer: dict[str, Any] = {"states": []}
        with contextlib.suppress(OSError, ValueError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            line.connect(str(self.places.socket))
            line.sendall(encode(Greeting(PROTOCOL, "test", "tool", os.getpid())))
            with line.makefile("rb") as said:
                for _ in range(3):  # the greeting, the keeper's state, the line's
                    message = json.loads(said.readline())
                    if message["type"] == "greeting":
                        answer["pid"] = message["pid"]
                    else:
                        answer["states"].append(message)
        return answer

    def keeper_state(self) -> dict[str, Any]:
        """Return how the keeper itself stands."""
        return next((s for s in self.status().get("states", []) if s["type"] == "keeper"), {})

    def line_state(self) -> dict[str, Any]:
        """Return how the line stands."""
        return next((s for s in self.status().get("states", []) if s["type"] == "line"), {})

    def say(self, *records: str) -> None:
        """Have the box send records."""
        for record in records:
            self.box.send(record.encode("latin-1") + b"\r\n")

    def ring(self, number: str = "800-240-4637", name: str = "CallerID.com") -> None:
        """Have a call ring."""
        self.say(
            "01 R     11/23 17:43:52",
            f"01 I S 0000 G A1 11/23 05:43 PM {number:14} {name:15}",
        )

    def lift(self) -> None:
        """Lift the handset."""
        self.say("01 F     11/23 17:43:55")

    def lay_down(self) -> None:
        """Lay the handset down."""
        self.say("01 N     11/23 17:44:55")

    def calls(self) -> list[reading.CallRow]:
        """Return the log, newest first; empty where the database cannot be read."""
        try:
            store = open_store(self.places.database)
        except StoreError:
            return []
        try:
            with store.read() as session:
                return reading.page(session, "all")
        finally:
            store.close()

    def recordings(self, call: str) -> tuple[RecordingRow, ...]:
        """Return the recordings of a call."""
        store = open_store(self.places.database)
        try:
            with store.read() as session:
                return recordings(session, call)
        finally:
            store.close()

    def open_alarms(self) -> dict[str, str]:
        """Return the state of each alarm that is not closed, by its code."""
        store = open_store(self.places.database)
        try:
            with store.read() as session:
                return {row.code: row.state.value for row in open_alarms(session)}
        finally:
            store.close()

    def outages(self) -> list[OutageRow]:
        """Return what was away of the line today."""
        now = datetime.now(UTC)
        store = open_store(self.places.database)
        try:
            with store.read() as session:
                return outages(session, now - timedelta(days=1), now, "1")
        finally:
            store.close()

    def sit_down(self, officer: str) -> None:
        """Have an officer begin a shift."""
        store = open_store(self.places.database)
        try:
            fact = shifts.begun(shifts.new_id(), datetime.now(UTC), Place("test"), officer=officer)
            Ledger(store, SystemClock()).record(fact)
        finally:
            store.close()

    def first_receiver(self) -> str:
        """Return who received the newest call."""
        store = open_store(self.places.database)
        try:
            with store.read() as session:
                newest = detail(session, reading.page(session, "all")[0].id)
        finally:
            store.close()
        return newest.first_receiver if newest is not None else ""

    def outcomes(self) -> list[str]:
        """Return what became of the calls, newest first."""
        return [call.outcome for call in self.calls()]

    def _pid(self) -> int:
        assert self.process is not None
        assert self.process.poll() is None, f"the keeper ended with {self.process.returncode}"
        return self.process.pid


def spooled_bytes(desk: KeeperDesk) -> bytes:
    """Return what stands in the spool; a segment that goes meanwhile is done with."""
    found = b""
    for path in desk.places.spool.glob("*.spool"):
        with contextlib.suppress(FileNotFoundError):
            found += path.read_bytes()
    return found


def environment() -> dict[str, str]:
    """Return an environment in which texts are English."""
    return {**os.environ, "DUTYROOM_LANG": "en"}
