"""Visitors who are still in, as items of a handover (article 18)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.registers.visitors.reading import VisitorRow, inside
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.store.session import Session


def items(session: Session, shift: ShiftRow, now: datetime) -> Iterator[Item]:  # noqa: ARG001 - the protocol's arguments
    """Yield who is still in; who has gone needs nobody any more."""
    for row in inside(session):
        yield Item(
            kind=ItemKind.VISITOR,
            subject=row.id,
            at=row.came_at,
            source=row.from_unit,
            what=_what(row),
            contact=row.host,
            handler=row.came_by,
            mark="\x1f".join((row.name, row.from_unit, row.business, row.host)),
        )


def _what(row: VisitorRow) -> str:
    """Return who is in, and why."""
    who = _("Still in: {name}").format(name=row.name)
    return "  ".join(part for part in (who, row.from_unit, row.business) if part)
