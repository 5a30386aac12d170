"""A published roster on a screen's desk, for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dutyroom.config import Settings
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.noting import Noted
from dutyroom.registers.roster import drafting, publishing
from dutyroom.registers.roster import reading as roster
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.publishing import Publishing
from dutyroom.registers.roster.setting import setting
from dutyroom.registers.swaps import facts
from dutyroom.registers.swaps.facts import NamedLeg
from dutyroom.registers.wishes import facts as wishes
from dutyroom.registers.wishes.facts import Wish
from dutyroom.standard.roster.rotation import rotation
from dutyroom.standard.roster.values import Role
from tests.registers.accounts.account_kit import CHEAP
from tests.registers.roster.roster_kit import explained
from tests.screens.scene import Scene
from tests.screens.staff import PLACE

FIRST_DAY, LAST_DAY = date(2026, 12, 1), date(2026, 12, 31)


def publish(scene: Scene) -> None:
    """Publish December, filled by plain rotation."""
    access = Access(scene.store, scene.ledger, scene.clock, PLACE, CHEAP)
    how = planning(Settings())
    with scene.store.read() as session:
        draft = drafting.begun(session, FIRST_DAY, LAST_DAY, how).roster
        judged = setting(session, FIRST_DAY, LAST_DAY, how)
    made = replace(draft, assignments=rotation(draft.slots, judged))
    asked = Publishing(made, "test", "", explained(scene.store, made, how, "test"))
    publishing.publish(access, asked, how)


def ask_for_swap(scene: Scene, text: str = "") -> None:
    """Have the first officer's first shift asked away, named by a text where one is given."""
    with scene.store.read() as session:
        rows = roster.in_force(session, FIRST_DAY, LAST_DAY).rows
    row = next(each for each in rows if each.slot.role is Role.OFFICER)
    giver, name = next(iter(row.people.items()))
    leg = NamedLeg(row.slot, text or row.label, giver, text or name, "p9", text or "某某")
    fact = facts.asked(
        "swap-1", scene.clock.now(), PLACE, actor=text or name, by=giver, by_name=text or name,
        legs=[leg], reason=text or "开会",
    )  # fmt: skip
    scene.record(fact)


def wished(scene: Scene, person: str, text: str, *, day: date, wanted: bool = False) -> None:
    """Have somebody wish for duty on a day, or to be spared; named by the text, which is why."""
    noted = Noted(scene.clock.now(), PLACE, text)
    wish = Wish(person, text, wanted, day, day, ("night",), reason=text)
    scene.record(wishes.asked(f"wish-{person}", noted, wish))
