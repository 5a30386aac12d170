"""Nobody leaves a declined item between two chairs: the alarm, and the act that ends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select

from dutyroom.config import Settings
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.register import Alarm, AlarmState
from dutyroom.registers.alarms.rules import Condition
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.handover import (
    facts,
    from_custody,
    from_drafts,
    from_faults,
    from_notes,
    from_visitors,
)
from dutyroom.registers.handover.collecting import Source
from dutyroom.registers.handover.declined import Declined, last, left
from dutyroom.registers.handover.errors import HandoverRefused
from dutyroom.registers.handover.said import spoken
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.registers.shifts.reading import in_charge_everywhere
from dutyroom.standard.handover.values import ItemKind
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_ALARMS: Final = table_of(Alarm)
_OVER: Final = (AlarmState.CLEARED.value, AlarmState.CLOSED.value)
_FEW: Final[Mapping[str, Source]] = {
    ItemKind.DRAFT: from_drafts.items,
    ItemKind.FAULT: from_faults.items,
    ItemKind.DOCUMENT: from_custody.items,
    ItemKind.VISITOR: from_visitors.items,
    ItemKind.NOTE: from_notes.items,
    ItemKind.STATE: from_notes.items,
}


def overdue(session: Session, now: datetime, settings: Settings) -> Iterator[Condition]:  # noqa: ARG001 - the protocol's arguments
    """Yield the last handover of each seat of which a declined item is still nobody's."""
    for shift in in_charge_everywhere(session):
        handover = last(session, shift.seat)
        if handover and any(
            _pending(session, shift, now, each) for each in left(session, handover)
        ):
            yield Condition(AlarmCode.ITEM_DECLINED, about=handover)


def take_on(access: Access, handover: str, item: str, words: str, *, actor: str) -> None:
    """Take on what was declined at a signed handover, or say what became of it.

    Args:
        access: The door.
        handover: Id of the handover.
        item: Key of the item.
        words: What is done about it now.
        actor: Who takes it on.

    Raises:
        HandoverRefused: Nothing was said, it was not declined, or somebody was quicker.
        StoreError: The database cannot be written.
    """
    if not words.strip():
        raise HandoverRefused(_("Say what is done about it now. Nothing was recorded."))
    with access.store.read() as session:
        waits = any(line.item == item for line in left(session, handover))
        revision = spoken(session, handover, item)
    if not waits:
        raise HandoverRefused(_("This item is settled meanwhile; nothing was recorded."))
    word = facts.Word(handover, item, revision, access.clock.now(), access.place, actor)

    def still(session: Session) -> None:
        if spoken(session, handover, item) != revision:
            raise HandoverRefused(_("Somebody else was quicker. Look again; nothing was recorded."))

    access.ledger.record(facts.taken_on(word, words.strip()), provided=still)


def _pending(session: Session, shift: ShiftRow, now: datetime, line: Declined) -> bool:
    """Return whether a register still has something pending; what none of them ends, is."""
    if line.kind in (ItemKind.CALL, ItemKind.CALL_OUT):
        owing = select(CALLS.c.id).where(CALLS.c.id == line.subject, CALLS.c.owed != "")
        return session.connection().execute(owing).first() is not None
    if line.kind == ItemKind.ALARM:
        return _alarmed(session, line.subject)
    if line.kind in _FEW:
        return any(item.key == line.item for item in _FEW[line.kind](session, shift, now))
    return True


def _alarmed(session: Session, alarm: str) -> bool:
    """Return whether an alarm is not over; one that was about a declined item itself goes on."""
    chosen = select(_ALARMS.c.code, _ALARMS.c.state).where(_ALARMS.c.id == alarm)
    row = session.connection().execute(chosen).first()
    return row is not None and (row.code == AlarmCode.ITEM_DECLINED or row.state not in _OVER)
