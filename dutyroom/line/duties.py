"""What the keeper looks at each second: deadlines, the disk, the daily backup.

It reads what is open, asks the rules which alarms should be active, records
the difference, and sounds while an alarm is to be heard. The rules are pure
and stand with the registers; this is their clockwork.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from dutyroom.channel.messages import KeeperState, LineState
from dutyroom.clock import Clock
from dutyroom.config import Places, Settings
from dutyroom.devices.alarm_sound import LONGEST_RETRY_SECONDS, AlarmSound
from dutyroom.devices.recording_place import hours_left
from dutyroom.line.daily_backup import DailyBackup
from dutyroom.line.writer import RegisterWriter
from dutyroom.registers.alarms import rules
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.reading import AlarmRow, open_alarms
from dutyroom.registers.alarms.rules import Condition, LineHealth, OpenCall, Seen
from dutyroom.registers.calls.owing import owing
from dutyroom.registers.deadlines import every, overdue
from dutyroom.store.engine import StoreError
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

DISK_SECONDS: Final = 10.0
"""How often the disk is asked how much room it has."""

OVERDUE_SECONDS: Final = 5.0
"""How often the registers are asked what is overdue in them."""

TEST_SECONDS: Final = 5.0
"""How long a test of the alarm lasts."""

STUCK_SECONDS: Final = 5.0
"""How long facts may wait for the database before that is an alarm."""

UNHEARD_SECONDS: Final = LONGEST_RETRY_SECONDS + 5.0
"""How long after a failure the alarm counts as unheard; while it fails it is tried more often."""

_NEXT_LOOK: Final = timedelta(seconds=2)
"""What is read is judged a look later: a call that is due only then is not to wait for another."""

_REGISTERS: Final = "registers"
"""Stands for the alarm that the registers themselves cannot be read."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the registers said a moment ago."""

    calls: tuple[OpenCall, ...] = ()
    alarms: tuple[AlarmRow, ...] = ()
    overdue: frozenset[Condition] = frozenset()


