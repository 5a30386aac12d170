"""What ships with the program and the unit's list never had: offered, and never added silently.

A unit's list is its own from the day it was taken over. An item that ships later reaches it only
by somebody who takes it in, or leaves it out for good.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import select

from dutyroom.registers.equipment.list_facts import ListChange
from dutyroom.registers.equipment.lists import Checklist, retired
from dutyroom.registers.equipment.tables import ITEMS, LISTS
from dutyroom.standard.equipment.items import Item
from dutyroom.standard.equipment.pack import ChecklistError, shipped
from dutyroom.store.session import Session


def offered(session: Session, current: Checklist) -> tuple[Item, ...]:
    """Return what ships for the unit's profile, and no version of its list had or left out.

    Args:
        session: A transaction.
        current: The list in force.
    """
    left_out = _left_out(session, current)
    return tuple(each for each in _unlisted(session, current) if each.key not in left_out)


def returnable(session: Session, current: Checklist) -> dict[str, Item]:
    """Return what can be taken back, by key: what was retired, and what was left out.

    Args:
        session: A transaction.
        current: The list in force.
    """
    left_out = _left_out(session, current)
    unlisted = _unlisted(session, current)
    return retired(session, current) | {e.key: e for e in unlisted if e.key in left_out}


def _unlisted(session: Session, current: Checklist) -> list[Item]:
    """Return what ships and stands in no version."""
    ships = _ships(current.profile)
    chosen = select(ITEMS.c.key).join(LISTS, LISTS.c.fact == ITEMS.c.list).distinct()
    missing = [each.key for each in ships if each.key not in current.by_key]
    chosen = chosen.where(LISTS.c.unit == current.unit, ITEMS.c.key.in_(missing))
    had = set(session.connection().execute(chosen).scalars()) if missing else set()
    return [each for each in ships if each.key in missing and each.key not in had]


def _left_out(session: Session, current: Checklist) -> frozenset[str]:
    """Return the keys of what was left out for good."""
    chosen = select(LISTS.c.item).where(
        LISTS.c.unit == current.unit, LISTS.c.what == ListChange.DECLINED.value
    )
    return frozenset(session.connection().execute(chosen).scalars())


@cache
def _ships(profile: str) -> tuple[Item, ...]:
    """Return what ships for a profile, read once; nothing where the files cannot be used.

    A list that exists is worked with also where the program's own files are damaged: whoever takes
    a list over is told why it cannot be done.
    """
    try:
        return shipped(profile)
    except ChecklistError:
        return ()
