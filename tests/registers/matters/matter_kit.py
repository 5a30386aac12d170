"""Matters at a desk without accounts, for the tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.matters import facts, instruction_facts
from dutyroom.registers.matters.detail import MatterDetail, detail
from dutyroom.registers.matters.facts import Note, Opening, after
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.instruction_facts import Instruction
from dutyroom.registers.matters.kinds import Channel, LinkKind, MatterKind, Source, Urgency
from dutyroom.registers.matters.reading import Horizon
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact, Place
from tests.registers.accounts.account_kit import door

NOW: Final = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
PLACE: Final = Place("yunling")
QIN: Final = Officer("覃小梅")
SHAN: Final = Officer("单明")
NONG: Final = Officer("农秀")
HORIZON: Final = Horizon(NOW)


def desk(store: Store) -> tuple[Access, FrozenClock]:
    """Return the door of a desk and its clock."""
    clock = FrozenClock(NOW)
    return door(store, clock), clock


def known(store: Store, matter: str) -> MatterDetail:
    """Return everything about a matter that must be there."""
    with store.read() as session:
        found = detail(session, matter)
    assert found is not None
    return found


def at(minutes: float) -> datetime:
    """Return a time so many minutes later."""
    return NOW + timedelta(minutes=minutes)


WHAT: Final = Opening(
    "青山镇东风路路面塌陷，约两米见方",
    source=Source.CALL,
    kind=MatterKind.INCIDENT,
    urgency=Urgency.URGENT,
    due_at=at(45),
    call="c1",
    texts={
        "contact_unit": "青山镇政府",
        "contact_name": "韦志强",
        "contact_phone": "0771-5550101",
        "risk": "如果夜间降雨，则塌陷扩大",
    },
)


def life(matter: str) -> list[Fact]:
    """Return the facts of a matter in order; the clock is set back in its middle."""
    order = Instruction("曾国强副区长", "立即封路，一小时内报处置情况。", Channel.PHONE, at(3))
    in_course = [
        instruction_facts.instructed(
            matter, at(4), PLACE, actor="覃小梅", instruction="i1", what=order
        ),
        instruction_facts.conveyed(
            matter, at(5), PLACE, actor="覃小梅", instruction="i1", conveyance="v1",
            told="青山镇值班室", channel=Channel.PHONE,
        ),
        instruction_facts.receipted(
            matter, at(-300), PLACE, actor="覃小梅", conveyance="v1", receipt="李某复述无误"
        ),
        facts.noted(
            matter, at(-299), PLACE, actor="覃小梅",
            note=Note("已封路", "市政处", Channel.PHONE, "二十分钟到场", "市政处抢修"),
        ),
        facts.transfer_asked(
            matter, at(-298), PLACE, actor="覃小梅", transfer="t1", to=SHAN, why="接班"
        ),
        facts.transfer_answered(
            matter, at(-297), PLACE, kind=facts.TRANSFER_ACCEPTED, actor="单明", transfer="t1"
        ),
        facts.handed_over(matter, at(-296), PLACE, actor="农秀", to=NONG, handover="h1"),
        facts.linked(
            matter, at(-295), PLACE, actor="农秀", kind=LinkKind.RECORDING, target="r1"
        ),
        facts.attached(
            matter, at(-294), PLACE, actor="农秀", name="现场.jpg", sha256="ab" * 32, size=9
        ),
        facts.corrected(
            matter, at(-293), PLACE, actor="农秀", name="urgency", old="urgent",
            new="very_urgent", why="面积扩大",
        ),
        facts.corrected(
            matter, at(-292), PLACE, actor="农秀", name="first_receiver", old="覃小梅",
            new="别人", why="不允许",
        ),
        instruction_facts.settled(
            matter, at(-291), PLACE, actor="农秀", instruction="i1", outcome="已封路并上报"
        ),
        facts.closed(matter, at(-290), PLACE, actor="农秀", result="路面已回填"),
        facts.reopened(matter, at(-289), PLACE, actor="农秀", why="再次下沉"),
        facts.closed(matter, at(-288), PLACE, actor="农秀", result="二次回填完成"),
    ]  # fmt: skip
    opened = facts.opened(matter, at(0), PLACE, by=QIN, what=WHAT)
    return [opened, *(after(fact, number) for number, fact in enumerate(in_course))]
