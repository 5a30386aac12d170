"""People of the demo unit, for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from dutyroom.clock import FrozenClock
from dutyroom.registers.contacts.area import AreaCodes
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.people import facts, reading
from dutyroom.registers.people.preview import preview
from dutyroom.registers.sheets.staging import carry_out
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place

NOW = datetime(2026, 11, 23, 8, 57, tzinfo=UTC)
PLACE = Place("yunling")
HEADER = ["姓名", "工号", "角色", "编制", "职务", "专兼职", "手机", "培训有效期至", "节前培训日期"]
STAFF = [
    ["曾国强", "01", "带班领导、主要负责人", "公务员", "主任", "兼职", "13800001111", "", ""],
    ["覃小梅", "02", "值班员", "事业编", "科员", "专职", "13800002222", "2027-06-30", "2026.9.28"],
    ["单明", "03", "值班员；带班领导", "行政编", "副科长", "兼职", "13800003333", "2027/6/30", ""],
]


def added(person: str, **fields: str) -> Fact:
    """Return the fact that puts somebody into the register."""
    return facts.added(person, NOW, PLACE, actor="李建国", fields=fields)


def load(store: Store, rows: Sequence[Sequence[str]]) -> int:
    """Import rows and return how many facts that took."""
    with store.read() as session:
        found = preview(rows, reading.everybody(session), AreaCodes.load())
    made = found.facts(NOW, PLACE, actor="李建国")
    for _done in carry_out(store, Ledger(store, FrozenClock(NOW)), made, NOW):
        pass
    return len(made)
