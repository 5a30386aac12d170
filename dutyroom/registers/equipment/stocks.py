"""Stock and room as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.equipment import lists
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.registers.equipment.stock_facts import stock_of
from dutyroom.registers.equipment.tables import MOVEMENTS, ROOMS, STOCK
from dutyroom.registers.values import choice
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment import stock
from dutyroom.standard.equipment.items import Item, Kind
from dutyroom.standard.equipment.room import Room, Shared
from dutyroom.standard.equipment.stock import Batch, Move, Trouble
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class StockRow:
    """What there is of one item.

    Attributes:
        item: The item, as the list in force has it.
        batches: What there is, by expiry.
        usable: How many have not expired.
        expires: The earliest expiry within the days that were asked for, or passed; None: none.
        expired: Whether there is something of it that has expired.
        known: Whether anything was ever noted of it: else nobody knows what there is.
        soon: The earliest expiry within those days that has not passed; None: none.
    """

    item: Item
    batches: tuple[Batch, ...]
    usable: int
    expires: date | None
    expired: bool = False
    known: bool = True
    soon: date | None = None

    @property
    def id(self) -> str:
        """The item's key."""
        return self.item.key

    @property
    def undated(self) -> bool:
        """Whether nobody knows when some of it expires, although it is kept by its expiry."""
        return self.item.kind is Kind.EXPIRY and any(
            batch.expires is None and batch.quantity > 0 for batch in self.batches
        )

    @property
    def held(self) -> str:
        """How many can be used, with their measure; `-` where nobody knows."""
        return f"{self.usable} {self.item.measure}".strip() if self.known else "-"

    @property
    def low(self) -> bool:
        """Whether fewer can be used than have to be there, as far as is known."""
        return self.known and self.usable < self.item.minimum

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """All that is to be said of it: one hides no other."""
        so = (self.low, self.expired, self.soon is not None, self.undated)
        return tuple(trouble for trouble, true in zip(Trouble, so, strict=True) if true)

    @property
    def held_by_expiry(self) -> str:
        """What there is, batch by batch, in words."""
        parts = (f"{each.quantity}{expiry_words(self.item, each.expires)}" for each in self.batches)
        return listed(parts) or "0"


@dataclass(frozen=True, slots=True)
class MovementRow:
    """A movement; `by_quantity` is above 0 where something came in."""

    move: Move | None
    by_quantity: int
    expires: date | None
    whom: str
    why: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A verification of the room; `shared` is None where this version does not know the word."""

    area: float
    shared: Shared | None
    shared_with: str
    photo: str
    note: str
    verified_at: datetime
    verified_by: str

    @property
    def room(self) -> Room:
        """The room for the rules."""
        return Room(self.area, self.shared, local_date(self.verified_at))


def batches(session: Session, unit: str, item: str) -> tuple[Batch, ...]:
    """Return what there is of an item, by expiry; batches that are used up are left out."""
    chosen = select(STOCK.c.expires, STOCK.c.quantity).where(
        STOCK.c.subject == stock_of(unit, item)
    )
    rows = session.connection().execute(chosen.order_by(STOCK.c.expires))
    return tuple(Batch(day_kept(expires), quantity) for expires, quantity in rows if quantity)


def in_stock(session: Session, unit: str, today: date, days: int) -> list[StockRow]:
    """Return the stock of every counted item of the list in force; see `stock_of_list`."""
    checklist = lists.in_force(session, unit)
    return stock_of_list(session, checklist, today, days) if checklist is not None else []


def stock_of_list(session: Session, checklist: Checklist, today: date, days: int) -> list[StockRow]:
    """Return the stock of every counted item of a checklist.

    Args:
        session: A transaction.
        checklist: The list.
        today: The day, Beijing time.
        days: Within how many days an expiry counts as near.
    """
    columns = (STOCK.c.item, STOCK.c.expires, STOCK.c.quantity)
    chosen = select(*columns).where(STOCK.c.unit == checklist.unit)
    held: dict[str, list[Batch]] = {}
    for item, expires, quantity in session.connection().execute(chosen):
        of_item = held.setdefault(item, [])
        if quantity:
            of_item.append(Batch(day_kept(expires), quantity))
    return [
        stock_row(item, held.get(item.key), today, days)
        for item in checklist.items
        if item.kind.stocked
    ]


def stock_row(item: Item, noted: Sequence[Batch] | None, today: date, days: int) -> StockRow:
    """Return the stock of one item, the earliest expiry first.

    Args:
        item: The item.
        noted: Its batches; None: nothing was ever noted.
        today: The day, Beijing time.
        days: Within how many days an expiry counts as near.
    """
    held = noted or ()
    ordered = sorted(held, key=lambda batch: batch.expires or date.max)
    return StockRow(
        item,
        tuple(ordered),
        stock.usable(held, today),
        stock.expiring(held, today, days),
        expired=any(batch.expired(today) for batch in held),
        known=noted is not None,
        soon=stock.near(held, today, days),
    )


def expiry_words(item: Item, expires: date | None) -> str:
    """Return when a batch expires, in brackets; nothing where that is not asked of the item."""
    if expires is not None:
        return _(" ({day})").format(day=f"{expires:%Y-%m-%d}")
    return _(" (expiry unknown)") if item.kind is Kind.EXPIRY else ""


def movements(session: Session, unit: str, item: str, limit: int = 100) -> list[MovementRow]:
    """Return the movements of an item, the newest first."""
    columns = MOVEMENTS.c
    chosen = (
        select(MOVEMENTS)
        .where(columns.subject == stock_of(unit, item))
        .order_by(columns.at.desc(), columns.fact.desc())
        .limit(limit)
    )
    return [
        MovementRow(
            choice(Move, row["move"]),
            row["by_quantity"],
            day_kept(row["expires"]),
            row["whom"],
            row["why"],
            row["at"],
            row["by"],
        )
        for row in session.connection().execute(chosen).mappings()
    ]


def room(session: Session, unit: str) -> RoomRow | None:
    """Return the last verification of the room; None: there was none."""
    found = rooms(session, unit, limit=1)
    return found[0] if found else None


def rooms(session: Session, unit: str, limit: int = 20) -> list[RoomRow]:
    """Return the verifications of the room, the newest first."""
    chosen = select(ROOMS).where(ROOMS.c.unit == unit).order_by(ROOMS.c.verified_at.desc())
    rows = session.connection().execute(chosen.limit(limit)).mappings()
    return [
        RoomRow(
            row["area"],
            choice(Shared, row["shared"]),
            row["shared_with"],
            row["photo"],
            row["note"],
            row["verified_at"],
            row["verified_by"],
        )
        for row in rows
    ]


def day_kept(stored: str) -> date | None:
    """Return a day as a row holds it; None where it holds none."""
    try:
        return date.fromisoformat(stored) if stored else None
    except ValueError:
        return None
