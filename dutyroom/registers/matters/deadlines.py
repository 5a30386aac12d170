"""What matters have to raise an alarm about (articles 7 and 14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)

from dutyroom.config import Settings
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.matters.reading import Horizon
from dutyroom.registers.matters.tables import MATTERS
from dutyroom.registers.people.tables import PEOPLE
from dutyroom.store.session import Session

_C: Final = MATTERS.c
_GONE: Final = select(PEOPLE.c.id).where(PEOPLE.c.retired_at.is_not(None))
_ALSO_OPEN: Final = func.coalesce(_C.open, false()).is_(True)
"""The few who are gone are looked for first: else the database would read all that is open."""


def _which(what: str, *wanted: ColumnElement[bool]) -> Select[Any]:
    """Return the matters with which one thing is wrong, named in the first column."""
    return select(literal(what), _C.id, _C.deadline_at).where(*wanted)


WRONG: Final = union_all(
    _which("due", _C.open.is_(True), _C.deadline_at <= bindparam("soon")),
    _which("unowned", _C.handler == "", _C.open.is_(True)),
    _which("unowned", _C.handler_id.in_(_GONE), _ALSO_OPEN, _C.handler != ""),
    _which("declined", _C.declined_at.is_not(None), or_(_C.open.is_(True), _C.unsettled > 0)),
    _which("untouched", _C.open.is_(True), _C.touched_at <= bindparam("quiet")),
)
"""What is wrong with matters, each part by an index of its own; made once, because asked often."""

_CODES: Final = {
    "unowned": AlarmCode.MATTER_UNOWNED,
    "declined": AlarmCode.MATTER_DECLINED,
    "untouched": AlarmCode.MATTER_UNTOUCHED,
}


def horizon(now: datetime, settings: Settings) -> Horizon:
    """Return from when on a matter is due soon or untouched, as the unit chose."""
    chosen = settings.matters
    return Horizon(now, timedelta(seconds=chosen.due_soon), timedelta(seconds=chosen.untouched))


def due(session: Session, now: datetime, settings: Settings) -> Iterable[Condition]:
    """Yield what is wrong with matters.

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
    when = {"soon": now + limits.due_soon, "quiet": now - limits.untouched}
    for what, matter, deadline in session.connection().execute(WRONG, when):
        late = AlarmCode.MATTER_OVERDUE if deadline and deadline <= now else None
        yield Condition(_CODES.get(what) or late or AlarmCode.MATTER_DUE_SOON, about=matter)
