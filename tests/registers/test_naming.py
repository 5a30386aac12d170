"""What alarms are about has a name: a fault, a leave, a shift; what is said beside it stands in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dutyroom.clock import FrozenClock
from dutyroom.registers.alarms import facts
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.reading import open_alarms
from dutyroom.registers.calls import facts as calls
from dutyroom.registers.equipment.fault_facts import fault_opened
from dutyroom.registers.leave import facts as leaves
from dutyroom.registers.leave.kinds import LeaveKind
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.matters import facts as matters
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.naming import named
from dutyroom.registers.shifts import facts as shifts
from dutyroom.standard.equipment.items import Group, Item, State
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place

AT = datetime(2026, 11, 26, 0, 30, tzinfo=UTC)
PLACE = Place("unit")


def about(name: str, code: AlarmCode, of: str, detail: str = "") -> Fact:
    """Return an alarm about something."""
    return facts.raised(name, AT, PLACE, code=code, about=of, detail=detail)


def names(store: Store, *said: Fact) -> dict[str, str]:
    """Record facts and return what the alarms are about."""
    Ledger(store, FrozenClock(AT)).record(*said)
    with store.read() as session:
        return named(session, open_alarms(session))


def test_shifts_faults_and_leaves_have_names(store: Store) -> None:
    item = Item("phone", Group.MACHINES, "值班电话", "Duty telephone")
    wanted = leaves.Wanted(
        "p1", "覃小梅", LeaveKind.TRIP, AT, AT + timedelta(days=1), "开会", "省城"
    )
    found = names(
        store,
        shifts.begun("s", AT, PLACE, officer="张三", leader="李四"),
        fault_opened("f", AT, PLACE, actor="甲", item=item, state=State.FAULTY, words="无声"),
        leaves.applied("l", AT, PLACE, actor="甲", wanted=wanted),
        about("a", AlarmCode.RELIEF_LATE, "s"),
        about("b", AlarmCode.EQUIPMENT_CHECK_DUE, "s"),
        about("c", AlarmCode.FAULT_NOT_REPORTED, "f", detail="值班电话"),
        about("d", AlarmCode.LEAVE_OVERDUE, "l"),
    )
    assert found["a"] == found["b"] == "张三 11-26 08:30"
    assert found["c"].endswith(" 无声")
    assert found["d"] == "覃小梅 11-26 08:30-11-27 08:30"


def test_matters_and_calls_say_what_they_are(store: Store) -> None:
    """Both are numbered: a matter never looks like a call."""
    what = matters.Opening("桥面塌陷")
    found = names(
        store,
        matters.opened("m", AT, PLACE, by=Officer("甲"), what=what),
        calls.begun("c", AT, PLACE, direction="in"),
        about("a", AlarmCode.MATTER_OVERDUE, "m"),
        about("b", AlarmCode.CALL_NOT_WRITTEN_UP, "c"),
    )
    assert found["a"] == "Matter 2026-0001 桥面塌陷"
    assert found["b"] == "Call 00001 08:30"


def test_what_is_in_no_register_is_told_by_its_own_words_or_by_none(store: Store) -> None:
    found = names(
        store,
        about("a", AlarmCode.STOCK_LOW, "torch", detail="手电筒"),
        about("b", AlarmCode.RELIEF_LATE, "gone"),
        about("c", AlarmCode.FAULT_REMINDER_DUE, "gone", detail="打印机"),
    )
    assert found == {"a": "手电筒", "c": "打印机"}
