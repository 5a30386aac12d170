"""What was changed in the roster during the shift, as items of its handover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.roster.reading import versions
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.clocks import local_date
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.store.session import Session


def items(session: Session, shift: ShiftRow, now: datetime) -> Iterator[Item]:
    """Yield the versions that were published since the shift began and speak from now on."""
    for version in versions(session, first=local_date(now)):
        if version.seq < shift.seq:
            continue
        words = _("Roster {first} to {last}: version {number} was published")
        yield Item(
            kind=ItemKind.ROSTER,
            subject=version.id,
            at=version.published_at,
            source=version.by,
            what=words.format(first=version.first, last=version.last, number=version.number),
            outcome=version.why,
            handler=version.by,
            speaks=True,
            mark=version.id,
        )
