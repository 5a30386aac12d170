"""What screens and the keeper read of the alarms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from dutyroom.registers.alarms.register import Alarm, AlarmState
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_TABLE: Final = table_of(Alarm)


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """An alarm as it is read; the words for its code are in `codes.meaning`.

    Attributes:
        id: Its id.
        unit: The unit.
        line: The line it concerns, or empty.
        code: An `AlarmCode`, or one that this version does not know.
        priority: 1 urgent, 2 high, 3 normal.
        about: Id of the call it concerns, or another name that tells it apart.
        detail: More words for the officer; foreign text.
        state: How it stands.
        raised_at: When it was raised first.
        raised_last_at: When it was raised last, or taken up again.
        times: How often it was raised before it was closed.
        cleared_at: When it was right again; None while it is wrong.
        acknowledged_at: When somebody acknowledged it.
        acknowledged_by: Who.
        silenced_at: When its sound was stopped.
        shelved_at: When it was put off.
        shelved_by: Who put it off.
        shelved_until: Until when.
        shelved_reason: Why.
    """

    id: str
    unit: str
    line: str
    code: str
    priority: int
    about: str
    detail: str
    state: AlarmState
    raised_at: datetime
    raised_last_at: datetime
    times: int
    cleared_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    silenced_at: datetime | None
    shelved_at: datetime | None
    shelved_by: str
    shelved_until: datetime | None
    shelved_reason: str

    @property
    def active(self) -> bool:
        """Whether it is still wrong."""
        return self.cleared_at is None

    @property
    def sounds(self) -> bool:
        """Whether it is to be heard."""
        return self.state is AlarmState.UNACKNOWLEDGED and self.silenced_at is None


_NAMES: Final = tuple(AlarmRow.__dataclass_fields__)
_COLUMNS: Final = tuple(_TABLE.c[name] for name in _NAMES)
_SHOWN: Final = tuple(state.value for state in AlarmState if state is not AlarmState.CLOSED)


def open_alarms(session: Session) -> list[AlarmRow]:
    """Return every alarm that is not closed: the most pressing first, then the latest.

    Shelved ones are among them, with their reason and time.
    """
    chosen = (
        select(*_COLUMNS)
        .where(_TABLE.c.state.in_(_SHOWN))
        .order_by(_TABLE.c.priority, _TABLE.c.raised_last_at.desc(), _TABLE.c.seq.desc())
    )
    return [_row(tuple(row)) for row in session.connection().execute(chosen)]


def history(
    session: Session, *, before: datetime | None = None, limit: int = 200
) -> list[AlarmRow]:
    """Return alarms of any state, the latest raised first.

    Args:
        session: A transaction.
        before: Only alarms first raised before this time.
        limit: Most rows to return.
    """
    chosen = select(*_COLUMNS).order_by(_TABLE.c.raised_at.desc(), _TABLE.c.seq.desc())
    if before is not None:
        chosen = chosen.where(_TABLE.c.raised_at < before)
    return [_row(tuple(row)) for row in session.connection().execute(chosen.limit(limit))]


def _row(values: tuple[object, ...]) -> AlarmRow:
    """Return the row of an alarm from its columns."""
    named = dict(zip(_NAMES, values, strict=True))
    named["state"] = AlarmState(str(named["state"]))
    return AlarmRow(**named)  # type: ignore[arg-type]  # the columns have the fields' types
