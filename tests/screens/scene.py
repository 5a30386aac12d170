"""A console on a real database, a clock that stands still, and a keeper made up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dutyroom import config
from dutyroom.app import DutyApp
from dutyroom.channel.client import News
from dutyroom.channel.messages import Answer, Greeting, KeeperState, LineState
from dutyroom.clock import FrozenClock
from dutyroom.config import Interface, Places, Settings, Unit
from dutyroom.desk.desk import Desk
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import facts as shift_facts
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Fact, Place
from tests.registers.accounts import account_kit as staffed
from tests.registers.shifts import shift_kit

NOW = datetime(2026, 11, 23, 2, 30, 15, tzinfo=UTC)
LINE = Place("unit", "1")


@dataclass
class MadeUpKeeper:
    """Says what a test tells it to say, and notes what it is asked."""

    news: asyncio.Queue[News] = field(default_factory=asyncio.Queue)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    async def messages(self) -> AsyncIterator[News]:
        """Yield what the test says."""
        while True:
            yield await self.news.get()

    async def ask(self, command: str, line: str = "", **values: str) -> Answer:
        """Note what was asked, and say that it was done."""
        self.asked.append((command, line, values))
        return Answer(len(self.asked), done=True)

    def well(self) -> None:
        """Say that everything is as it should be."""
        self.news.put_nowait(Greeting(1, "0", "keeper", 1))
        self.news.put_nowait(KeeperState("ok"))
        self.news.put_nowait(LineState("1", "ok", "ok", "idle", disk_hours=240.0))


class Scene:
    """One desk: its places, its clock, and facts that others write to its database.

    Attributes:
        fails: The test makes a part of the console fail; else a fault fails the test.
    """

    def __init__(self, home: Path) -> None:
        """Stand in an empty home that has a database."""
        self.fails = False
        self._apps: list[DutyApp] = []
        self.places: Places = config.places(home)
        self.clock = FrozenClock(NOW)
        self.keeper = MadeUpKeeper()
        self.store: Store = open_store(self.places.database)
        self.ledger = Ledger(self.store, self.clock)
        self.settings = Settings(unit=Unit(name="滨江区值班室", area_code="0571"))

    def app(self, **interface: str) -> DutyApp:
        """Return a console that has not been started."""
        settings = self.settings
        if interface:
            chosen = Interface(**interface)  # type: ignore[arg-type] # tests know what they choose
            settings = Settings(unit=settings.unit, interface=chosen)
        app = DutyApp(Desk(self.places, settings, self.clock), client=self.keeper)
        self._apps.append(app)
        return app

    @property
    def faults(self) -> list[str]:
        """What the consoles of this desk had to recover from."""
        return [place for app in self._apps for place in app.faults.places]

    def record(self, *new: Fact) -> None:
        """Write facts as the keeper does, on a connection of its own."""
        self.ledger.record(*new)

    async def staff(self) -> staffed.Desk:
        """Have accounts: an administrator, an officer and a leader."""
        return await asyncio.to_thread(staffed.desk, self.store, self.clock, "unit")

    async def relief(self, staff: staffed.Desk) -> Person:
        """Have the officer in charge, and another one, 单明, who may relieve them."""
        other = await asyncio.to_thread(shift_kit.officer_of, staff, "单明")
        await asyncio.to_thread(shift_kit.sign_on, staff, staff.officer)
        return other

    def shift(self, officer: str = "张三", leader: str = "李四") -> None:
        """Have somebody on duty since two hours ago."""
        at = NOW - timedelta(hours=2)
        self.record(shift_facts.begun("shift-1", at, Place("unit"), officer=officer, leader=leader))

    def ring(
        self, call: str, *, number: str | None = "057188886666", name: str | None = None
    ) -> None:
        """Have a call ring now."""
        at = self.clock.now()
        self.record(
            facts.begun(call, at, LINE, direction="in"),
            facts.numbered(call, at, LINE, number=number, name=name),
        )

    def answer(self, call: str) -> None:
        """Have the handset lifted."""
        self.record(facts.answered(call, self.clock.now(), LINE, by=KnownBy.HOOK, seconds=6.0))

    def end(self, call: str, outcome: Outcome = Outcome.ANSWERED) -> None:
        """Have a call end."""
        by = KnownBy.NOTHING if outcome is Outcome.UNKNOWN else KnownBy.HOOK
        self.record(facts.ended(call, self.clock.now(), LINE, outcome=outcome, by=by, seconds=65.0))

    def past(self, call: str, outcome: Outcome = Outcome.ANSWERED, **number: str | None) -> None:
        """Have a call that is over."""
        self.ring(call, **number)
        if outcome is Outcome.ANSWERED:
            self.answer(call)
        self.end(call, outcome)
