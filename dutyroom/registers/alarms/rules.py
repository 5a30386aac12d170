"""When an alarm is due: pure rules over plain values.

The keeper looks each second at what it knows, asks which alarms should be
active, and records the difference to the register.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from dutyroom import config
from dutyroom.registers.alarms import facts
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.reading import AlarmRow
from dutyroom.registers.alarms.register import AlarmState
from dutyroom.store.facts import Fact, Place

DISK_HOURS: Final = 24.0
"""Hours of recording that the disk must still hold."""

BACKUP_AGE: Final = timedelta(hours=36)
"""A daily backup is late when half a day has passed in which it should have been made."""

CLOCK_SECONDS: Final = 120.0
"""Difference to the telephone company's clock; its times have no seconds."""

_OWED: Final = {
    "answer": AlarmCode.CALL_UNANSWERED,
    "write_up": AlarmCode.CALL_NOT_WRITTEN_UP,
    "call_back": AlarmCode.CALL_NOT_CALLED_BACK,
}
"""The alarm of each thing that somebody owes a call."""


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call that somebody still has to do something about.

    Attributes:
        id: Its id.
        line: Its line.
        owed: `answer`, `write_up` or `call_back`.
        since: Since when: the first ring, or the end of the call.
    """

    id: str
    line: str
    owed: str
    since: datetime


@dataclass(frozen=True, slots=True)
class LineHealth:
    """How a line's devices stand; a device that is not configured is well.

    Attributes:
        line: Name of the line.
        box: Whether its serial box is there.
        answers: Whether its box answers what it is asked.
        sound: Whether its sound comes.
        recorder: Whether its recordings can be written.
        drift: Seconds by which the telephone company's clock differs.
    """

    line: str
    box: bool = True
    answers: bool = True
    sound: bool = True
    recorder: bool = True
    drift: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What the keeper sees at one moment.

    Attributes:
        now: The moment.
        calls: The calls that somebody still has to do something about.
        lines: How the lines' devices stand.
        disk_hours: Hours of recording that the disk still holds.
        spooled: Facts that have waited too long for the database.
        database: Whether the database can be written.
        damaged: Whether the last backup found damage in what can still be written.
        backed_up_at: When the last verified backup was made; None: it is not
            known, or none can be due yet.
        testing: Whether somebody asked for a test of the alarm.
    """

    now: datetime
    calls: Collection[OpenCall] = ()
    lines: Collection[LineHealth] = ()
    disk_hours: float = float("inf")
    spooled: int = 0
    database: bool = True
    damaged: bool = False
    backed_up_at: datetime | None = None
    testing: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """Something that is wrong.

    Attributes:
        code: What.
        line: On which line; empty where none is concerned.
        about: Id of the call, or of what else it concerns; empty where nothing is.
        detail: Its name for the officer; it tells no condition from another.
    """

    code: AlarmCode
    line: str = ""
    about: str = ""
    detail: str = field(default="", compare=False)


def due_since(now: datetime, limits: config.Alarms) -> dict[str, datetime]:
    """Return since when a call must have waited for each thing owed that its alarm is due.

    Args:
        now: The moment; a limit of 0 seconds is due at once.
        limits: When an alarm is due; the unit's to choose.
    """
    seconds = {
        "answer": limits.unanswered,
        "write_up": limits.write_up,
        "call_back": limits.call_back,
    }
    return {owed: now - timedelta(seconds=each) for owed, each in seconds.items()}


def evaluate(seen: Seen, limits: config.Alarms) -> frozenset[Condition]:
    """Return every alarm that should be active.

    Args:
        seen: What the keeper sees.
        limits: When an alarm is due; the unit's to choose.
    """
    return frozenset([*_of_calls(seen, limits), *_of_lines(seen.lines), *_of_machine(seen)])


def _of_calls(seen: Seen, limits: config.Alarms) -> Iterable[Condition]:
    """Yield what is wrong with calls."""
    since = due_since(seen.now, limits)
    for call in seen.calls:
        if call.since <= since[call.owed]:
            yield Condition(_OWED[call.owed], call.line, call.id)


def _of_lines(lines: Iterable[LineHealth]) -> Iterable[Condition]:
    """Yield what is wrong with the lines' devices."""
    for line in lines:
        checks = (
            (line.box, AlarmCode.LINE_LOST),
            (line.answers or not line.box, AlarmCode.BOX_SILENT),
            (line.sound, AlarmCode.SOUND_LOST),
            (line.recorder, AlarmCode.RECORDER_FAILED),
            (abs(line.drift) < CLOCK_SECONDS, AlarmCode.CLOCK_DRIFT),
        )
        yield from (Condition(code, line.line) for well, code in checks if not well)


def _of_machine(seen: Seen) -> Iterable[Condition]:
    """Yield what is wrong with the machine and the database."""
    late = seen.backed_up_at is not None and seen.now - seen.backed_up_at >= BACKUP_AGE
    checks = (
        (seen.disk_hours < DISK_HOURS, AlarmCode.DISK_LOW),
        (seen.spooled > 0, AlarmCode.SPOOL_WAITING),
        (seen.damaged or not seen.database, AlarmCode.DATABASE_TROUBLE),
        (late, AlarmCode.BACKUP_LATE),
        (seen.testing, AlarmCode.ALARM_TEST),
    )
    yield from (Condition(code) for wrong, code in checks if wrong)


def changes(
    due: Collection[Condition],
    known: Iterable[AlarmRow],
    now: datetime,
    unit: str,
    watched: Collection[AlarmCode] = tuple(AlarmCode),
) -> list[Fact]:
    """Return the facts that bring the register in line with what is wrong.

    A shelf whose time has come is emptied. An alarm that comes back before
    anybody acknowledged it comes back under its own id, so that a loose plug
    makes one line and not a hundred.

    Args:
        due: What is wrong, as `evaluate` says.
        known: The alarms that are not closed, as `open_alarms` says.
        now: The moment.
        unit: Code of the unit.
        watched: The codes that the caller watches; others are left alone.
    """
    made: list[Fact] = []
    there: dict[tuple[str, str, str], AlarmRow] = {}
    wrong = {(condition.code.value, condition.line, condition.about) for condition in due}
    for row in known:
        key = (row.code, row.line, row.about)
        there.setdefault(key, row)
        place = Place(unit, row.line)
        over = row.shelved_until is not None and row.shelved_until <= now
        if row.state is AlarmState.SHELVED and over:
            made.append(facts.unshelved(row.id, now, place))
        if row.active and key not in wrong and row.code in watched:
            made.append(facts.cleared(row.id, now, place))
    for condition in sorted(due):
        before = there.get((condition.code.value, condition.line, condition.about))
        if before is None or not before.active:
            made.append(_raise(condition, before, now, unit))
    return made


def _raise(condition: Condition, before: AlarmRow | None, now: datetime, unit: str) -> Fact:
    """Return the fact that raises an alarm, under the id it had if it is still shown."""
    return facts.raised(
        before.id if before is not None else facts.new_id(),
        now,
        Place(unit, condition.line),
        code=condition.code,
        about=condition.about,
        detail=condition.detail,
    )
