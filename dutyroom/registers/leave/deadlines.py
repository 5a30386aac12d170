"""What leave raises alarms about (article 10): leads, not findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.leave.kinds import Whereabouts
from dutyroom.registers.leave.reading import LeaveRow, open_leaves
from dutyroom.store.session import Session

_CODES = {
    Whereabouts.OVERDUE: AlarmCode.LEAVE_OVERDUE,
    Whereabouts.UNAPPROVED: AlarmCode.LEAVE_UNAPPROVED,
}


def leave(session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:
    """Yield who is away without approval, who should be back, and heads without a deputy.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: How long a return may take to be reported.
    """
    rows = open_leaves(session)
    grace = timedelta(seconds=settings.leave.return_grace)
    for row in rows:
        code = _CODES.get(row.whereabouts(now, grace))
        if code is not None:
            yield Condition(code, about=row.id)
    for row in without_deputy(rows, now):
        yield Condition(AlarmCode.HEAD_AND_DEPUTY_AWAY, about=row.id)


def without_deputy(rows: Sequence[LeaveRow], now: datetime) -> list[LeaveRow]:
    """Return the leaves of heads of the unit who are away while their deputy is away, too."""
    gone = {row.person for row in rows if row.away(now)}
    return [row for row in rows if row.principal and row.away(now) and row.deputy in gone]
