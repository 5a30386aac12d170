"""The roster at the keyboard: seen, edited, checked, proposed, published, compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.pilot import Pilot

from dutyroom.app import DutyApp
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.people import facts as people
from dutyroom.registers.roster import reading
from dutyroom.registers.roster.rows import InForce
from dutyroom.screens.roster import RosterScreen
from dutyroom.store.facts import Place
from dutyroom.widgets.roster_month import RosterMonth
from tests.registers.accounts.account_kit import CHEAP
from tests.registers.roster import roster_kit
from tests.registers.roster.roster_kit import LEADERS, OFFICERS, Room
from tests.screens.driving import hold, press, ready, screen_text, shows, type_text, until
from tests.screens.scene import NOW, Scene

DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def staff(
    scene: Scene, officers: Sequence[str] = OFFICERS, leaders: Sequence[str] = LEADERS
) -> None:
    """Have people in the register, and somebody on duty."""
    scene.shift()
    for letter, role, names in (("o", "officer", officers), ("l", "leader", leaders)):
        for number, name in enumerate(names):
            fields = {
                "name": name, "roles": role, "post_kind": "civil-servant",
                "trained_until": "2027-12-31",
            }  # fmt: skip
            key = f"{letter}{number}"
            scene.record(people.added(key, NOW, Place("unit"), actor="x", fields=fields))


def access(scene: Scene) -> Access:
    """Return the door of the scene's desk."""
    return Access(scene.store, scene.ledger, scene.clock, Place("unit"), CHEAP)


def in_force(scene: Scene, span: tuple[date, date] = DECEMBER) -> InForce:
    """Return what is in force."""
    with scene.store.read() as session:
        return reading.in_force(session, *span)


async def opened(pilot: Pilot[int]) -> DutyApp:
    """Open the roster; its digit in the menu depends on the other rooms."""
    app = await ready(pilot)
    await app.action_command("roster")
    await until(pilot, lambda: isinstance(app.screen, RosterScreen), "the roster")
    await shows(pilot, "2026-11")
    return app


def screen(app: DutyApp) -> RosterScreen:
    """Return the roster's screen."""
    found = app.screen
    assert isinstance(found, RosterScreen)
    return found


async def next_month(pilot: Pilot[int]) -> None:
    """Go to December."""
    await press(pilot, "right_square_bracket")
    await shows(pilot, "2026-12", "12-01 Tu")


async def propose(pilot: Pilot[int]) -> None:
    """Have the month that is shown proposed, and take it."""
    await press(pilot, "f3")
    await shows(pilot, "Have a roster proposed")
    await press(pilot, "f9")
    await shows(pilot, "the best roster there is")
    await press(pilot, "f9")
    await until(pilot, lambda: isinstance(pilot.app.screen, RosterScreen), "the draft")


