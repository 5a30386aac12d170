"""Bring stock in, take it out, dispose of what has expired, count it; verify the room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.equipment import lists, stocks
from dutyroom.registers.equipment.acting import Act, EquipmentRefused
from dutyroom.registers.equipment.stock_facts import room_verified, stock_moved
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment import stock
from dutyroom.standard.equipment.items import Item, Kind
from dutyroom.standard.equipment.room import Room
from dutyroom.standard.equipment.stock import Change, Move
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

MOST: Final = 100_000
"""Most pieces of one movement: more is a slip of the pen."""


def receive(
    session: Session,
    act: Act,
    item: str,
    quantity: int,
    *,
    expires: date | None = None,
    whom: str = "",
    why: str = "",
    expired: bool = False,
) -> list[Fact]:
    """Note what came in.

    Args:
        session: A transaction.
        act: Who notes it, where and when.
        item: Key of the item.
        quantity: How many.
        expires: The day after which they are not to be used; None: they do not expire. What is
            kept by its expiry needs it: else nobody is reminded of it.
        whom: Who brought them.
        why: What for.
        expired: It was said that they are taken in although they have expired.

    Raises:
        EquipmentRefused: The item is not counted, the quantity cannot be meant, or the expiry is
            missing, or over and nobody said so.
    """
    known = _counted(session, act, item)
    if known.kind is Kind.EXPIRY and expires is None:
        raise EquipmentRefused(_("An item of this kind needs its expiry. Nothing was changed."))
    if not 0 < quantity <= MOST:
        raise EquipmentRefused(
            _("A quantity lies between 1 and {most}. Nothing was changed.").format(most=MOST)
        )
    if expires is not None and expires < local_date(act.at) and not expired:
        raise EquipmentRefused(_("It has expired already. Nothing was changed."))
    return _moved(act, item, Move.IN, [Change(expires, quantity)], whom=whom, why=why)


def issue(
    session: Session,
    act: Act,
    item: str,
    quantity: int,
    *,
    whom: str = "",
    why: str = "",
    expired: bool = False,
) -> list[Fact]:
    """Note what went out; what expires first goes first, and what has expired last.

    Args:
        session: A transaction.
        act: Who notes it, where and when.
        item: Key of the item.
        quantity: How many.
        whom: Who took them.
        why: What for.
        expired: It was said that expired ones go out where nothing else is left.

    Raises:
        EquipmentRefused: The item is not counted, or expired ones would go out unsaid.
        StockRefused: There is not so much.
    """
    _counted(session, act, item)
    held, today = stocks.batches(session, act.place.unit, item), local_date(act.at)
    changes = stock.taken(held, quantity, today)
    if not expired and any(c.expires is not None and c.expires < today for c in changes):
        words = _("Only {usable} of it have not expired. Nothing was changed.")
        raise EquipmentRefused(words.format(usable=stock.fresh(held, today)))
    return _moved(act, item, Move.OUT, changes, whom=whom, why=why)


def dispose(session: Session, act: Act, item: str, *, why: str = "") -> list[Fact]:
    """Note that all that has expired was disposed of.

    Raises:
        EquipmentRefused: The item is not counted.
        StockRefused: Nothing has expired.
    """
    _counted(session, act, item)
    held = stocks.batches(session, act.place.unit, item)
    return _moved(act, item, Move.EXPIRED, stock.disposed(held, local_date(act.at)), why=why)


def count(
    session: Session,
    act: Act,
    item: str,
    found: int,
    *,
    expires: date | None = None,
    unknown: bool = False,
    why: str = "",
) -> list[Fact]:
    """Note that a count found another quantity than the book has; the difference is a movement.

    Args:
        session: A transaction.
        act: Who counted, where and when.
        item: Key of the item.
        found: How many.
        expires: When what is over expires; what is kept by its expiry needs it.
        unknown: Nobody knows when it expires; it is shown as such.
        why: What is said of the difference.

    Raises:
        EquipmentRefused: The item is not counted, the quantity cannot be meant, or nothing is
            said of the expiry of what is over.
        StockRefused: The count is as the book has it.
    """
    known = _counted(session, act, item)
    if found > MOST:
        raise EquipmentRefused(
            _("A quantity lies between 1 and {most}. Nothing was changed.").format(most=MOST)
        )
    held = stocks.batches(session, act.place.unit, item)
    changes = stock.counted(held, found, expires)
    dated = known.kind is Kind.EXPIRY and expires is None and not unknown
    if dated and found > sum(max(batch.quantity, 0) for batch in held):
        raise EquipmentRefused(_("Say when what is over expires. Nothing was changed."))
    return _moved(act, item, Move.COUNTED, changes, why=why)


def verify_room(
    act: Act, room: Room, *, shared_with: str = "", photo: str = "", note: str = ""
) -> list[Fact]:
    """Note that the room was measured and seen (article 11).

    Raises:
        EquipmentRefused: The area cannot be meant, or it is not said with whom it is shared.
    """
    if not 0 < room.area <= 10_000 or room.shared is None:
        raise EquipmentRefused(
            _("An area lies between 1 and 10,000 square metres. Nothing was changed.")
        )
    return [
        room_verified(
            act.at,
            act.place,
            actor=act.actor,
            area=room.area,
            shared=room.shared,
            shared_with=shared_with,
            photo=photo,
            note=note,
        )
    ]


def _counted(session: Session, act: Act, key: str) -> Item:
    """Return an item that is counted.

    Raises:
        EquipmentRefused: It is none.
    """
    current = lists.in_force(session, act.place.unit)
    item = current.by_key.get(key) if current is not None else None
    if item is None or not item.kind.stocked:
        raise EquipmentRefused(_("This item is not counted. Nothing was changed."))
    return item


def _moved(
    act: Act, item: str, move: Move, changes: Iterable[Change], *, whom: str = "", why: str
) -> list[Fact]:
    """Return the facts of a movement, one for each batch."""
    return [
        stock_moved(
            act.at,
            act.place,
            actor=act.actor,
            item=item,
            move=move,
            change=change,
            whom=whom.strip(),
            why=why.strip(),
        )
        for change in changes
    ]
