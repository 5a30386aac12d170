"""The register of alarms: table and projector.

An alarm is active until it is cleared, and shown until it is cleared and was
seen. Shelving puts it off under a name, with a reason and a time: what clears
meanwhile counts as seen, what is still wrong afterwards has to be seen anew.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Final

from dutyroom.registers.alarms.codes import meaning
from dutyroom.registers.register import Register
from dutyroom.registers.values import moment, text, words
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.kept import add, find
from dutyroom.store.models import Field, SQLModel
from dutyroom.store.session import Session


class AlarmState(StrEnum):
    """How an alarm stands."""

    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    CLEARED = "cleared"
    """Right again, but nobody has acknowledged it: still shown."""
    SHELVED = "shelved"
    CLOSED = "closed"


class Alarm(SQLModel, table=True):
    """One alarm, from the first time it was raised until it is closed."""

    __tablename__ = "alarms"

    seq: int = Field(primary_key=True)
    id: str = Field(unique=True)
    unit: str
    line: str = ""
    code: str
    priority: int
    about: str = ""
    detail: str = ""
    state: str = Field(default=AlarmState.UNACKNOWLEDGED, index=True)
    raised_at: datetime
    raised_last_at: datetime
    times: int = 1
    cleared_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    silenced_at: datetime | None = None
    silenced_by: str = ""
    shelved_at: datetime | None = None
    shelved_by: str = ""
    shelved_until: datetime | None = None
    shelved_reason: str = ""


def project(session: Session, entry: Entry) -> None:
    """Bring the row of an alarm up to date with one more entry.

    Facts of an alarm that was never raised change nothing.
    """
    fact = entry.fact
    kept = find(session, Alarm, "id", fact.subject)
    if kept is None and fact.kind == "alarm.raised":
        add(session, _new(entry))
    elif kept is not None and fact.kind in _STEPS:
        _STEPS[fact.kind](kept.row, fact)
        kept.row.state = state_of(kept.row)
        kept.save(session)


def state_of(row: Alarm) -> AlarmState:
    """Return how an alarm stands, from its times alone."""
    if row.shelved_at is not None:
        return AlarmState.SHELVED
    if row.cleared_at is None:
        seen = row.acknowledged_at is not None
        return AlarmState.ACKNOWLEDGED if seen else AlarmState.UNACKNOWLEDGED
    return AlarmState.CLOSED if row.acknowledged_at is not None else AlarmState.CLEARED


def _new(entry: Entry) -> Alarm:
    """Return the row of an alarm that is raised for the first time."""
    fact = entry.fact
    code = words(fact, "code")
    return Alarm(
        seq=entry.seq,
        id=fact.subject,
        unit=fact.place.unit,
        line=fact.place.line,
        code=code,
        priority=meaning(code).priority,
        about=words(fact, "about"),
        detail=text(fact, "detail"),
        raised_at=fact.occurred_at,
        raised_last_at=fact.occurred_at,
    )


def _raised(row: Alarm, fact: Fact) -> None:
    """It is wrong again: it sounds again and has to be seen again, unless it is shelved."""
    if row.cleared_at is None:
        return
    row.cleared_at = None
    row.raised_last_at = fact.occurred_at
    row.times += 1
    row.detail = text(fact, "detail") or row.detail
    _unseen(row)


def _unseen(row: Alarm) -> None:
    """Forget that the alarm was seen or silenced."""
    row.acknowledged_at = row.silenced_at = None
    row.acknowledged_by = row.silenced_by = ""


def _acknowledged(row: Alarm, fact: Fact) -> None:
    """Somebody has seen it; the first to say so is kept."""
    if row.acknowledged_at is None:
        row.acknowledged_at = fact.occurred_at
        row.acknowledged_by = fact.actor


def _silenced(row: Alarm, fact: Fact) -> None:
    """Somebody stopped its sound."""
    if row.silenced_at is None:
        row.silenced_at = fact.occurred_at
        row.silenced_by = fact.actor


def _shelved(row: Alarm, fact: Fact) -> None:
    """Somebody puts it off; one without a reason or a time is not put off."""
    until, reason = moment(fact, "until"), text(fact, "reason")
    if until is not None and reason and state_of(row) is not AlarmState.CLOSED:
        row.shelved_at = fact.occurred_at
        row.shelved_by = fact.actor
        row.shelved_until = until
        row.shelved_reason = reason


def _unshelved(row: Alarm, fact: Fact) -> None:
    """It is taken up again: what is still wrong has to be seen anew."""
    if row.shelved_at is None:
        return
    if row.cleared_at is None:
        _unseen(row)
    elif row.acknowledged_at is None:
        row.acknowledged_at = row.shelved_at
        row.acknowledged_by = row.shelved_by
    row.raised_last_at = max(row.raised_last_at, fact.occurred_at)
    row.shelved_at = row.shelved_until = None
    row.shelved_by = row.shelved_reason = ""


def _cleared(row: Alarm, fact: Fact) -> None:
    """What was wrong is right again."""
    if row.cleared_at is None:
        row.cleared_at = fact.occurred_at


_STEPS: Final[dict[str, Callable[[Alarm, Fact], None]]] = {
    "alarm.raised": _raised,
    "alarm.acknowledged": _acknowledged,
    "alarm.silenced": _silenced,
    "alarm.shelved": _shelved,
    "alarm.unshelved": _unshelved,
    "alarm.cleared": _cleared,
}

ALARMS: Final = Register(name="alarms", prefixes=("alarm.",), project=project, tables=(Alarm,))
"""Everything that needs somebody to act now."""