async def test_an_edit_is_kept_at_once_and_taken_back(scene: Scene) -> None:
    """Initials find somebody; the draft survives a console that ends without a word."""
    staff(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await next_month(pilot)
        await shows(pilot, "nothing published yet")
        await press(pilot, "down", "right", "enter")
        await shows(pilot, "12-02 We")
        await type_text(pilot, "qxm")
        await press(pilot, "enter")
        await shows(pilot, "DRAFT", "1 of 93 shifts filled", "覃小梅*")
        await press(pilot, "ctrl+z")
        await shows(pilot, "0 of 93 shifts filled")
        await press(pilot, "ctrl+y")
        await shows(pilot, "1 of 93 shifts filled")
        await press(pilot, "right", "enter")
        await type_text(pilot, "zgq")
        await press(pilot, "enter")
        await shows(pilot, "2 of 93 shifts filled", "曾国强*")
        assert not getattr(app.screen, "dirty", False)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await next_month(pilot)
        await shows(pilot, "DRAFT", "覃小梅*", "曾国强*")
        assert screen(app).history is not None
        await press(pilot, "ctrl+x")
        await shows(pilot, "is thrown away")
        await press(pilot, "f9")
        await shows(pilot, "nothing published yet")
    assert in_force(scene).rows == ()


async def test_a_month_is_proposed_changed_and_published(scene: Scene) -> None:
    """What was proposed passes the checker; one cell changed is a fault in words."""
    staff(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await next_month(pilot)
        await propose(pilot)
        await shows(pilot, "93 of 93 shifts filled")
        assert screen(app).judged.faults == ()
        month = app.screen.query_one(RosterMonth)
        slot = month.slot
        assert slot is not None
        following = screen(app).judged.roster.people_in("2026-12-01/night")[0]
        await press(pilot, "enter")
        await shows(pilot, "In this period, and why not")
        await type_text(
            pilot, dict(zip((f"o{n}" for n in range(7)), OFFICERS, strict=True))[following]
        )
        await shows(pilot, "rests 0 h before")
        await press(pilot, "enter")
        await shows(pilot, "faults", "rests 0 h before")
        await press(pilot, "f4")
        await shows(pilot, "What is wrong")
        await press(pilot, "f3")
        await type_text(pilot, "agreed")
        await press(pilot, "f9")
        await shows(pilot, "✖ (accepted) ", "Accepted because: agreed")
        await press(pilot, "escape")
        left = len(screen(app).judged.unexplained)
        await press(pilot, "f9")
        for place in range(1, left + 1):  # one key, one fault
            await shows(pilot, f"Why is this accepted? {place} of {left}")
            await type_text(pilot, "" if place > 1 else "short of people")
            await press(pilot, "f9")
        await shows(pilot, "Publish this roster?", "each with its reason")
        await press(pilot, "f9")
        words = ("(accepted: agreed)", "(accepted: short of")
        await shows(pilot, "in force: version 1", f"{left + 1} faults accepted", *words)
    found = in_force(scene)
    assert [row.number for row in found.rows] == [1] * 93
    with scene.store.read() as session:
        waived = reading.waivers(session, found.rows[0].version)
    assert {each.reason for each in waived if each.reason} == {"short of people", "agreed"}


async def test_who_is_on_now_is_marked_and_the_past_stays(scene: Scene) -> None:
    """A shift that has begun cannot be edited; a later one makes version 2."""
    staff(scene)
    room = Room(access(scene), scene.clock)
    roster = room.filled(*NOVEMBER)
    room.publish(roster)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        officer = in_force(scene, NOVEMBER).names[roster.people_in("2026-11-23/day")[0]]
        await shows(
            pilot,
            f"Now 11-23 08:30-17:30 {officer}",
            f">{officer}",
            ">11-23 Mo",
            "Next 11-23 17:30",
        )
        month = app.screen.query_one(RosterMonth)
        await until(pilot, lambda: month.slot and month.slot.id == "2026-11-23/day", "today")
        await press(pilot, "delete")
        await until(
            pilot, lambda: any("has begun" in n.message for n in app._notifications), "a refusal"
        )
        assert screen(app).history is None
        await press(pilot, "down", "delete")
        await shows(pilot, "DRAFT", "1 shift changed", "No duty officer")
        await press(pilot, "f9")
        await shows(pilot, "Why is this accepted? 1 of 1")
        await type_text(pilot, "nobody left")
        await press(pilot, "f9")
        await shows(pilot, "What for")
        await type_text(pilot, "ill")
        await press(pilot, "f9")
        await shows(pilot, "in force: version 2")
        await press(pilot, "v")
        await shows(pilot, "Version 2 of", "against 1 of", "1 shift differs", "11-24 Tu")
        await shows(pilot, "(nobody", "left)")  # the reason goes on in the next line
        await press(pilot, "escape")
        room.publish(roster_kit.put(roster, "2026-11-28/night", "o6"), "swap")
        app.look_again()
        await shows(pilot, "in force: version 3")
        await press(pilot, "v", "down", "down", "space")
        await shows(pilot, "* 2026-11-01 - 11-30", "Version 1 is marked")
        await press(pilot, "up", "up")
        out = OFFICERS[int(roster.people_in("2026-11-28/night")[0][1:])]
        await shows(pilot, "Version 3 of", "against 1 of", "11-28 Sa", out)
        assert "11-24" not in screen_text(app)  # as it was in version 1 again
    assert len(in_force(scene, NOVEMBER).rows) == 90


async def test_an_impossible_demand_is_explained_and_nothing_changes(scene: Scene) -> None:
    """One officer cannot serve every day: the clashing requirements stand there in words."""
    staff(scene, officers=OFFICERS[:1])
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await next_month(pilot)
        await press(pilot, "f3")
        await shows(pilot, "Have a roster proposed")
        await press(pilot, "f9")
        await shows(pilot, "no roster can keep all rules", "cannot be kept together", "覃小梅")
        await shows(pilot, "The draft was not changed.")
        await press(pilot, "f9")
        await until(
            pilot, lambda: any("no proposal" in n.message for n in pilot.app._notifications)
        )
        await press(pilot, "escape")
        await shows(pilot, "nothing published yet")


async def test_a_year_without_holidays_is_said_and_nothing_can_be_edited(scene: Scene) -> None:
    """The sentence says what is missing and what to do."""
    staff(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "2031-01")
        await press(pilot, "f9")
        await shows(pilot, "no holidays for 2031")
        await press(pilot, "enter", "f3")
        await until(
            pilot, lambda: any("cannot be planned" in n.message for n in app._notifications)
        )


async def test_a_held_key_takes_nobody(scene: Scene) -> None:
    """Enter that opened the list is still down."""
    staff(scene)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await next_month(pilot)
        await press(pilot, "enter")
        await shows(pilot, "In this period, and why not")
        await hold(pilot, "enter", down=True)
        await pilot.pause()
        await shows(pilot, "In this period, and why not")


async def test_what_was_published_meanwhile_is_taken_over(scene: Scene) -> None:
    """A draft begun before says so, is refused, and takes the newer version over by one key."""
    staff(scene)
    room = Room(access(scene), scene.clock)
    roster = room.filled(*DECEMBER)
    room.publish(roster)
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await next_month(pilot)
        await press(pilot, "delete")
        await shows(pilot, "1 shift changed")
        room.publish(roster_kit.put(roster, "2026-12-20/night", "o6"), "swap")
        app.look_again()
        await shows(pilot, "Ctrl+U takes it over")
        await press(pilot, "ctrl+u")
        await until(pilot, lambda: "Ctrl+U" not in screen_text(app), "the newer version")
        roster = screen(app).judged.roster
        assert roster.people_in("2026-12-20/night") == ("o6",)
        assert roster.people_in("2026-12-01/day") == ()
