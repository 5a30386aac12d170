"""Open fault tickets as items of a handover: each is carried until it is closed (article 12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dutyroom.phrases import pair
from dutyroom.registers.equipment.faults import FaultRow, open_faults
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.store.session import Session


def items(session: Session, shift: ShiftRow, now: datetime) -> Iterator[Item]:  # noqa: ARG001 - the protocol's arguments
    """Yield the faults that are not closed."""
    for fault in open_faults(session):
        yield Item(
            kind=ItemKind.FAULT,
            subject=fault.id,
            at=fault.noticed_at or now,
            source=fault.name,
            what=_said(fault),
            outcome=fault.repair or fault.workaround,
            due=fault.due_at,
            contact=fault.reported_to,
            handler=fault.opened_by,
            urgent=fault.blocks,
            mark="\x1f".join((
                fault.item, fault.words, fault.repair, fault.workaround, fault.reported_to,
            )),
        )  # fmt: skip


def _said(fault: FaultRow) -> str:
    """Return what is wrong with which item."""
    if not fault.words:
        return fault.name
    return pair(fault.name, fault.words)
