"""What the check at the end of a shift found otherwise than that at its start (article 17).

The comparison is one item, so that the relief sees it and says of it what they say of the rest,
also where nothing has changed. What is out of order has its fault ticket, which is an item too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dutyroom.config import Equipment
from dutyroom.i18n import _, ngettext
from dutyroom.phrases import clauses
from dutyroom.registers.equipment import compared
from dutyroom.registers.equipment.sheets import Sheet, differences
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.equipment.comparing import Difference
from dutyroom.standard.equipment.items import State
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.store.session import Session


def items(session: Session, shift: ShiftRow, now: datetime, limits: Equipment) -> Iterator[Item]:
    """Yield the comparison of both checks, once that of the end is signed.

    Args:
        session: A transaction that reads.
        shift: The shift that is to end.
        now: The time.
        limits: When a check counts.
    """
    start, end = compared.of_shift(session, shift, limits, now)
    if end is None:
        return
    found = differences(start, end)
    notes = (end.found[each.item].note for each in found if each.item in end.found)
    yield Item(
        kind=ItemKind.EQUIPMENT,
        subject=shift.id,
        at=end.row.signed_at or now,
        source=end.row.signed_by,
        what=difference_words(start, end, found),
        outcome=clauses(note for note in notes if note),
        speaks=True,
        mark="\x1f".join((start.row.id if start is not None else "", end.row.id)),
    )


def difference_words(start: Sheet | None, end: Sheet, found: tuple[Difference, ...]) -> str:
    """Return what the checks say of each other."""
    if start is None:
        words = _("End check signed; the start has none to compare with. {count} items.")
        return words.format(count=len(end.found))
    if not found:
        return _("As at the start of the shift; {count} items.").format(count=len(end.found))
    words = ngettext(
        "{count} item differs from the start: {items}",
        "{count} items differ from the start: {items}",
        len(found),
    )
    named = [f"{end.item(d.item).name} {_state(d.before)} > {_state(d.after)}" for d in found]
    return words.format(count=len(found), items=clauses(named))


def _state(state: State | None) -> str:
    """Return how an item was found; a dash where nobody looked."""
    return state.label if state is not None else "-"
