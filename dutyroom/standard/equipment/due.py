"""Which items a sheet asks for: pure rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from dutyroom.standard.equipment.items import Item, Often, SheetKind

PERIODS: Final = {
    Often.WEEKLY: timedelta(days=7),
    Often.MONTHLY: timedelta(days=30),
    Often.YEARLY: timedelta(days=365),
}
"""After how long an item is due again that is not looked at in every shift; ours [C]."""


def due(
    items: Iterable[Item], kind: SheetKind, checked: Mapping[str, date], today: date
) -> tuple[Item, ...]:
    """Return the items that a sheet asks for, in their order.

    Args:
        items: The checklist.
        kind: Why the sheet is filled in; on demand everything is asked for.
        checked: The day on which each item was looked at last, by key.
        today: The day, Beijing time. A last check that lies after it counts as one of today.
    """
    return tuple(item for item in items if _asked(item, kind, checked.get(item.key), today))


def _asked(item: Item, kind: SheetKind, last: date | None, today: date) -> bool:
    """Tell whether a sheet asks for an item."""
    if kind is SheetKind.ON_DEMAND or item.often is Often.SHIFT:
        return True
    if item.often in {Often.START, Often.END}:
        return item.often.value == kind.value
    if kind is SheetKind.END:
        return False
    return last is None or today - last >= PERIODS[item.often]
