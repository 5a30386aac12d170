"""Documents that are lent, as items of a handover: by their number alone (article 18)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dutyroom.i18n import _, ngettext
from dutyroom.registers.custody.reading import DocumentRow, out
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.store.session import Session


def items(session: Session, shift: ShiftRow, now: datetime) -> Iterator[Item]:  # noqa: ARG001 - the protocol's arguments
    """Yield what is lent; what lies in the cabinet needs nobody."""
    for row in out(session):
        yield Item(
            kind=ItemKind.DOCUMENT,
            subject=row.id,
            at=row.lent_at or row.received_at,
            source=row.received_from,
            what=_what(row),
            due=row.due_at,
            contact=row.borrower,
            handler=row.custodian,
            mark="\x1f".join((
                row.number, str(row.copies), row.level or "", row.borrower, row.custodian,
                str(row.due_at),
            )),
        )  # fmt: skip


def _what(row: DocumentRow) -> str:
    """Return what is out, and who has it."""
    copies = ngettext("{count} copy", "{count} copies", row.copies).format(count=row.copies)
    level = row.level.label if row.level is not None else "?"
    return _("Lent: {number} ({level}, {copies}) to {name}").format(
        number=row.number, level=level, copies=copies, name=row.borrower
    )
