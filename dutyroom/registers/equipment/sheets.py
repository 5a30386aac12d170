"""The sheets as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, Select, func, select

from dutyroom.registers.equipment import lists
from dutyroom.registers.equipment.entries import EntryRow, Taken, entry_of, taken_of
from dutyroom.registers.equipment.facts import Proof
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.registers.equipment.tables import ENTRIES, SHEETS
from dutyroom.registers.values import choice
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment.comparing import Difference, compared
from dutyroom.standard.equipment.items import Group, Item, SheetKind, State
from dutyroom.standard.probing import State as Probed
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet without its entries.

    Attributes:
        id: Its id.
        seat: The seat.
        kind: Why it was filled in.
        list: Id of the version of the checklist.
        shift: Id of the shift that was in charge; empty: none was.
        asked: Keys of the items that it asks for, in order.
        checker: Who began it.
        begun_at: When; None: its first fact is missing.
        signed_at: When it was signed; None: it was not.
        signed_by: Who signed.
        proof: How they have proven who they are; None: it is not signed, or nothing is known.
        note: What was said at the signature.
        taken: What probes that need a person have said while it went on; of one the last.
        dropped_at: When it was given up; None: it was not.
        dropped_by: Who gave it up.
        dropped_why: Why.
        revision: How many facts it has, less one.
    """

    id: str
    seat: str
    kind: SheetKind
    list: str
    shift: str
    asked: tuple[str, ...]
    checker: str
    begun_at: datetime | None
    signed_at: datetime | None
    signed_by: str
    proof: Proof | None
    note: str
    taken: tuple[Taken, ...]
    dropped_at: datetime | None
    dropped_by: str
    dropped_why: str
    revision: int

    @property
    def open(self) -> bool:
        """Whether it can be gone on with."""
        return self.signed_at is None and self.dropped_at is None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with the list that it was made with, and all entries.

    Attributes:
        row: The sheet.
        checklist: The version of the list; None: it is not known here.
        entries: Everything that was entered, in order.
    """

    row: SheetRow
    checklist: Checklist | None
    entries: tuple[EntryRow, ...] = field(default_factory=tuple)

    @property
    def found(self) -> Mapping[str, EntryRow]:
        """The last word on each item, by key."""
        return {entry.item: entry for entry in self.entries if entry.counts}

    @property
    def states(self) -> Mapping[str, State]:
        """How each item was found."""
        return {key: entry.state for key, entry in self.found.items()}

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that it asks for, as its version of the list has them."""
        known = self.checklist.by_key if self.checklist is not None else {}
        return tuple(known[key] for key in self.row.asked if key in known)

    @property
    def left(self) -> tuple[Item, ...]:
        """The items that nobody has looked at yet."""
        return tuple(item for item in self.items if item.key not in self.found)

    @property
    def contradicted(self) -> tuple[Item, ...]:
        """The items that somebody found in order although a probe found them faulty."""
        return tuple(
            item
            for item in self.items
            if (entry := self.found.get(item.key)) is not None
            and entry.state is State.OK
            and any(each.state == Probed.FAULTY for each in entry.known)
        )

    @property
    def unexplained(self) -> tuple[Item, ...]:
        """The contradicted items of which nobody has said yet why they are in order."""
        return tuple(item for item in self.contradicted if not self.found[item.key].explained)

    @property
    def unproven(self) -> tuple[Item, ...]:
        """The critical items found in order of which a probe could not say so, nor the contrary."""
        against = self.contradicted
        return tuple(
            item
            for item in self.items
            if item.critical
            and item not in against
            and self.states.get(item.key) is State.OK
            and any(each.state != Probed.OK for each in self.found[item.key].known)
        )

    def item(self, key: str) -> Item:
        """Return an item as the sheet's version of the list has it."""
        if self.checklist is None:
            return Item(key, Group.ROOM, key, key)
        return self.checklist.find(key)


def get(session: Session, sheet: str) -> Sheet | None:
    """Return a sheet by id."""
    row = _first(session, select(SHEETS).where(SHEETS.c.id == sheet))
    return _whole(session, row) if row is not None else None


def going_on(session: Session, seat: str = "") -> Sheet | None:
    """Return the sheet that was begun last and is neither signed nor given up."""
    chosen = select(SHEETS).where(
        SHEETS.c.signed_at.is_(None), SHEETS.c.dropped_at.is_(None), SHEETS.c.seat == seat
    )
    row = _first(session, chosen)
    return _whole(session, row) if row is not None else None