class Duties:
    """The clockwork of the alarms, the forecast and the backup."""

    def __init__(
        self,
        places: Places,
        settings: Settings,
        clock: Clock,
        writer: RegisterWriter,
        record: Callable[[list[Fact]], None],
    ) -> None:
        """Prepare; `look` is called each second on the event loop.

        Args:
            places: Where recordings and backups stand.
            settings: When an alarm is due.
            clock: The keeper's clock.
            writer: Reads from the registers.
            record: Takes facts.
        """
        self._places = places
        self._settings = settings
        self._clock = clock
        self._writer = writer
        self._record = record
        self._question: Future[_Read] | None = None
        self._stuck_since: float | None = None
        self._noted: set[tuple[object, ...]] = set()
        self._test_until = 0.0
        self._next_disk = 0.0
        self._next_overdue = 0.0
        self._overdue: frozenset[Condition] = frozenset()
        self._deadlines = every()
        self._backup = DailyBackup(places, settings, clock)
        self._work: set[asyncio.Task[None]] = set()
        self._sound = AlarmSound(settings.alarms.output, self._not_heard)
        self._unheard = ""
        self._unheard_at = -math.inf
        self._loud: frozenset[str] = frozenset()
        self._hushed: frozenset[str] = frozenset()
        self.disk_hours = float("inf")

    @property
    def audible(self) -> bool:
        """Whether an alarm sounds right now."""
        return self._sound.sounding

    @property
    def unheard(self) -> bool:
        """Whether an alarm is meant to sound and cannot be heard."""
        since = self._clock.monotonic() - self._unheard_at
        return self.audible and since < UNHEARD_SECONDS

    def look(self, lines: list[LineState], keeper: KeeperState) -> None:
        """Look at everything once.

        Args:
            lines: How the lines stand.
            keeper: How the keeper stands.
        """
        now = self._clock.monotonic()
        if now >= self._next_disk:
            self._next_disk = now + DISK_SECONDS
            self._begin(self._measure_disk())
        if keeper.database == "ok" and self._backup.due():
            self._begin(self._backup.make())
        self._note_trouble(keeper, now)
        seen = self._seen(lines, keeper, now)
        if self._question is None:
            self._question = self._writer.ask(self._read)
        elif self._question.done():
            self._take(seen, self._question)
            self._question = self._writer.ask(self._read)

    def silence(self) -> None:
        """Stop the sound until something new is raised; that acknowledges nothing."""
        self._hushed = self._loud
        self._sound.silence()

    def test_alarm(self) -> None:
        """Raise the test alarm for a few seconds."""
        self._test_until = self._clock.monotonic() + TEST_SECONDS

    def close(self) -> None:
        """Stop the sound, and a backup that is being verified."""
        self._backup.close()
        self._sound.close()

    def _read(self, session: Session) -> _Read:
        """Read what the rules want to know, on the writer's thread."""
        if self._clock.monotonic() >= self._next_overdue:
            self._next_overdue = self._clock.monotonic() + OVERDUE_SECONDS
            self._overdue = overdue(session, self._clock.now(), self._settings, self._deadlines)
        judged = self._clock.now() + _NEXT_LOOK
        calls = owing(session, rules.due_since(judged, self._settings.alarms))
        return _Read(tuple(calls), tuple(open_alarms(session)), self._overdue)

    def _take(self, seen: Seen, question: Future[_Read]) -> None:
        """Judge what was read; registers that cannot be read are to be heard."""
        if (error := question.exception()) is not None:
            if not isinstance(error, StoreError):
                _log.error("the alarms cannot be looked at: %r", error)
            due = () if seen.database else (Condition(AlarmCode.DATABASE_TROUBLE),)
            self._note(rules.changes(due, (), seen.now, self._settings.unit.code))
            self._sound_for({_REGISTERS})
            return
        self._judge(seen, question.result())

    def _judge(self, seen: Seen, read: _Read) -> None:
        """Record what changed, and sound as the register says."""
        due = rules.evaluate(replace(seen, calls=read.calls), self._settings.alarms)
        due |= read.overdue
        self._note(rules.changes(due, read.alarms, seen.now, self._settings.unit.code))
        wanted = {alarm.id for alarm in read.alarms if alarm.sounds}
        # A register that cannot be written does not hold the alarm that says so.
        self._sound_for(wanted if seen.database else {*wanted, _REGISTERS})

    def _note(self, changed: list[Fact]) -> None:
        """Record changes, each once, however long the registers do not show it."""
        new = [fact for fact in changed if _key(fact) not in self._noted]
        if new:
            self._noted.update(map(_key, new))
            self._record(new)
        elif self._stuck_since is None:
            self._noted.clear()  # what was recorded a look ago stands in the registers by now

    def _not_heard(self, reason: str) -> None:
        """Log, once for each reason, that the alarm cannot be heard; on the alarm's thread."""
        self._unheard_at = self._clock.monotonic()
        if reason != self._unheard:
            self._unheard = reason
            _log.error("the alarm cannot be heard: %s", reason)

    def _sound_for(self, wanted: set[str]) -> None:
        """Sound while there is an alarm to be heard that was not silenced here before."""
        self._loud = frozenset(wanted)
        self._hushed &= self._loud
        if self._loud - self._hushed:
            self._sound.sound()
        else:
            self._sound.silence()

    def _seen(self, lines: list[LineState], keeper: KeeperState, now: float) -> Seen:
        stuck = self._stuck_since is not None and now - self._stuck_since >= STUCK_SECONDS
        return Seen(
            now=self._clock.now(),
            lines=tuple(_health(line) for line in lines),
            disk_hours=self.disk_hours,
            spooled=keeper.spooled if stuck else 0,
            database=not stuck,
            damaged=self._backup.damaged,
            backed_up_at=self._backup.newest,
            testing=now < self._test_until,
        )

    def _note_trouble(self, keeper: KeeperState, now: float) -> None:
        """Note since when the database takes no facts."""
        if keeper.database == "ok":
            self._stuck_since = None
        elif self._stuck_since is None:
            self._stuck_since = now

    # --- beside the loop --------------------------------------------------

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    async def _measure_disk(self) -> None:
        """Ask the disk how many hours of recording it still holds."""
        folder = self._places.data
        keep_free = self._settings.recording.keep_free
        try:
            self.disk_hours = await asyncio.to_thread(hours_left, folder, keep_free)
        except OSError as error:
            _log.warning("the disk does not say how much room it has: %s", error)


def _key(fact: Fact) -> tuple[object, ...]:
    """Return what tells the same news of an alarm, told twice, from other news."""
    body = fact.body
    return fact.kind, body.get("code", fact.subject), fact.place.line, body.get("about")


def _health(line: LineState) -> LineHealth:
    """Return how a line stands, as the rules see it."""
    return LineHealth(
        line=line.line,
        box=line.box != "lost",
        answers=line.box != "silent",
        sound=line.sound != "lost",
        recorder=line.recorder != "failed",
    )
