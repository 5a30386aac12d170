"""A desk to measure at: a copy of the database, a box, sound, and the real keeper."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.million_calls import FOLDER, LAST, made
from benchmarks.processes import settle
from benchmarks.terminal import Terminal
from dutyroom.clock import SystemClock
from dutyroom.config import Alarms, Interface, Places, load_settings, save_settings
from dutyroom.registers.calls import facts, reading
from dutyroom.registers.calls.recordings import RecordingRow
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.shifts import facts as shifts
from dutyroom.store.daily import make_daily
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Place
from dutyroom.store.sqlite import dbapi
from tests.e2e.keeper_desk import KeeperDesk, until
from tests.sound_server import SoundServer

_PLACE: Final = Place("unit")
_NEVER: Final = 7 * 86_400
_SETTLING_SECONDS: Final = 120.0
_CALLED_BACK: Final = (
    "UPDATE calls SET owed = '', called_back_at = ended_at, called_back_by = 'bench' "
    "WHERE owed = 'call_back' AND started_at < ?"
)
"""In the database one call in ten was missed and none called back; a desk like that has no
business being fast. In the copy all are called back but those of the last day."""


@dataclass
class BenchDesk:
    """A desk whose keeper runs.

    Attributes:
        keeper: The desk of the end-to-end tests.
        sound: The sound server whose null sink the keeper records; None: no sound.
        env: The environment for its programs.
    """

    keeper: KeeperDesk
    sound: SoundServer | None
    env: dict[str, str]
    _asked: str = ""

    @property
    def unit(self) -> str:
        """The name of the unit, as the duty strip shows it."""
        settings = load_settings(self.keeper.places.config)
        return settings.unit.name if settings else ""

    @property
    def keeper_pid(self) -> int:
        """The process of the keeper.

        Raises:
            RuntimeError: It does not run.
        """
        if self.keeper.process is None or self.keeper.process.poll() is not None:
            raise RuntimeError("the keeper does not run")
        return self.keeper.process.pid

    def console(self, columns: int = 80, rows: int = 24) -> Terminal:
        """Start the console in a terminal."""
        home = str(self.keeper.home)
        command = [sys.executable, "-m", "dutyroom", "--home", home, "console", "--no-keeper"]
        return Terminal(command, self.env, columns, rows)

    def ring(self) -> None:
        """Have the box say that it rings."""
        self.keeper.say(f"01 R     {datetime.now().astimezone():%m/%d %H:%M:%S}")

    def number(self, number: str) -> None:
        """Have the box say who calls, in one write."""
        now = f"{datetime.now().astimezone():%m/%d %I:%M %p}"
        self.keeper.say(f"01 I S 0000 G A1 {now} {number:<14} {'BENCHMARK':<15}")

    def hang_up(self) -> None:
        """Have the box say that the handset was lifted and laid down."""
        now = f"{datetime.now().astimezone():%m/%d %H:%M:%S}"
        self.keeper.say(f"01 F     {now}", f"01 N     {now}")

    def answer(self, number: str) -> None:
        """Have a call ring and be answered, and wait until it is recorded."""
        self.ring()
        self.number(number)
        self._asked = number
        self.keeper.say(f"01 F     {datetime.now().astimezone():%m/%d %H:%M:%S}")
        until(lambda: self.keeper.line_state().get("recorder") == "recording", what="the recorder")

    def lay_down(self) -> None:
        """Lay the handset down."""
        self.keeper.say(f"01 N     {datetime.now().astimezone():%m/%d %H:%M:%S}")

    def finished(self) -> list[RecordingRow]:
        """Return the closed recordings of the call answered last."""
        rows = [row for call in self._answered() for row in self.keeper.recordings(call)]
        return rows if all(row.finished_at is not None for row in rows) else []

    def _answered(self) -> list[str]:
        """Return the id of the call answered last."""
        store = open_store(self.keeper.places.database)
        try:
            with store.read() as session:
                found = reading.page(session, "all", query=self._asked, limit=1)
                return [row.id for row in found]
        finally:
            store.close()

    def newest_number(self) -> str:
        """Return the number of the newest call."""
        store = open_store(self.keeper.places.database)
        try:
            with store.read() as session:
                return reading.page(session, "all", limit=1)[0].number
        finally:
            store.close()

    def write_up_newest(self) -> None:
        """Write the newest call up, as an officer would."""
        store = open_store(self.keeper.places.database)
        try:
            with store.read() as session:
                call = reading.page(session, "all", limit=1)[0].id
            now = datetime.now(UTC)
            fields = {"content": "排洪沟堵塞，已派员处置。"}
            signed = facts.written_up(call, now, _PLACE, actor="李四", fields=fields)
            Ledger(store, SystemClock()).record(signed)
        finally:
            store.close()


@contextlib.contextmanager
def bench_desk(rows: int, *, with_sound: bool = True) -> Iterator[BenchDesk]:
    """Lay out a desk with so many calls, and start its keeper.

    Args:
        rows: Calls in the database.
        with_sound: Record from a null sink, where a sound server is installed.
    """
    FOLDER.mkdir(exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="desk-", dir=FOLDER))
    server = _sound_server() if with_sound else None
    env = {
        **(server.env if server else os.environ),
        "DUTYROOM_LANG": "en",
        "COLORTERM": "truecolor",
    }
    keeper: KeeperDesk | None = None
    try:
        keeper = KeeperDesk(home, audio="default" if server else "", env=env)
        _set_up(keeper, rows)
        keeper.start()
        settle(keeper.process.pid if keeper.process else 0, _SETTLING_SECONDS)
        yield BenchDesk(keeper, server, env)
    finally:
        if keeper is not None:
            keeper.close()
        if server is not None:
            server.close()
        shutil.rmtree(home, ignore_errors=True)


def _sound_server() -> SoundServer | None:
    """Return a sound server that runs; None where none is installed."""
    if not all(map(shutil.which, ("pulseaudio", "pactl", "pacat"))):
        return None
    server = SoundServer()
    server.start()
    return server


def _set_up(keeper: KeeperDesk, rows: int) -> None:
    """Give the desk its calls, its shift, and settings that raise no alarm in between."""
    settings = load_settings(keeper.places.config)
    if settings is None:
        raise RuntimeError("the desk was not laid out")
    quiet = Alarms(unanswered=_NEVER, write_up=_NEVER, call_back=_NEVER)
    unit = msgspec.structs.replace(settings.unit, code=_PLACE.unit)
    english = Interface(language="en")
    changed = msgspec.structs.replace(settings, unit=unit, alarms=quiet, interface=english)
    save_settings(keeper.places.config, changed)
    _backed_up(keeper.places)
    shutil.copyfile(made(rows), keeper.places.database)
    keeper.places.database.chmod(0o600)
    yesterday = LAST - timedelta(days=1)
    with contextlib.closing(dbapi.connect(str(keeper.places.database))) as connection:
        connection.execute(_CALLED_BACK, (yesterday.strftime("%Y-%m-%d %H:%M:%S.%f"),))
        connection.commit()
    store = open_store(keeper.places.database)
    try:
        begun = shifts.begun(shifts.new_id(), yesterday, _PLACE, officer="李四", leader="王五")
        Ledger(store, SystemClock()).record(begun)
    finally:
        store.close()


def _backed_up(places: Places) -> None:
    """Let today's backup stand already, made of an empty database.

    The rows that are made have no journal: a backup of them is refused as damaged, and that alarm
    would sound in the recording that is measured.
    """
    open_store(places.database, migrate=True, backups=places.backups).close()
    make_daily(places.database, places.backups, datetime.now(UTC))