def latest_signed(
    session: Session, kind: SheetKind | None = None, *, shift: str = "", seat: str = ""
) -> SheetRow | None:
    """Return the sheet that was signed last, without its entries.

    Args:
        session: A transaction.
        kind: Only of this kind.
        shift: Only one that was begun in this shift.
        seat: The seat.
    """
    row = _first(session, _signed(kind, shift, seat))
    return _row(row) if row is not None else None


def latest_sheet(
    session: Session, kind: SheetKind | None = None, *, shift: str = "", seat: str = ""
) -> Sheet | None:
    """Return the sheet that was signed last, with all its entries; see `latest_signed`."""
    row = _first(session, _signed(kind, shift, seat))
    return _whole(session, row) if row is not None else None


def _signed(kind: SheetKind | None, shift: str, seat: str) -> Select[Any]:
    """Return the query for signed sheets, the last one first."""
    chosen = select(SHEETS).where(SHEETS.c.signed_at.is_not(None), SHEETS.c.seat == seat)
    if kind is not None:
        chosen = chosen.where(SHEETS.c.kind == kind.value)
    if shift:  # in one shift the journal's order counts: a clock may be set back in it
        return chosen.where(SHEETS.c.shift == shift)
    return chosen.order_by(SHEETS.c.signed_at.desc())


def recent(session: Session, limit: int = 50, *, seat: str = "") -> list[SheetRow]:
    """Return the last sheets of a seat that are over, the newest first, given-up ones too."""
    over = SHEETS.c.signed_at.is_not(None) | SHEETS.c.dropped_at.is_not(None)
    chosen = select(SHEETS).where(over, SHEETS.c.seat == seat)
    chosen = chosen.order_by(SHEETS.c.seq.desc()).limit(limit)
    return [_row(row) for row in session.connection().execute(chosen).mappings()]


def last_found(session: Session) -> dict[str, EntryRow]:
    """Return how each item was found last on a signed sheet, by key."""
    signed = select(SHEETS.c.id).where(SHEETS.c.signed_at.is_not(None))
    counting = ENTRIES.c.counts & ENTRIES.c.sheet.in_(signed)
    last = (
        select(ENTRIES.c.item, func.max(ENTRIES.c.checked_at).label("at"))
        .where(counting)
        .group_by(ENTRIES.c.item)
        .subquery()
    )
    same = (ENTRIES.c.item == last.c.item) & (ENTRIES.c.checked_at == last.c.at)
    chosen = select(ENTRIES).join(last, same).where(counting)
    rows = session.connection().execute(chosen.order_by(ENTRIES.c.sheet)).mappings()
    return {row["item"]: entry_of(row) for row in rows}


def last_checked(session: Session) -> dict[str, date]:
    """Return on which day each item was looked at last on a signed sheet, by key."""
    return {item: local_date(entry.at) for item, entry in last_found(session).items()}


def differences(start: Sheet | None, end: Sheet | None) -> tuple[Difference, ...]:
    """Return what has changed between two sheets; without one of them nothing can be said."""
    if start is None or end is None:
        return ()
    return compared((*start.row.asked, *end.row.asked), start.states, end.states)


def _first(session: Session, chosen: Select[Any]) -> RowMapping | None:
    """Return the first sheet of a selection; of several alike the one begun last."""
    ordered = chosen.order_by(SHEETS.c.seq.desc()).limit(1)
    return session.connection().execute(ordered).mappings().first()


def _whole(session: Session, row: RowMapping) -> Sheet:
    """Return a sheet with its entries."""
    chosen = select(ENTRIES).where(ENTRIES.c.sheet == row["id"]).order_by(ENTRIES.c.position)
    found = session.connection().execute(chosen).mappings()
    entries = tuple(entry_of(each) for each in found)
    return Sheet(_row(row), lists.version(session, row["list"]), entries)


def _row(row: RowMapping) -> SheetRow:
    """Return the sheet of a row."""
    named = {name: row[name] for name in SheetRow.__dataclass_fields__ if name in row}
    asked = tuple(row["items"].split("\n")) if row["items"] else ()
    kind = choice(SheetKind, row["kind"]) or SheetKind.ON_DEMAND
    proof = choice(Proof, row["proof"])
    more = {"asked": asked, "kind": kind, "proof": proof, "taken": taken_of(row["taken"])}
    return SheetRow(**{**named, **more})
