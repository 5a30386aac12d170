"""Special admissions at the keyboard in 80×24: given from a fault of the roster, taken back."""

from __future__ import annotations

from dutyroom.registers.admissions import reading
from dutyroom.registers.admissions.kinds import AdmissionFilter
from dutyroom.registers.admissions.reading import AdmissionRow
from dutyroom.registers.people import facts as people
from dutyroom.registers.people import reading as register
from dutyroom.registers.roster.publishing import Publishing, publish
from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.store.facts import Place
from tests.registers.admissions.admission_kit import TODAY
from tests.registers.roster.roster_kit import PLANNING, Room, put
from tests.screens.driving import press, shows, type_text
from tests.screens.scene import NOW, Scene
from tests.screens.test_roster import access, next_month, opened, staff


def hire(scene: Scene, who: str) -> None:
    """Let somebody be contract staff."""
    with scene.store.read() as session:
        person = register.get(session, who)
    assert person is not None
    new = {"post_kind": "other"}
    scene.record(people.changed(person, NOW, Place("unit"), actor="x", new=new, why="x"))


def admissions(scene: Scene) -> list[AdmissionRow]:
    """Return every admission."""
    with scene.store.read() as session:
        return reading.listed(session, AdmissionFilter.ALL, TODAY)


async def test_whoever_a_fault_is_about_is_admitted_and_that_is_taken_back(scene: Scene) -> None:
    """Nobody attests their own word: that is asked again, with what was typed."""
    staff(scene)
    hire(scene, "o1")
    async with scene.app().run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await next_month(pilot)
        await press(pilot, "enter")
        await type_text(pilot, "dm")
        await press(pilot, "enter", "f4")
        await shows(pilot, "What is wrong", "F4 Admit", "neither civil servant")
        await press(pilot, "f4")
        await shows(pilot, "单明", "In spite of", "2026-12-01", "2026-12-31")
        await press(pilot, "tab", "tab", "tab")
        await type_text(pilot, "编制不足")
        await press(pilot, "tab", "tab", "down", "f9")
        await shows(pilot, "Attested by", "何敏")
        await press(pilot, *["backspace"] * 12)
        await type_text(pilot, "单明")
        await press(pilot, "f9")
        await shows(pilot, "单明 cannot attest the word about their own")
        await press(pilot, *["backspace"] * 12)
        await type_text(pilot, "黄丽")
        await press(pilot, "f9")
        await shows(pilot, "+单明*", "1 admitted", "何敏: 编制不足")
        await press(pilot, "asterisk")
        await shows(pilot, "[1 In force 1]", "何敏 (in person, attested by 黄丽)")
        (row,) = admissions(scene)
        assert row.rules == (RefusalKind.POST,)
        room = Room(access(scene), scene.clock)
        publish(room.access, Publishing(put(room.filled(), "2026-12-01/day", "o1"), "x"), PLANNING)
        await press(pilot, "x")
        await shows(pilot, "Take this admission back?")
        await type_text(pilot, "已补充人员")
        await press(pilot, "tab", "down", "f9", "f9")
        await shows(pilot, "单明 is still rostered on 2026-12-01 08:30")
        await press(pilot, "2")
        await shows(pilot, "taken back")
        await press(pilot, "escape")
        await shows(pilot, "✖单明")
    (row,) = admissions(scene)
    assert (row.back_why, row.back_attested_by) == ("已补充人员", "张三")
