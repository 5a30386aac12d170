"""The demo's equipment: a checklist, a check just made with one fault, some stock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from dutyroom.registers.equipment import checking, editing, sheets, stocking, ticketing
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.facts import Check, item_checked, new_id
from dutyroom.registers.equipment.fault_facts import Told
from dutyroom.registers.equipment.faults import open_faults
from dutyroom.registers.ledger import Ledger
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.standard.equipment.room import Room, Shared
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session

_CHECKER: Final = "蒙志刚"
_FAULTY: Final = "copier"
_STOCK: Final = (
    ("extinguishers", 2, 400), ("warm_clothing", 4, None), ("rain_gear", 4, None),
    ("torches", 3, None), ("batteries", 16, 500), ("tools", 1, None), ("first_aid", 2, 200),
)  # fmt: skip
"""What came in: item, quantity, and in how many days it expires."""


def fill_equipment(store: Store, ledger: Ledger, unit: str, profile: str, now: datetime) -> None:
    """Fill the demo's equipment, the way officers would have.

    Args:
        store: The demo's database.
        ledger: Its ledger.
        unit: Code of the demo's unit.
        profile: Its profile.
        now: The present; everything happened within the hour, so that who comes first takes over
            a desk that was checked.
    """
    at = now - timedelta(minutes=40)
    act = Act(at, Place(unit), _CHECKER)
    today = local_date(now)

    def do(made: Callable[[Session], list[Fact]]) -> None:
        with store.read() as session:
            facts = made(session)
        ledger.record(*facts)

    do(lambda session: editing.adopt(session, act, profile))
    for key, quantity, days in _STOCK:
        expires = today + timedelta(days=days) if days is not None else None
        do(
            lambda s, key=key, quantity=quantity, expires=expires: stocking.receive(  # type: ignore[misc]
                s, act, key, quantity, expires=expires, whom="区应急物资库"
            )
        )
    do(lambda _s: stocking.verify_room(act, Room(36.5, Shared.NOBODY, today)))
    sheet = new_id()
    do(lambda session: checking.begin(session, act, SheetKind.START, sheet))
    with store.read() as session:
        begun = sheets.get(session, sheet)
    asked = begun.row.asked if begun is not None else ()
    ledger.record(*(_looked(act, sheet, number, key) for number, key in enumerate(asked, 1)))
    do(lambda session: checking.sign(session, act, sheet))
    told = Told("明天上门", "滨江办公设备维修站", "电话", now + timedelta(days=2))
    with store.read() as session:
        tickets = open_faults(session)
    for ticket in tickets:
        do(lambda s, fault=ticket.id: ticketing.report(s, act, fault, told))  # type: ignore[misc]


def _looked(act: Act, sheet: str, revision: int, key: str) -> Fact:
    """Return the fact that an item was looked at; one is faulty."""
    check = Check(key, State.OK)
    if key == _FAULTY:
        check = Check(key, State.FAULTY, "卡纸，双面器报错")
    return item_checked(sheet, act.at, act.place, actor=act.actor, revision=revision, check=check)
