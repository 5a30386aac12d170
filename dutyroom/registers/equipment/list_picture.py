"""What the screen of the checklist shows, read in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dutyroom.registers.equipment import lists, offering
from dutyroom.registers.equipment.list_facts import ListChange
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.standard.equipment.changed import changed, ruled
from dutyroom.standard.equipment.items import Item
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class ListPicture:
    """How the checklist stands.

    Attributes:
        current: The list in force; None: the unit has taken none over.
        versions: All versions without their items, the newest first.
        changes: What was changed in a version, by its id.
        returnable: What can be taken back, by key.
        offered: What ships with the program and the list never had.
    """

    current: Checklist | None = None
    versions: Sequence[Checklist] = ()
    changes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    returnable: Mapping[str, Item] = field(default_factory=dict)
    offered: Sequence[Item] = ()

    @property
    def names(self) -> dict[str, str]:
        """The name of every item that a version can be about, by key."""
        listed = self.current.items if self.current is not None else ()
        return {item.key: item.name for item in (*self.returnable.values(), *listed)}


def list_picture(session: Session, unit: str) -> ListPicture:
    """Return how the checklist of a unit stands.

    Args:
        session: A transaction.
        unit: The unit.
    """
    current = lists.in_force(session, unit)
    if current is None:
        return ListPicture()
    versions = lists.versions(session, unit)
    return ListPicture(
        current=current,
        versions=versions,
        changes=_changes(session, versions),
        returnable=offering.returnable(session, current),
        offered=offering.offered(session, current),
    )


def _changes(session: Session, versions: Sequence[Checklist]) -> dict[str, tuple[str, ...]]:
    """Return what versions changed, by their ids; each follows the one behind it.

    Args:
        session: A transaction.
        versions: All versions, the newest first.
    """
    found = {}
    for after, before in pairwise(versions):
        if after.what is ListChange.CHANGED:
            items = lists.items_of(session, after.item, (before.id, after.id))
            if len(items) > 1:
                found[after.id] = changed(items[before.id], items[after.id])
        elif after.what is ListChange.RULES:
            rules = ((each.start_needed, each.end_needed) for each in (before, after))
            found[after.id] = ruled(*rules)
    return found
