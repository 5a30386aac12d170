"""Whether the outgoing officer has nothing left to explain: asked every few seconds, so by index.

Calls and matters can be many, and the database looks for the first that nobody spoke of; the rest
are few, and are asked of their sources. Notes, the roster and the comparison of the
equipment speak for themselves.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, literal, or_, select

from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.calls.state import Owed
from dutyroom.registers.handover import from_alarms, from_custody, from_faults, from_visitors
from dutyroom.registers.handover.tables import WORDS
from dutyroom.registers.matters.tables import MATTERS
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.handover.values import ItemKind
from dutyroom.store.session import Session

_FEW: Final = (from_alarms.items, from_faults.items, from_custody.items, from_visitors.items)
_OWED: Final = CALLS.c.owed.in_((Owed.WRITE_UP.value, Owed.CALL_BACK.value))
_OPEN: Final = MATTERS.c.open.is_(True)


def prepared(session: Session, shift: ShiftRow, handover: str, now: datetime) -> bool:
    """Return whether every pending item was explained, before the relief comes.

    Args:
        session: A transaction that reads.
        shift: The shift that is to end.
        handover: Id of its handover.
        now: The time.
    """
    words = WORDS.c
    said = select(words.item).where(words.handover == handover, words.decision == "")
    run = session.connection().execute
    calls = exists().where(_OWED, _key(ItemKind.CALL, CALLS.c.id).not_in(said))
    matters = exists().where(_OPEN, _key(ItemKind.MATTER, MATTERS.c.id).not_in(said))
    if run(select(or_(calls, matters))).scalar():
        return False
    explained = set(run(said).scalars())
    return all(item.key in explained for few in _FEW for item in few(session, shift, now))


def _key(kind: ItemKind, identity: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the key of the items of a kind."""
    return literal(f"{kind.value}:") + identity
