"""What the list says of the equipment, whether or not it was checked (article 17)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from dutyroom.config import Equipment
from dutyroom.i18n import _
from dutyroom.phrases import clauses, listed, pair
from dutyroom.registers.equipment import compared, lists
from dutyroom.registers.equipment.needed import end_check_missing
from dutyroom.registers.equipment.sheets import Sheet, differences, latest_signed
from dutyroom.registers.handover.from_equipment import difference_words
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.clocks import minute
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.store.session import Session


def told(
    session: Session, shift: ShiftRow, now: datetime, limits: Equipment, reason: str = ""
) -> str:
    """Return what the check at the end found and how that differs from the start, or why none is.

    Args:
        session: A transaction that reads.
        shift: The shift that ends.
        now: The time.
        limits: When a check counts.
        reason: Why the desk is handed over without a check; empty: nobody has said.
    """
    start, end = compared.of_shift(session, shift, limits, now)
    if end is not None:
        return clauses([_signed(end), difference_words(start, end, differences(start, end))])
    missing = end_check_missing(session, shift, limits, now)
    if not missing:
        listless = lists.in_force(session) is None
        why = _("the unit keeps no list of it") if listless else _("the unit's list asks for none")
        return pair(_("Not checked"), why)
    early = latest_signed(session, SheetKind.END, shift=shift.id, seat=shift.seat) is not None
    parts = [missing.rstrip("。.")] if early else []
    return pair(_("Not checked"), clauses([*parts, reason or _("no reason is given yet")]))


def _signed(end: Sheet) -> str:
    """Return who signed a check and when, and how many items were found how."""
    count = Counter(end.states.values())
    found = listed(f"{state.label} {count[state]}" for state in State if count[state])
    at = minute(end.row.signed_at) if end.row.signed_at is not None else ""
    return pair(f"{end.row.signed_by} {at}".strip(), found)
