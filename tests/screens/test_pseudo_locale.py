"""Nothing visible is untranslated: the pseudo language brackets what is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from textual.widget import Widget

from dutyroom import i18n
from dutyroom.app import DutyApp
from dutyroom.commands.catalogue import SECTIONS
from dutyroom.commands.rooms import ROOMS
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.alarms import facts as alarm_facts
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.matters import acting, instructing, moving
from dutyroom.registers.matters.facts import Opening
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.instruction_facts import Instruction
from dutyroom.registers.matters.kinds import Channel
from dutyroom.registers.noting import Noted
from dutyroom.registers.reports.facts import Written, written
from tests.registers.accounts.account_kit import CHEAP
from tests.screens.driving import press, ready, until, widget_text
from tests.screens.equipment_scene import checked, equip, stocked
from tests.screens.leave_scene import apply_for
from tests.screens.roster_scene import FIRST_DAY, ask_for_swap, publish, wished
from tests.screens.scene import LINE, NOW, Scene
from tests.screens.secrecy_scene import lent, visited
from tests.screens.staff import FIRST, staff

_BRACKETED = re.compile(r"⟦[^⟦⟧]*(⟧|$)")
_WORD = re.compile(r"[A-Za-z]{2,}")
_KEYS = {
    part
    for _part, commands in SECTIONS
    for command in commands
    for name in command.key_names()
    for part in re.findall(r"[A-Za-z]+", name)
}


@pytest.fixture(autouse=True)
def _pseudo(scene: Scene) -> Iterator[None]:
    """Speak the pseudo language."""
    i18n.use("pseudo")
    yield
    i18n.use("en")


def untranslated(app: DutyApp) -> list[str]:
    """Return the words on the screen that stand outside all brackets."""
    found = []
    for widget in app.screen.walk_children(Widget):
        if widget.is_container and not list(widget.children):
            continue
        if list(widget.children) or not widget.display or not widget.size:
            continue
        text = widget_text(widget)
        while _BRACKETED.search(text):
            text = _BRACKETED.sub(" ", text)
        found += [
            f"{widget.css_identifier}: {word} in {text.strip()!r}"
            for word in _WORD.findall(text)
            if word not in _KEYS
        ]
    return found


ROOM = str([room.name for room in ROOMS].index("matters") + 1)

MATTERS = (
    ("ctrl+w", ROOM), ("ctrl+w", ROOM, "n"), ("ctrl+w", ROOM, "plus"), ("ctrl+w", ROOM, "enter"),
    *(("ctrl+w", ROOM, "enter", key) for key in "wivsadxek"), ("ctrl+w", ROOM, "enter", "plus"),
    ("t",),
)  # fmt: skip

SEQUENCES = (
    (), ("f1",), ("ctrl+p",), ("f5",), ("f5", "z"), ("ctrl+o",), ("f10",), ("n",), ("enter",),
    ("f3",), ("f3", "ctrl+s"), ("x",), ("home", "down", "b"), ("home", "down", "down", "o"),
    ("ctrl+c",), ("e",), ("y",), ("ctrl+o", "f3"), ("f2",), ("f7",), ("slash", "9", "9", "9", "9"),
)  # fmt: skip

LEAVE = tuple(("room:leave", *keys) for keys in ((), ("n",), ("f3",), ("c",), ("f4",), ("y",)))

CALENDAR = tuple(("room:calendar", *keys) for keys in (
    (), ("f1",), ("insert",), ("f3",), ("right",), ("right", "ctrl+e"), ("delete",), ("enter",),
))  # fmt: skip

SUBMISSIONS = tuple(("room:submissions", *keys) for keys in (
    (), ("f1",), ("f3",), ("ctrl+y",), ("enter",),
))  # fmt: skip

HANDOVER = tuple(("room:handover", *keys) for keys in (
    (), ("f1",), ("f3",), ("f4",), ("n",), ("l",), ("y",), ("v",), ("a",), ("f9",),
))  # fmt: skip


def with_matter(scene: Scene) -> None:
    """Have a matter with an instruction that was conveyed, offered to somebody else."""
    access = Access(scene.store, scene.ledger, scene.clock, LINE, CHEAP)
    by = Officer("张三")
    matter = acting.open_matter(access, Opening("路面塌陷", due_at=NOW), by=by)
    order = instructing.instruct(access, matter, Instruction("曾", "速办"), by=by)
    instructing.convey(access, matter, order, "镇", Channel.PHONE, by=by)
    acting.correct(access, matter, {"urgency": "urgent"}, "扩大", by=by)
    moving.ask_transfer(access, matter, Officer("李四"), "主管", by=by)


EQUIPMENT = tuple(("room:equipment", *keys) for keys in (
    (), ("c",), ("e",), ("e", "f3"), ("e", "insert"), ("t",), ("t", "n"), ("t", "f3"), ("s",),
    ("s", "f3"), ("s", "v"), ("f3", "f9"), ("2",), ("f9",),
))  # fmt: skip


async def test_every_screen_is_translated(scene: Scene) -> None:
    """Screens, dialogs, notices and Textual's own strings."""
    scene.shift()
    scene.past("unknown", Outcome.UNKNOWN, number="057100000001")
    scene.past("missed", Outcome.MISSED, number="057100000002")
    scene.past("answered", number="057100000003")
    scene.record(alarm_facts.raised("a", NOW, LINE, code=AlarmCode.SOUND_LOST))
    await walked(scene, SEQUENCES)


