"""What the tests of the doctor share."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from dutyroom.channel.messages import KeeperState, LineState
from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Job, Result
from dutyroom.cli.keeper_view import KeeperView
from dutyroom.clock import SystemClock
from dutyroom.config import Line, Settings, places
from dutyroom.devices.sound_system import SoundSystem
from dutyroom.registers.calls import facts as call_facts
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Fact, Place

NOW = datetime(2026, 11, 23, 9, 43, 30, tzinfo=UTC)


def desk_at(
    home: Path,
    *lines: Line,
    settings: Settings | None = None,
    keeper: KeeperView | None = None,
    seconds: float = 2.0,
) -> Desk:
    """A desk with some lines; without any, and without settings, it is not set up."""
    return Desk(
        places(home),
        settings or (Settings(lines=lines) if lines else None),
        "",
        keeper,
        SystemClock(),
        SoundSystem(),
        list_ports=list,
        seconds=seconds,
    )


def keeper(line: LineState | None = None, state: KeeperState | None = None) -> KeeperView:
    """A keeper that runs."""
    view = KeeperView(pid=7, version="0", state=state or KeeperState("ok"))
    if line is not None:
        view.lines[line.line] = line
    return view


def one(jobs: list[Job], name: str = "") -> Result:
    """The answer to the one question, or to the one of a name."""
    chosen = [job for job in jobs if not name or job.name == name]
    assert len(chosen) == 1
    return chosen[0].ask()


def call(number: int = 1, at: datetime = NOW) -> Fact:
    """The first sign of a call."""
    return call_facts.begun(f"call-{number}", at, Place("test", "1"), direction="in")


def fill(path: Path, calls: int) -> None:
    """Write some calls into a database."""
    store = open_store(path)
    Ledger(store, SystemClock()).record(*(call(number) for number in range(calls)))
    store.checkpoint()
    store.close()
