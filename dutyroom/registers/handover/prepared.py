"""Whether the outgoing officer has nothing left to explain: asked every few seconds, so by index.

Calls and matters can be many, and the database looks for the first that nobody spoke of; the rest
are few, and are asked of their sources. Notes, drafts, the roster and the comparison of the
equipment speak for themselves.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, exists, literal, or_, select

from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.calls.state import Owed
from dutyroom.registers.handover import from_alarms, from_custody, from_faults, from_visitors
from dutyroom.registers.handover.tables import WORDS
from dutyroom.registers.matters.tables import MATTERS
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.handover.values import ItemKind
from dutyroom.store.session import Session

_FEW: Final = (from_alarms.items, from_faults.items, from_custody.items, from_visitors.items)


def _key(kind: ItemKind, identity: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the key of the items of a kind."""
    return literal(f"{kind.value}:") + identity


_SAID: Final = select(WORDS.c.item).where(
    WORDS.c.handover == bindparam("of_handover"), WORDS.c.decision == ""
)
_LEFT: Final = select(
    or_(
        exists().where(
            CALLS.c.owed.in_((Owed.WRITE_UP.value, Owed.CALL_BACK.value)),
            _key(ItemKind.CALL, CALLS.c.id).not_in(_SAID),
        ),
        exists().where(MATTERS.c.open.is_(True), _key(ItemKind.MATTER, MATTERS.c.id).not_in(_SAID)),
    )
)
"""Whether a call or a matter is left of which nobody spoke; made once, because asked often."""


def prepared(session: Session, shift: ShiftRow, handover: str, now: datetime) -> bool:
    """Return whether every pending item was explained, before the relief comes.

    Args:
        session: A transaction that reads.
        shift: The shift that is to end.
        handover: Id of its handover.
        now: The time.
    """
    run, of = session.connection().execute, {"of_handover": handover}
    if run(_LEFT, of).scalar():
        return False
    explained = set(run(_SAID, of).scalars())
    return all(item.key in explained for few in _FEW for item in few(session, shift, now))
