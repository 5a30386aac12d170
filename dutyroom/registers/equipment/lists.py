"""The unit's checklist as it is read: the version in force, and those before it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import RowMapping, ScalarSelect, Table, select

from dutyroom.registers.equipment.list_facts import ITEM_TEXTS, ListChange
from dutyroom.registers.equipment.tables import ITEMS, LISTS
from dutyroom.registers.values import choice
from dutyroom.standard.equipment.items import Group, Item, Kind, Often, Who
from dutyroom.store.session import Session

_NEWEST: Final = (LISTS.c.revision.desc(), LISTS.c.issued_at.desc(), LISTS.c.fact.desc())
"""The order in which the version in force stands first."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A version of the checklist.

    Attributes:
        id: Id of the version; sheets name it.
        unit: The unit.
        revision: Its number, from 0.
        profile: The profile whose shipped list it began with.
        items: All items, in order.
        start_needed: Whether signing on asks for a check.
        end_needed: Whether being relieved asks for one.
        what: What was new in it; None: this version of the program does not know.
        item: The item concerned; empty: none alone.
        why: The reason.
        issued_at: When.
        issued_by: Who.
    """

    id: str
    unit: str
    revision: int
    profile: str
    items: tuple[Item, ...]
    start_needed: bool
    end_needed: bool
    what: ListChange | None
    item: str
    why: str
    issued_at: datetime
    issued_by: str

    @property
    def by_key(self) -> Mapping[str, Item]:
        """The items by their keys."""
        return {item.key: item for item in self.items}

    def find(self, key: str) -> Item:
        """Return an item; one that is not in this version is known by its key alone."""
        return self.by_key.get(key) or Item(key, Group.ROOM, key, key)


def in_force(session: Session, unit: str = "", only: Collection[Kind] = ()) -> Checklist | None:
    """Return the version in force; None: the unit has taken no list over.

    Args:
        session: A transaction.
        unit: The unit; empty: whichever issued one last, where there is one unit only.
        only: Only the items of these kinds; empty: all. The keeper asks often, and needs few.
    """
    chosen = select(LISTS)
    if unit:
        chosen = chosen.where(LISTS.c.unit == unit)
    row = session.connection().execute(chosen.order_by(*_NEWEST).limit(1)).mappings().first()
    return _checklist(session, row, only) if row is not None else None


def version(session: Session, checklist: str) -> Checklist | None:
    """Return a version by its id: what a sheet of the past was filled in by."""
    chosen = select(LISTS).where(LISTS.c.fact == checklist)
    row = session.connection().execute(chosen).mappings().first()
    return _checklist(session, row) if row is not None else None


def versions(session: Session, unit: str) -> list[Checklist]:
    """Return every version, the newest first, without its items."""
    chosen = select(LISTS).where(LISTS.c.unit == unit)
    rows = session.connection().execute(chosen.order_by(*_NEWEST)).mappings()
    return [_read(row, ()) for row in rows]


def items_of(session: Session, key: str, versions: Collection[str]) -> dict[str, Item]:
    """Return an item as some versions have it, by the version's id.

    Args:
        session: A transaction.
        key: The item.
        versions: Ids of versions.
    """
    chosen = select(ITEMS).where(ITEMS.c.list.in_(versions), ITEMS.c.key == key)
    rows = session.connection().execute(chosen).mappings()
    return {row["list"]: _item(row) for row in rows}


def retired(session: Session, current: Checklist) -> dict[str, Item]:
    """Return the items that no longer stand in the list, by key, each as it was last.

    Args:
        session: A transaction.
        current: The list in force.
    """
    chosen = select(ITEMS).join(LISTS, LISTS.c.fact == ITEMS.c.list)
    chosen = chosen.where(
        LISTS.c.unit == current.unit, ITEMS.c.key.not_in([item.key for item in current.items])
    )
    rows = session.connection().execute(chosen.order_by(LISTS.c.revision)).mappings()
    return {item.key: item for item in map(_item, rows) if item.key}


def critical_now(rows: Table) -> ScalarSelect[bool]:
    """Return the query whether an item is critical in its unit's list in force; null: not in it.

    Args:
        rows: The table of which each row has a `unit` and an `item`.
    """
    newest = select(LISTS.c.fact).where(LISTS.c.unit == rows.c.unit).order_by(*_NEWEST).limit(1)
    current = newest.correlate(rows).scalar_subquery()
    chosen = select(ITEMS.c.critical).where(ITEMS.c.list == current, ITEMS.c.key == rows.c.item)
    return chosen.limit(1).correlate(rows).scalar_subquery()


def _checklist(session: Session, row: RowMapping, only: Collection[Kind] = ()) -> Checklist:
    """Return a version with its items, or those of some kinds."""
    chosen = select(ITEMS).where(ITEMS.c.list == row["fact"])
    if only:
        chosen = chosen.where(ITEMS.c.kind.in_([kind.value for kind in only]))
    rows = session.connection().execute(chosen.order_by(ITEMS.c.position)).mappings()
    items = {item.key: item for item in map(_item, rows) if item.key}
    return _read(row, tuple(items.values()))


def _read(row: RowMapping, items: tuple[Item, ...]) -> Checklist:
    """Return the version of a row."""
    return Checklist(
        id=row["fact"],
        unit=row["unit"],
        revision=row["revision"],
        profile=row["profile"],
        items=items,
        start_needed=row["start_needed"],
        end_needed=row["end_needed"],
        what=choice(ListChange, row["what"]),
        item=row["item"],
        why=row["why"],
        issued_at=row["issued_at"],
        issued_by=row["issued_by"],
    )


def _item(row: RowMapping) -> Item:
    """Return the item of a row."""
    return Item(
        key=row["key"],
        group=choice(Group, row["grouped"]) or Group.ROOM,
        critical=row["critical"],
        often=choice(Often, row["often"]) or Often.SHIFT,
        who=choice(Who, row["who"]) or Who.OFFICER,
        kind=choice(Kind, row["kind"]) or Kind.STATE,
        probes=tuple(row["probes"].split("\n")) if row["probes"] else (),
        minimum=row["minimum"],
        article=row["article"],
        **{name: row[name] for name in ITEM_TEXTS},
    )
