"""The tables of the equipment; every row is computed from facts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of


class EquipmentList(SQLModel, table=True):
    """A version of a unit's checklist."""

    __tablename__ = "equipment_lists"

    fact: str = Field(primary_key=True)
    unit: str = Field(index=True)
    revision: int = 0
    profile: str = ""
    start_needed: bool = True
    end_needed: bool = True
    what: str = ""
    item: str = ""
    why: str = ""
    issued_at: datetime
    issued_by: str = ""


class EquipmentItem(SQLModel, table=True):
    """An item of one version of a checklist."""

    __tablename__ = "equipment_items"

    list: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    key: str = ""
    grouped: str = ""
    zh: str = ""
    en: str = ""
    look_zh: str = ""
    look_en: str = ""
    measure_zh: str = ""
    measure_en: str = ""
    place: str = ""
    critical: bool = False
    often: str = ""
    who: str = ""
    kind: str = ""
    probes: str = ""
    minimum: int = 0
    article: int = 0


class EquipmentSheet(SQLModel, table=True):
    """A filled-in sheet, or one that is being filled in."""

    __tablename__ = "equipment_sheets"

    id: str = Field(primary_key=True)
    seq: int = Field(index=True)
    unit: str = ""
    seat: str = ""
    kind: str = ""
    list: str = ""
    shift: str = Field(default="", index=True)
    items: str = ""
    checker: str = ""
    begun_at: datetime | None = None
    signed_at: datetime | None = Field(default=None, index=True)
    signed_by: str = ""
    signed_person: str = ""
    proof: str = ""
    note: str = ""
    taken: str = ""
    dropped_at: datetime | None = None
    dropped_by: str = ""
    dropped_why: str = ""
    revision: int = 0


class EquipmentEntry(SQLModel, table=True):
    """An item that was looked at; of several of one item the last one counts."""

    __tablename__ = "equipment_entries"

    sheet: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    item: str = Field(default="", index=True)
    state: str = ""
    counts: bool = True
    checked_at: datetime
    checked_by: str = ""
    note: str = ""
    workaround: str = ""
    evidence: str = ""
    added_at: datetime | None = None
    added_by: str = ""
    reason: str = ""
    later_evidence: str = ""


class EquipmentFault(SQLModel, table=True):
    """A fault ticket as its facts have left it."""

    __tablename__ = "equipment_faults"

    id: str = Field(primary_key=True)
    seq: int = 0
    unit: str = ""
    seat: str = ""
    item: str = Field(default="", index=True)
    zh: str = ""
    en: str = ""
    critical: bool = False
    state: str = ""
    words: str = ""
    sheet: str = ""
    workaround: str = ""
    noticed_at: datetime | None = None
    opened_at: datetime | None = None
    opened_by: str = ""
    reported_at: datetime | None = None
    reported_to: str = ""
    reported_how: str = ""
    due_at: datetime | None = None
    reminded_at: datetime | None = None
    repaired_at: datetime | None = None
    repaired_by: str = ""
    repair: str = ""
    verified_by: str = ""
    closed_at: datetime | None = Field(default=None, index=True)
    closed_by: str = ""
    closed_why: str = ""
    revision: int = 0


class EquipmentFaultStep(SQLModel, table=True):
    """A step of a fault, in its own words."""

    __tablename__ = "equipment_fault_steps"

    fault: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    step: str = ""
    at: datetime
    by: str = ""
    words: str = ""
    whom: str = ""
    how: str = ""
    due_at: datetime | None = None
    happened_at: datetime | None = None
    state: str = ""
    workaround: str = ""
    gone: bool = False


class EquipmentMovement(SQLModel, table=True):
    """A movement of stock; nothing is ever counted but by these."""

    __tablename__ = "equipment_movements"

    fact: str = Field(primary_key=True)
    subject: str = Field(index=True)
    unit: str = ""
    item: str = ""
    move: str = ""
    by_quantity: int = 0
    expires: str = ""
    whom: str = ""
    why: str = ""
    at: datetime
    by: str = ""


class EquipmentStock(SQLModel, table=True):
    """The sum of the movements of an item of one expiry."""

    __tablename__ = "equipment_stock"

    subject: str = Field(primary_key=True)
    expires: str = Field(primary_key=True)
    unit: str = Field(default="", index=True)
    item: str = ""
    quantity: int = 0


class EquipmentRoom(SQLModel, table=True):
    """A verification of the room."""

    __tablename__ = "equipment_rooms"

    fact: str = Field(primary_key=True)
    unit: str = Field(index=True)
    area: float = 0.0
    shared: str = ""
    shared_with: str = ""
    photo: str = ""
    note: str = ""
    verified_at: datetime
    verified_by: str = ""


LISTS: Final = table_of(EquipmentList)
ITEMS: Final = table_of(EquipmentItem)
SHEETS: Final = table_of(EquipmentSheet)
ENTRIES: Final = table_of(EquipmentEntry)
FAULTS: Final = table_of(EquipmentFault)
FAULT_STEPS: Final = table_of(EquipmentFaultStep)
MOVEMENTS: Final = table_of(EquipmentMovement)
STOCK: Final = table_of(EquipmentStock)
ROOMS: Final = table_of(EquipmentRoom)

ALL_TABLES: Final[tuple[type[SQLModel], ...]] = (
    EquipmentList,
    EquipmentItem,
    EquipmentSheet,
    EquipmentEntry,
    EquipmentFault,
    EquipmentFaultStep,
    EquipmentMovement,
    EquipmentStock,
    EquipmentRoom,
)
