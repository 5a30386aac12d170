"""The desk of the pictures: a made-up morning, written as facts with fixed times."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from dutyroom import demo, resources
from dutyroom.channel.client import News
from dutyroom.channel.messages import Answer, Greeting, KeeperState, LineState
from dutyroom.clock import FrozenClock
from dutyroom.config import Line, Places, Settings
from dutyroom.registers.alarms import facts as alarms
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.calls import facts as calls
from dutyroom.registers.calls.kinds import KnownBy, Medium, Outcome
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.shifts import facts as shifts
from dutyroom.standard.clocks import BEIJING
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Fact, Place

NOW: Final = datetime(2026, 11, 23, 9, 42, 18, tzinfo=BEIJING)
OFFICER: Final = "周敏"
LEADER: Final = "王海燕"

TOWN: Final = "04802310110"
VILLAGE: Final = "19900001212"
OFFICE: Final = "04802216119"
BRIGADE: Final = "04802215119"
"""Numbers of the demo's address book."""

_RATE: Final = 8000
_UNIT: Final = demo.demo_unit()
_DESK: Final = Place(_UNIT.code)
_LINE: Final = Place(_UNIT.code, "1")


class StillClock(FrozenClock):
    """Stands still also while somebody waits."""

    async def sleep(self, seconds: float) -> None:
        """Wait, and be no later for it."""
        await asyncio.sleep(seconds)


def line_state(call: str = "", *, sound: bool = True, since: int = 0) -> LineState:
    """Return how the line stands.

    Args:
        call: Id of the call on it.
        sound: Whether there is sound.
        since: Seconds of recording so far; 0: none is made.
    """
    begun = (NOW - timedelta(seconds=since)).isoformat() if since else ""
    return LineState(
        "1", "ok", "ok" if sound else "lost", "recording" if since else "idle",
        call=call, recording_since=begun, disk_hours=612.0,
    )  # fmt: skip


@dataclass
class PicturedKeeper:
    """A line keeper that says how the line stands, once.

    Attributes:
        line: What it says.
    """

    line: LineState = field(default_factory=line_state)

    async def messages(self) -> AsyncIterator[News]:
        """Say how the line stands, then nothing more."""
        yield Greeting(1, "", "keeper", 1)
        yield KeeperState("ok")
        yield self.line
        await asyncio.Event().wait()

    async def ask(self, command: str, line: str = "", **values: str) -> Answer:  # noqa: ARG002 - the protocol's names
        """Do nothing of what is asked."""
        return Answer(0, done=True)


def settings() -> Settings:
    """Return the settings of the desk: its unit, and one line."""
    return Settings(unit=_UNIT, lines=(Line(name="1"),))


def prepared(home: Path) -> Places:
    """Lay out the desk with the morning's calls; its address book is the demo's."""
    clock = StillClock(_at(7, 50))
    places = demo.prepare(home, clock)
    record(places, *_morning(), *_recorded(places))
    return places


def record(places: Places, *new: Fact) -> None:
    """Write facts to the desk's registers."""
    store = open_store(places.database)
    try:
        Ledger(store, StillClock(NOW)).record(*new)
    finally:
        store.close()


def ringing(call: str = "ringing", seconds: int = 4) -> list[Fact]:
    """Return a call that rings since some seconds."""
    at = NOW - timedelta(seconds=seconds)
    return [*_begun(call, at, TOWN), calls.rang(call, at, _LINE, count=1)]


def alarm_facts() -> list[Fact]:
    """Return four alarms, in four states."""
    shelf = _at(20, 0)
    return [
        alarms.raised("backup", _at(4, 5), _DESK, code=AlarmCode.BACKUP_LATE),
        alarms.shelved(
            "backup", _at(8, 10), _DESK, actor=OFFICER, reason="备份盘已送修，今晚取回", until=shelf
        ),
        alarms.raised("clock", _at(8, 12), _LINE, code=AlarmCode.CLOCK_DRIFT),
        alarms.acknowledged("clock", _at(8, 14), _LINE, actor=OFFICER),
        alarms.raised(
            "back", _at(9, 0), _LINE, code=AlarmCode.CALL_NOT_CALLED_BACK, about="withheld"
        ),
        alarms.raised("sound", _at(9, 41), _LINE, code=AlarmCode.SOUND_LOST),
    ]


