"""The facts of the checklist: each version with every item in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.registers.folding import REVISION
from dutyroom.standard.equipment.items import Item
from dutyroom.store.facts import Fact, JsonValue, Place

LIST_ISSUED: Final = "equipment.list_issued"

ITEM_TEXTS: Final = ("zh", "en", "look_zh", "look_en", "measure_zh", "measure_en", "place")
"""The fields of an item that are free texts: they can be purged."""


class ListChange(StrEnum):
    """What makes a new version of the checklist."""

    ADOPTED = "adopted"
    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    RESTORED = "restored"
    DECLINED = "declined"
    MOVED = "moved"
    RULES = "rules"

    @property
    def label(self) -> str:
        """What, in words."""
        return _(_CHANGES[self])


_CHANGES: Final = {
    ListChange.ADOPTED: N_("list taken over"),
    ListChange.ADDED: N_("item added"),
    ListChange.CHANGED: N_("item changed"),
    ListChange.RETIRED: N_("item retired"),
    ListChange.RESTORED: N_("item taken back"),
    ListChange.DECLINED: N_("shipped item left out"),
    ListChange.MOVED: N_("order changed"),
    ListChange.RULES: N_("rules of the check changed"),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """A version of the checklist, as it is issued.

    Attributes:
        revision: Its number; the first is 0.
        profile: The unit's profile whose list it began with.
        items: All items, in order.
        what: What is new in it.
        item: Key of the item concerned; empty: none alone.
        start_needed: Whether signing on asks for a check at the start of the shift.
        end_needed: Whether being relieved asks for a check at its end.
        why: The reason, where one was given.
    """

    revision: int
    profile: str
    items: Sequence[Item]
    what: ListChange
    item: str = ""
    start_needed: bool = True
    end_needed: bool = True
    why: str = ""


def list_issued(at: datetime, place: Place, *, actor: str, issue: Issue) -> Fact:
    """A version of the checklist was issued; it holds every item, and is never changed.

    Args:
        at: When.
        place: Its `unit` is the unit whose list it is.
        actor: Who issued it.
        issue: The version.
    """
    listed: list[JsonValue] = []
    texts = {"why": issue.why} if issue.why else {}
    for item in issue.items:
        listed.append({
            "key": item.key, "group": item.group.value, "critical": item.critical,
            "often": item.often.value, "who": item.who.value, "kind": item.kind.value,
            "probes": list(item.probes), "minimum": item.minimum, "article": item.article,
        })  # fmt: skip
        texts |= {f"{item.key}.{name}": t for name in ITEM_TEXTS if (t := getattr(item, name))}
    body: dict[str, JsonValue] = {
        REVISION: issue.revision,
        "profile": issue.profile,
        "items": listed,
        "what": issue.what.value,
        "item": issue.item,
        "start_needed": issue.start_needed,
        "end_needed": issue.end_needed,
    }
    return Fact(LIST_ISSUED, place.unit, at, place, actor, body=body, texts=texts)
