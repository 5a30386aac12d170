"""Open fault tickets as items of a handover: each is carried until it is closed (article 12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.phrases import clauses, pair
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
            outcome=_outcome(fault),
            due=fault.due_at,
            contact=fault.reported_to,
            handler=fault.opened_by,
            urgent=fault.blocks,
            mark="\x1f".join((
                fault.item, fault.words, fault.repair, fault.workaround, fault.reported_to,
                str(fault.blocks), str(fault.waiting),
            )),
        )  # fmt: skip


def _said(fault: FaultRow) -> str:
    """Return what is wrong with which item."""
    if not fault.words:
        return fault.name
    return pair(fault.name, fault.words)


def _outcome(fault: FaultRow) -> str:
    """Return how the desk does without it or what was done, and what is still to be done."""
    said = [fault.repair or fault.workaround]
    if fault.waiting:
        said.append(_("to be verified"))
    if fault.blocks:
        said.append(_("no workaround"))
    if fault.reported_at is None and not fault.waiting:
        said.append(_("not reported"))
    return clauses(each for each in said if each)