def _at(hour: int, minute: int, second: int = 0) -> datetime:
    return NOW.replace(hour=hour, minute=minute, second=second)


def _morning() -> list[Fact]:
    """Return the shift and its calls until now."""
    return [
        shifts.begun("shift", _at(7, 58), _DESK, officer=OFFICER, leader=LEADER),
        *_talked("town", _at(8, 12), TOWN, 74),
        _written("town", _at(8, 16), "清河水位一夜上涨0.4米，未超警戒，镇里已加密巡查"),
        calls.entered(
            "fax", _at(8, 40), _DESK,
            actor=OFFICER, medium=Medium.FAX, direction="in", number="0480-2000103",
        ),
        _written("fax", _at(8, 44), "市总值班室传真：24日夜间降温，要求转发各镇街"),
        *_missed("withheld", _at(8, 55), None),
        *_missed("village", _at(9, 5), VILLAGE),
        calls.called_back(
            "village", _at(9, 7), _LINE,
            actor=OFFICER, by_call=None, result="询问降温通知，已告知",
        ),
        *_dialled("office", _at(9, 20), OFFICE, 51),
        _written("office", _at(9, 22), "向应急管理局转达降温通知，对方已收"),
        *_talked("brigade", _at(9, 31), BRIGADE, 17),
    ]  # fmt: skip


def _begun(call: str, at: datetime, number: str | None, direction: str = "in") -> list[Fact]:
    absent = None if number else "withheld"
    return [
        calls.begun(call, at, _LINE, direction=direction),
        calls.numbered(call, at, _LINE, number=number, absent=absent),
    ]


def _talked(call: str, at: datetime, number: str, seconds: int) -> list[Fact]:
    lifted = at + timedelta(seconds=6)
    over = lifted + timedelta(seconds=seconds)
    return [
        *_begun(call, at, number),
        calls.taken(call, lifted, _LINE, actor=OFFICER),
        calls.answered(call, lifted, _LINE, by=KnownBy.HOOK, seconds=6.0),
        calls.ended(
            call, over, _LINE, outcome=Outcome.ANSWERED, by=KnownBy.HOOK, seconds=float(seconds)
        ),
    ]


def _dialled(call: str, at: datetime, number: str, seconds: int) -> list[Fact]:
    over = at + timedelta(seconds=seconds)
    return [
        *_begun(call, at, number, "out"),
        calls.ended(
            call, over, _LINE, outcome=Outcome.OUTGOING, by=KnownBy.HOOK, seconds=float(seconds)
        ),
    ]


def _missed(call: str, at: datetime, number: str | None) -> list[Fact]:
    over = at + timedelta(seconds=21)
    return [
        *_begun(call, at, number),
        calls.ended(call, over, _LINE, outcome=Outcome.MISSED, by=KnownBy.HOOK, seconds=None),
    ]


def _written(call: str, at: datetime, content: str) -> Fact:
    return calls.written_up(call, at, _LINE, actor=OFFICER, fields={"content": content})


def _recorded(places: Places) -> list[Fact]:
    """Put the recording of the last call in its place, and return what is known of it."""
    name = "2026/11/23/brigade-1.wav"
    path = places.recordings / name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(resources.data("demo", "speech.wav"), path)
    content = path.read_bytes()
    frames = (len(content) - 44) // 2
    begun = _at(9, 31)
    known = calls.recording_begun(
        "sound", begun, _LINE, call="brigade", segment=1, path=name, rate=_RATE
    )
    marks = [
        calls.recording_marked(
            "sound", begun, _LINE, actor=OFFICER, frame=round(frames * part), note=note
        )
        for part, note in ((0.3, "地点"), (0.7, "要求"))
    ]
    closed = calls.recording_finished(
        "sound", begun + timedelta(seconds=24), _LINE,
        frames=frames, sha256=hashlib.sha256(content).hexdigest(), peak=-6.0, clipped=0,
    )  # fmt: skip
    return [known, *marks, closed]
