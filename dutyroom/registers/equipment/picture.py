"""What the check screen shows, read in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dutyroom.config import Equipment
from dutyroom.registers.equipment import faults, lists, sheets, stocks
from dutyroom.registers.equipment.entries import EntryRow
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.registers.equipment.needed import end_checked, start_seen
from dutyroom.registers.equipment.offering import offered
from dutyroom.registers.equipment.sheets import Sheet, SheetRow
from dutyroom.registers.equipment.stocks import RoomRow, StockRow
from dutyroom.registers.equipment.ticketed import mended, unrepaired
from dutyroom.registers.equipment.windows import planned
from dutyroom.registers.shifts.register import ShiftRow, in_charge
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment.items import Item, SheetKind
from dutyroom.standard.equipment.room import Defect, defects
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Counts:
    """From when a check of the end counts: `since`, or so long `before` an earlier relief."""

    since: datetime
    before: timedelta


@dataclass(frozen=True, slots=True)
class EquipmentPicture:
    """How the equipment stands.

    Attributes:
        checklist: The list in force; None: the unit has taken none over.
        offered: What ships with the program and the list never had.
        going: The check that is going on; None: none is.
        last: The sheet that was signed last; None: none was.
        found: How each item was found last on a signed sheet, by key.
        faults: The open ticket of each item that has one, by key.
        mended: The ticket of each item that was verified since the item was found like that, where
            nothing is said against it since.
        unrepaired: The ticket of each item that was closed without a repair, where no signed check
            found the item in order since.
        stock: What the book has of each item that is counted.
        room: The last verification of the room; None: there was none.
        defects: What is wrong with the room (article 11).
        due: Which check is due, as far as the registers know.
        counts: From when a check of the end counts; None: it does by now, or nobody knows.
    """

    checklist: Checklist | None = None
    offered: Sequence[Item] = ()
    going: Sheet | None = None
    last: SheetRow | None = None
    found: Mapping[str, EntryRow] = field(default_factory=dict)
    faults: Mapping[str, FaultRow] = field(default_factory=dict)
    mended: Mapping[str, FaultRow] = field(default_factory=dict)
    unrepaired: Mapping[str, FaultRow] = field(default_factory=dict)
    stock: Mapping[str, StockRow] = field(default_factory=dict)
    room: RoomRow | None = None
    defects: frozenset[Defect] = frozenset()
    due: SheetKind = SheetKind.START
    counts: Counts | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that are shown: of the check that is going on, else of the list in force."""
        sheet = self.going.checklist if self.going is not None else None
        current = sheet if sheet is not None else self.checklist
        return current.items if current is not None else ()


def picture(
    session: Session, unit: str, seat: str, now: datetime, limits: Equipment, *, least: float = 0.0
) -> EquipmentPicture:
    """Return how the equipment of a unit stands.

    Args:
        session: A transaction.
        unit: The unit.
        seat: The seat.
        now: The time.
        limits: When a check counts for a shift.
        least: How large the room has to be, in square metres; 0: nothing is laid down.
    """
    current = lists.in_force(session, unit)
    found = sheets.last_found(session)
    shift = in_charge(session)
    today = local_date(now)
    stock = stocks.in_stock(session, unit, today, limits.expiring)
    room = stocks.room(session, unit)
    tickets = {fault.item: fault for fault in faults.open_faults(session)}
    given_up = unrepaired(session, found)
    broken = tickets.keys() | given_up.keys()
    return EquipmentPicture(
        checklist=current,
        offered=offered(session, current) if current is not None else (),
        going=sheets.going_on(session, seat),
        last=sheets.latest_signed(session, seat=seat),
        found=found,
        faults=tickets,
        mended={key: each for key, each in mended(session, found).items() if key not in broken},
        unrepaired=given_up,
        stock={row.id: row for row in stock},
        room=room,
        defects=defects(room.room if room is not None else None, least, today),
        due=_due(session, shift, now, limits) if shift is not None else SheetKind.START,
        counts=_counts(shift, now, limits) if shift is not None else None,
    )


def _counts(shift: ShiftRow, now: datetime, limits: Equipment) -> Counts | None:
    """Return from when a check of the end counts, where that is yet to come."""
    since = planned(shift, limits)
    if shift.planned_end is None or now >= since:
        return None
    return Counts(since, timedelta(seconds=limits.ending))


def _due(session: Session, shift: ShiftRow, now: datetime, limits: Equipment) -> SheetKind:
    """Return which check is due: the end's from a while before the end until it is signed."""
    begun = start_seen(session, shift, limits)
    if now < planned(shift, limits):
        return SheetKind.ON_DEMAND if begun else SheetKind.START
    if shift.planned_end is None and not begun:
        return SheetKind.START
    return SheetKind.START if end_checked(session, shift, limits, now) else SheetKind.END
