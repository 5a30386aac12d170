"""People, accounts and sign-on: nothing untranslated, and whatever stands in a name is harmless."""

from __future__ import annotations

import asyncio

import pytest
from textual.widget import Widget

from dutyroom import i18n
from dutyroom.desk.sign_on import Beginning
from dutyroom.registers.accounts import opening, vouching
from dutyroom.registers.accounts.facts import Step, closed
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.people import facts as people
from dutyroom.registers.people import reading as people_reading
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import serving, signing
from dutyroom.registers.shifts.blockers import NamedLeader
from dutyroom.registers.unit import facts as unit
from dutyroom.registers.unit.facts import Profile
from dutyroom.screens.secrets import cannot_sign
from dutyroom.store.facts import Place
from tests.registers.accounts.account_kit import PASSWORD, PIN, Desk
from tests.registers.shifts import shift_kit
from tests.screens.driving import press, ready, type_text, until, widget_text
from tests.screens.scene import NOW, Scene
from tests.screens.test_hostile import HOSTILE, harmless
from tests.screens.test_pseudo_locale import untranslated

ROOMS = (
    ("on_duty", ("f3",)), ("on_duty", ("l",)), ("on_duty", ("j",)), ("on_duty", ("p",)),
    ("on_duty", ("x",)), ("on_duty", ("e",)), ("people", ()), ("people", ("f9",)),
    ("people", ("delete",)), ("people", ("f3",)), ("accounts", ("f4",)),
    ("accounts", ("p",)), ("accounts", ("k",)), ("accounts", ("v",)), ("unit", ("f3",)),
    ("unit", ("f4",)), ("unit", ("delete",)), ("shift", ()), ("shift", ("f4",)), ("lock", ()),
)  # fmt: skip
"""Each room, and the keys that open something in it."""


async def _full(scene: Scene, text: str) -> Desk:
    """Have something of everything, with a text wherever one may stand."""
    staff = await scene.staff()

    def act() -> None:
        other = shift_kit.officer_of(staff, "单明")
        leader = NamedLeader(text, text, acknowledged=True, attested_by=text)
        asked = shift_kit.asking(staff, staff.officer, leader=leader)
        signed = signing.sign_on(staff.access, asked, password=PASSWORD, reasons={"leader": text})
        opening.set_pin(staff.access, signed.session.id, PASSWORD, PIN)
        arrived = scene.clock.now()
        serving.join(
            staff.access, signed.shift, other.id, password=PASSWORD, arrived_at=arrived,
            sober=True, fit=True,
        )  # fmt: skip
        serving.leave_post(staff.access, signed.shift, reason=text, substitute=text)
        serving.correct(staff.access, signed.shift, "phone", f"{text}!", why=text, actor=text)
        vouching.vouch_by_phone(
            staff.access, other.id, given_by=staff.leader.id, attested_by=other.id, reason=text
        )

    await asyncio.to_thread(act)
    place = Place("unit")
    fields = {"name": text, "position": text, "mobile": text, "note": text, "roles": "officer"}
    added = people.added(people.new_id(), NOW, place, actor=text, fields=fields)
    scene.record(added)
    with scene.store.read() as session:
        person = people_reading.get(session, added.subject)
    assert person is not None
    scene.record(
        people.changed(person, NOW, place, actor=text, new={"note": f"{text}!"}, why=text),
        unit.profiled(NOW, place, actor=text, profile=Profile.TOWN, name=text, duty_body=text),
        unit.number_changed(
            NOW, place, actor=text, number=text, since=NOW, reason=text, document=text
        ),
        closed(Step(staff.leader.id, 9, NOW, place, text), why=text),
    )
    return staff


async def _walk(scene: Scene, size: tuple[int, int], look: object) -> None:
    """Open each room, and what its keys open."""
    app = scene.app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await ready(pilot)
        await until(pilot, lambda: app.locked, "the lock")
        await pilot.pause(1.1)  # the names of the days stand once the clock has been drawn anew
        look(app)  # type: ignore[operator] # one of the two below
        await type_text(pilot, PIN)
        await press(pilot, "enter")
        await until(pilot, lambda: not app.locked, "unlocked")
        await pilot.pause()
        depth = len(app.screen_stack)
        for name, keys in ROOMS:
            await app.action_command(name)
            await pilot.pause(0.15)
            await press(pilot, *keys)
            await pilot.pause(0.15)
            look(app)  # type: ignore[operator] # one of the two below
            if app.locked:
                break
            while len(app.screen_stack) > depth:
                await press(pilot, "escape")
                await pilot.pause()


async def test_every_screen_of_people_is_translated(scene: Scene) -> None:
    await _full(scene, "某")
    i18n.use("pseudo")

    def look(app: object) -> None:
        assert not untranslated(app), app.screen  # type: ignore[arg-type, attr-defined] # the console
        widgets = app.screen.walk_children(Widget)  # type: ignore[attr-defined] # the console
        assert any("⟦" in widget_text(w) for w in widgets if w.size)

    await _walk(scene, (150, 60), look)


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
async def test_every_screen_of_people_survives_a_hostile_text(scene: Scene, text: str) -> None:
    await _full(scene, text)
    await _walk(scene, (100, 30), harmless)


def test_a_leader_lets_in_who_has_no_account_and_nobody_whose_account_was_closed() -> None:
    """The second would be refused after everything was typed: an administrator opens it again."""
    people = tuple(Person(code, code, {}) for code in ("opens", "closed", "none"))
    known = Beginning(people, frozenset({"opens"}), frozenset({"closed"}))
    assert [person.id for person in known.to_be_let_in(NOW)] == ["none"]


def test_a_leader_without_an_account_is_sent_to_the_phone_before_anything_is_typed() -> None:
    leaders = (Person("l1", "领一", {}), Person("l2", "领二", {}))
    known = Beginning(people=leaders, accounts=frozenset({"l2"}))
    asked = {"person": "o", "leader": "l1", "how": Channel.PRESENT.value}
    assert "领一" in cannot_sign(known, asked)
    assert not cannot_sign(known, {**asked, "how": Channel.PHONE.value})
    assert not cannot_sign(known, {**asked, "leader": "l2"})
    assert "another person" in cannot_sign(known, {**asked, "leader": "l2", "person": "l2"})
