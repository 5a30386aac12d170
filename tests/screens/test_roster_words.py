"""The roster's screens: nothing is untranslated, and foreign text does no harm."""

from __future__ import annotations

from datetime import date

import pytest

from dutyroom import i18n
from dutyroom.screens.roster import RosterScreen
from dutyroom.screens.roster_acts import typed_span
from tests.registers.roster import roster_kit
from tests.registers.roster.roster_kit import Room
from tests.screens.driving import press, ready, screen_text, until
from tests.screens.scene import Scene
from tests.screens.test_hostile import HOSTILE, harmless
from tests.screens.test_pseudo_locale import untranslated
from tests.screens.test_roster import NOVEMBER, access, staff

KEYS = (
    (), ("w",), ("enter",), ("f4",), ("v",), ("f9",), ("f3",), ("slash",), ("ctrl+x",), ("f1",),
    ("f3", "f9"), ("f9", "x", "f9"),
)  # fmt: skip


async def walk(scene: Scene, *, check_words: bool) -> None:
    """Go through all that the roster shows."""
    app = scene.app()
    async with app.run_test(size=(150, 60)) as pilot:
        await ready(pilot)
        await app.action_command("roster")
        await until(pilot, lambda: isinstance(app.screen, RosterScreen))
        await until(pilot, lambda: getattr(app.screen, "picture", None) is not None)
        await press(pilot, "end", "delete")
        depth = len(app.screen_stack)
        for keys in KEYS:
            await press(pilot, *keys)
            for _turn in range(4):
                await pilot.pause()
            if keys == ("f3", "f9"):
                await until(
                    pilot, lambda: "carried" in screen_text(app) or "cannot" in screen_text(app)
                )
            assert not check_words or not untranslated(app), keys
            harmless(app)
            while len(app.screen_stack) > depth:
                await press(pilot, "escape")
                await pilot.pause()


async def test_the_roster_is_translated(scene: Scene) -> None:
    staff(scene)
    room = Room(access(scene), scene.clock)
    roster = room.filled(*NOVEMBER)
    room.publish(roster)
    room.publish(roster_kit.put(roster, "2026-11-28/night", "o6"), "换班")
    i18n.use("pseudo")
    await walk(scene, check_words=True)


@pytest.mark.slow
async def test_hostile_names_do_no_harm(scene: Scene) -> None:
    staff(scene, officers=[text[:60] for text in HOSTILE], leaders=[HOSTILE[0][:60], "何敏"])
    room = Room(access(scene), scene.clock)
    room.publish(room.filled(*NOVEMBER), HOSTILE[1], {"*": HOSTILE[0]})
    await walk(scene, check_words=False)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("12-01", "12-31", (date(2026, 12, 1), date(2026, 12, 31))),
        ("12-20", "1-15", (date(2026, 12, 20), date(2027, 1, 15))),
        ("2027-02-01", "2月28日", (date(2027, 2, 1), date(2027, 2, 28))),
        ("12-40", "12-31", None),
        ("12-01", "", None),
    ],
)
def test_the_days_of_a_proposal_may_be_typed_without_the_year(
    first: str, last: str, days: tuple[date, date] | None
) -> None:
    assert typed_span(first, last, date(2026, 11, 29)) == days
