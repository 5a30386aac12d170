"""The unit edits its checklist: each edit issues a new version, and sheets keep their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.equipment import lists, offering
from dutyroom.registers.equipment.acting import Act, EquipmentRefused
from dutyroom.registers.equipment.list_facts import Issue, ListChange, list_issued
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.standard.equipment.items import Group, Item
from dutyroom.standard.equipment.pack import shipped
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

MOST_ITEMS: Final = 200
LONGEST_NAME: Final = 40
LONGEST_PLACE: Final = 40

_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


def adopt(session: Session, act: Act, profile: str, *, why: str = "") -> list[Fact]:
    """Take the shipped list of a profile over as the unit's own.

    Raises:
        EquipmentRefused: The unit has a list already.
        ChecklistError: The shipped list cannot be used.
    """
    if lists.in_force(session, act.place.unit) is not None:
        raise EquipmentRefused(_("The unit has a checklist already. Nothing was changed."))
    issue = Issue(0, profile, shipped(profile), ListChange.ADOPTED, why=why)
    return [list_issued(act.at, act.place, actor=act.actor, issue=issue)]


def add(session: Session, act: Act, item: Item, *, why: str = "") -> list[Fact]:
    """Add an item at the end of its group; one without a key gets one.

    Raises:
        EquipmentRefused: There is no list, the key is taken, or the item cannot be used.
    """
    current = _current(session, act)
    made = _checked(replace(item, key=item.key or _new_key(current)))
    if made.key in current.by_key:
        raise EquipmentRefused(_("An item of this key is there already. Nothing was changed."))
    return _issued(
        act, current, _grouped((*current.items, made)), ListChange.ADDED, key=made.key, why=why
    )


def change(session: Session, act: Act, item: Item, *, why: str = "") -> list[Fact]:
    """Change an item: name, group, critical or not, how often, who, quantity, place.

    Raises:
        EquipmentRefused: There is no such item, nothing differs, it cannot be used, or it is
            critical no more and no reason is given.
    """
    current = _current(session, act)
    before = _held(current, item.key)
    made = _checked(item)
    if made == before:
        raise EquipmentRefused(_("Nothing of it is different. Nothing was changed."))
    if before.critical and not made.critical:
        _reasoned(why)
    items = [made if each.key == made.key else each for each in current.items]
    return _issued(act, current, _grouped(items), ListChange.CHANGED, key=made.key, why=why)


def retire(session: Session, act: Act, key: str, *, why: str) -> list[Fact]:
    """Take an item out of the list; sheets and faults of the past keep it.

    Raises:
        EquipmentRefused: There is no such item, no reason, or it would leave the list empty.
    """
    current = _current(session, act)
    _held(current, key)
    _reasoned(why)
    items = [each for each in current.items if each.key != key]
    if not items:
        raise EquipmentRefused(_("The last item cannot be retired. Nothing was changed."))
    return _issued(act, current, items, ListChange.RETIRED, key=key, why=why)


def restore(session: Session, act: Act, key: str, *, why: str = "") -> list[Fact]:
    """Take a retired item back as it was, with its probes and its history; or one declined.

    Raises:
        EquipmentRefused: There is no such retired or declined item.
    """
    current = _current(session, act)
    item = offering.returnable(session, current).get(key)
    if item is None:
        raise EquipmentRefused(_("No such item was retired. Nothing was changed."))
    items = _grouped((*current.items, item))
    return _issued(act, current, items, ListChange.RESTORED, key=key, why=why)


def move(session: Session, act: Act, key: str, by: int) -> list[Fact]:
    """Move an item up or down within its group.

    Args:
        session: A transaction.
        act: Who, where and when.
        key: The item.
        by: -1 for up, 1 for down.

    Raises:
        EquipmentRefused: There is no such item, or it stands at the end of its group.
    """
    current = _current(session, act)
    item = _held(current, key)
    items = list(current.items)
    at = items.index(item)
    to = at + (1 if by > 0 else -1)
    if not 0 <= to < len(items) or items[to].group is not item.group:
        raise EquipmentRefused(_("It stands at the end of its group. Nothing was changed."))
    items[at], items[to] = items[to], items[at]
    return _issued(act, current, items, ListChange.MOVED, key=key)


def rule(session: Session, act: Act, *, start: bool, end: bool, why: str = "") -> list[Fact]:
    """Lay down whether signing on and being relieved ask for a check.

    Raises:
        EquipmentRefused: There is no list, that is so already, or it is asked for no more and no
            reason is given.
    """
    current = _current(session, act)
    if (start, end) == (current.start_needed, current.end_needed):
        raise EquipmentRefused(_("Nothing of it is different. Nothing was changed."))
    if (current.start_needed and not start) or (current.end_needed and not end):
        _reasoned(why)
    ruled = replace(current, start_needed=start, end_needed=end)
    return _issued(act, ruled, current.items, ListChange.RULES, why=why)


def take_in(session: Session, act: Act, key: str) -> list[Fact]:
    """Take an item in that ships with the program and that the unit's list never had.

    Raises:
        EquipmentRefused: No such item is offered.
    """
    current = _current(session, act)
    items = _grouped((*current.items, _offered(session, current, key)))
    return _issued(act, current, items, ListChange.ADDED, key=key)


def decline(session: Session, act: Act, key: str, *, why: str) -> list[Fact]:
    """Leave an item that ships with the program out for good; it is offered no more.

    Raises:
        EquipmentRefused: No such item is offered, or there is no reason.
    """
    current = _current(session, act)
    _offered(session, current, key)
    _reasoned(why)
    return _issued(act, current, current.items, ListChange.DECLINED, key=key, why=why)


def _offered(session: Session, current: Checklist, key: str) -> Item:
    """Return an item that is offered.

    Raises:
        EquipmentRefused: It is not.
    """
    for item in offering.offered(session, current):
        if item.key == key:
            return item
    raise EquipmentRefused(_("This item is not offered any more. Nothing was changed."))


def _reasoned(why: str) -> None:
    """Look whether a reason is given.

    Raises:
        EquipmentRefused: None is.
    """
    if not why.strip():
        raise EquipmentRefused(_("A reason is needed. Nothing was changed."))


def _current(session: Session, act: Act) -> Checklist:
    """Return the list in force.

    Raises:
        EquipmentRefused: There is none.
    """
    current = lists.in_force(session, act.place.unit)
    if current is None:
        raise EquipmentRefused(_("The unit has no checklist yet. Nothing was changed."))
    return current


def _held(current: Checklist, key: str) -> Item:
    """Return an item of the list.

    Raises:
        EquipmentRefused: There is no such item.
    """
    item = current.by_key.get(key)
    if item is None:
        raise EquipmentRefused(_("This item is not in the list. Nothing was changed."))
    return item


def _checked(item: Item) -> Item:
    """Return an item that can stand in a list, its name and place tidied.

    Raises:
        EquipmentRefused: It cannot.
    """
    zh, en = (" ".join(name.split())[:LONGEST_NAME] for name in (item.zh, item.en))
    place = " ".join(item.place.split())[:LONGEST_PLACE]
    if not (zh or en):
        raise EquipmentRefused(_("An item needs a name. Nothing was changed."))
    if not _KEY.fullmatch(item.key):
        raise EquipmentRefused(_("The item's key is not usable. Nothing was changed."))
    if item.minimum < 0 or (item.minimum and not item.kind.stocked):
        raise EquipmentRefused(_("Only what is counted has a minimum. Nothing was changed."))
    if place and not item.kind.stocked:
        raise EquipmentRefused(_("Only what is counted has a place. Nothing was changed."))
    return replace(item, zh=zh or en, en=en or zh, place=place)


def _new_key(current: Checklist) -> str:
    """Return a key for an item that the unit adds."""
    number = 1
    while f"own_{number}" in current.by_key:
        number += 1
    return f"own_{number}_{current.revision + 1}"


def _grouped(items: Sequence[Item]) -> list[Item]:
    """Return items in the order of their groups; within a group as they stand."""
    order = list(Group)
    return sorted(items, key=lambda item: order.index(item.group))


def _issued(
    act: Act,
    current: Checklist,
    items: Sequence[Item],
    what: ListChange,
    *,
    key: str = "",
    why: str = "",
) -> list[Fact]:
    """Return the fact of the next version.

    Raises:
        EquipmentRefused: The list would be too long.
    """
    if len(items) > MOST_ITEMS:
        raise EquipmentRefused(_("The checklist is full. Nothing was changed."))
    issue = Issue(
        current.revision + 1,
        current.profile,
        items,
        what,
        key,
        current.start_needed,
        current.end_needed,
        why.strip(),
    )
    return [list_issued(act.at, act.place, actor=act.actor, issue=issue)]
