"""What matters have to raise an alarm about (articles 7 and 14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import or_, select

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.matters.closings import closed_unsettled
from dutyroom.registers.matters.reading import Horizon
from dutyroom.registers.matters.tables import MATTERS
from dutyroom.registers.people.tables import PEOPLE
from dutyroom.store.session import Session

_C: Final = MATTERS.c


def horizon(now: datetime, settings: Settings) -> Horizon:
    """Return from when on a matter is due soon or untouched, as the unit chose."""
    chosen = settings.matters
    return Horizon(now, timedelta(seconds=chosen.due_soon), timedelta(seconds=chosen.untouched))


def due(session: Session, now: datetime, settings: Settings) -> Iterable[Condition]:
    """Yield what is wrong with the open matters.

    What a relief declined stays an alarm until somebody takes it over, or closes it and no leader
    waits for anything.
    A matter is unowned when its handler has left the register of officers, or was
    never known; off duty is not unowned: what is not accepted stays theirs.

    Args:
        session: A transaction that reads.
        now: The time.
        settings: What the unit has chosen.
    """
    limits = horizon(now, settings)
    asked = (
        select(
            _C.id, _C.deadline_at, _C.touched_at, _C.handler, _C.declined_at, PEOPLE.c.retired_at
        )
        .select_from(MATTERS.outerjoin(PEOPLE, PEOPLE.c.id == _C.handler_id))
        .where(
            _C.open.is_(True),
            or_(
                _C.deadline_at <= now + limits.due_soon,
                _C.touched_at <= now - limits.untouched,
                PEOPLE.c.retired_at.is_not(None),
                _C.handler == "",
                _C.declined_at.is_not(None),
            ),
        )
    )
    found = session.connection().execute(asked)
    for matter, deadline, touched, handler, declined, retired in found:
        if deadline is not None and deadline <= now:
            yield Condition(AlarmCode.MATTER_OVERDUE, about=matter)
        elif deadline is not None and deadline <= now + limits.due_soon:
            yield Condition(AlarmCode.MATTER_DUE_SOON, about=matter)
        if retired is not None or not handler.strip():
            yield Condition(AlarmCode.MATTER_UNOWNED, about=matter)
        if declined is not None:
            yield Condition(AlarmCode.MATTER_DECLINED, about=matter)
        if touched <= now - limits.untouched:
            yield Condition(AlarmCode.MATTER_UNTOUCHED, about=matter)
    for row in closed_unsettled(session):
        if row.declined_at is not None:
            yield Condition(AlarmCode.MATTER_DECLINED, about=row.id)