@pytest.mark.slow
async def test_the_screens_of_leave_are_translated(scene: Scene) -> None:
    """The whereabouts board and what it asks."""
    scene.shift()
    apply_for(scene, staff(scene)[FIRST])
    await walked(scene, LEAVE)


@pytest.mark.slow
async def test_the_screens_of_the_calendar_are_translated(scene: Scene) -> None:
    """Holidays, events and what they ask."""
    scene.shift()
    await walked(scene, CALENDAR)
    await walked(scene, SUBMISSIONS)


@pytest.mark.slow
async def test_the_screens_of_the_handover_are_translated(scene: Scene) -> None:
    """The list, each step's question, the signed ones."""
    scene.shift()
    scene.past("missed", Outcome.MISSED, number="057100000002")
    scene.past("answered", number="057100000003")
    await walked(scene, HANDOVER)


@pytest.mark.slow
async def test_the_screens_of_matters_are_translated(scene: Scene) -> None:
    """List, matter, forms and questions."""
    scene.shift()
    scene.past("answered", number="057100000003")
    with_matter(scene)
    await walked(scene, MATTERS)


@pytest.mark.slow
async def test_the_screens_of_the_equipment_are_translated(scene: Scene) -> None:
    """Check, faults, stock, checklist and what they ask."""
    scene.shift()
    equip(scene)
    checked(scene, bad="fax")
    stocked(scene)
    await walked(scene, EQUIPMENT)


SECRECY = tuple(("room:visitors", *keys) for keys in (
    (), ("f1",), ("n",), ("x",), ("o",), ("c",), ("c", "f9"), ("y",), ("2",), ("f3", "f9"),
))  # fmt: skip

CUSTODY = tuple(("room:custody", *keys) for keys in (
    (), ("f1",), ("n",), ("f4",), ("f4", "f9"), ("l",), ("m",), ("x",), ("u",), ("c",), ("c", "f9"),
))  # fmt: skip


@pytest.mark.slow
async def test_the_screens_of_documents_are_translated(scene: Scene) -> None:
    """Lists and what they ask."""
    scene.shift()
    lent(scene)
    await walked(scene, CUSTODY)


@pytest.mark.slow
async def test_the_screens_of_visitors_are_translated(scene: Scene) -> None:
    """Lists and what they ask."""
    scene.shift()
    visited(scene)
    await walked(scene, SECRECY)


REPORTS = tuple(("room:reports", *keys) for keys in (
    (), ("f1",), ("n",), ("f9",), ("v",), ("2",), ("b",), ("b", "f1"), ("b", "n"),
))  # fmt: skip


@pytest.mark.slow
async def test_the_screens_of_reports_are_translated(scene: Scene) -> None:
    """List, form, board and what they ask."""
    scene.shift()
    scene.record(
        written(
            "report-1",
            Noted(NOW, LINE, "张三"),
            Written(NOW.date(), "", "x", zero=True),
            revision=0,
        )
    )
    await walked(scene, REPORTS)


SWAPS = (
    ("room:swaps",), ("room:swaps", "n"), ("room:swaps", "f3"), ("room:swaps", "f4"),
    ("room:compensation",), ("room:compensation", "f4"), ("room:compensation", "enter"),
    ("room:compensation", "enter", "n"), ("room:compensation", "enter", "a"),
    ("room:roster", "plus", "2"), ("room:roster", "plus", "2", "x"), ("room:roster", "plus", "n"),
    ("room:roster", "plus", "n", "down", "enter", "f9"),
    ("room:roster", "asterisk", "n"), ("room:roster", "asterisk", "n", "f9"),
)  # fmt: skip


async def test_the_screens_of_swaps_are_translated(scene: Scene) -> None:
    """Swaps, balances and ledgers; wishes."""
    scene.shift()
    staff(scene)
    publish(scene)
    ask_for_swap(scene)
    wished(scene, "p2", "黄丽", day=FIRST_DAY)
    await walked(scene, SWAPS)


async def walked(scene: Scene, sequences: Iterable[tuple[str, ...]]) -> None:
    """Press keys, and say that every word that then stands there is translated."""
    app = scene.app()
    async with app.run_test(size=(150, 60), notifications=True) as pilot:
        await ready(pilot)
        scene.keeper.well()
        await until(pilot, lambda: app.standing.lines)
        depth = len(app.screen_stack)
        for keys in sequences:
            await press(pilot, *keys)
            for _turn in range(3):
                await pilot.pause()
            assert not untranslated(app), keys
            assert any("⟦" in widget_text(w) for w in app.screen.walk_children(Widget) if w.size)
            while len(app.screen_stack) > depth:
                await press(pilot, "escape")
                await pilot.pause()
