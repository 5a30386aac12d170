"""Wishes for and against duty at the keyboard in 80×24: entered, refused, withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dutyroom.registers.roster.picture import Judged
from dutyroom.registers.wishes import reading
from dutyroom.registers.wishes.kinds import WishFilter
from dutyroom.registers.wishes.reading import WishRow
from dutyroom.screens.roster_acts import warned
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.values import Roster
from tests.screens.driving import press, shows, type_text
from tests.screens.scene import NOW, Scene
from tests.screens.test_roster import DECEMBER, next_month, opened, staff


def wishes(scene: Scene) -> list[WishRow]:
    """Return every wish."""
    with scene.store.read() as session:
        return reading.listed(session, WishFilter.ALL, DECEMBER, date(2026, 11, 23))


async def test_a_wish_is_entered_refused_where_it_contradicts_and_withdrawn(scene: Scene) -> None:
    """The day under the cursor of the roster is offered; what was typed stands there again."""
    staff(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await next_month(pilot)
        await press(pilot, "down", "plus")
        await shows(pilot, "[1 2026-12]", "No wishes here.")
        await press(pilot, "n")
        await shows(pilot, "it is no leave")
        await type_text(pilot, "dm")
        await press(pilot, "enter", "f9")
        await shows(pilot, "单明  against duty", "2026-12-02")
        await press(pilot, "tab", "tab", "right", "right", "tab", "right", "tab")
        await type_text(pilot, "家长会")
        await press(pilot, "f9")
        await shows(
            pilot, "no roster", "strongly against", "夜班", "家长会", "Entered on their word"
        )
        await press(pilot, "n")
        await shows(pilot, "it is no leave")
        await type_text(pilot, "dm")
        await press(pilot, "enter", "right", "f9", "tab", "tab", "tab", "tab")
        await type_text(pilot, "补课")
        await press(pilot, "f9")
        await shows(pilot, "单明 wished the opposite for 2026-12-02 (strongly against)", "补课")
        await press(pilot, "escape", "escape", "right", "enter")  # who takes that night
        await type_text(pilot, "dm")
        await shows(pilot, "‼ 单明", "Wishes: strongly against 2026-12-02 夜班 (家长会)")
        await press(pilot, "escape", "plus", "x")
        await type_text(pilot, "改期")
        await press(pilot, "f9")
        await shows(pilot, "No wishes here.")
        await press(pilot, "3")
        await shows(pilot, "withdrawn", "Withdrawn 2026-11-23 10:30", "改期")
        await press(pilot, "1", "y")
        await shows(pilot, "Wishes for and against duty", "wishes-202612")
        await press(pilot, "escape", "left_square_bracket")
        await shows(pilot, "[1 2026-11]")
    (row,) = wishes(scene)
    assert (row.strong, row.shifts, row.stands) == (True, ("night",), False)


def test_before_publishing_it_is_said_how_many_serve_against_their_wish() -> None:
    roster = Roster(*DECEMBER, ())
    fault = Fault(FaultKind.WISH, "单明", NOW, NOW, blocking=False)
    (line,) = warned(Judged(roster, (fault, replace(fault, people=("o1",)))))
    assert line.plain.startswith("2 duties are against somebody's wish")
    led = (replace(fault, kind=FaultKind.LEADER_RUN), replace(fault, kind=FaultKind.LEADER_TURN))
    assert [line.plain[:7] for line in warned(Judged(roster, led))] == ["2 times"]
    assert warned(Judged(roster, (replace(fault, kind=FaultKind.REST),))) == []
