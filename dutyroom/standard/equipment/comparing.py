"""Two sheets side by side: what has changed between them (article 17)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dutyroom.standard.equipment.items import State


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that two sheets found otherwise.

    Attributes:
        item: Its key.
        before: How the first sheet found it; None: it was not looked at.
        after: How the second did; None likewise.
    """

    item: str
    before: State | None
    after: State | None

    @property
    def worse(self) -> bool:
        """Whether something that was in order no longer is."""
        return self.after not in {None, State.OK} and self.before in {None, State.OK}


def compared(
    items: Iterable[str], before: Mapping[str, State], after: Mapping[str, State]
) -> tuple[Difference, ...]:
    """Return where two sheets differ, in the order of the items.

    What one of them did not ask for differs only where the other found it not in order.

    Args:
        items: Keys in their order; those of both sheets.
        before: How the first sheet found its items.
        after: How the second one did.
    """
    found = []
    for key in dict.fromkeys(items):
        first, second = before.get(key), after.get(key)
        unasked = first is None or second is None
        if first == second or (unasked and {first, second} <= {None, State.OK}):
            continue
        found.append(Difference(key, first, second))
    return tuple(found)
