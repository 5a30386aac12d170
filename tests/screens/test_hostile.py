"""Whatever the line sends is shown harmlessly on every screen."""

from __future__ import annotations

import pytest

from dutyroom.app import DutyApp
from dutyroom.registers.alarms import facts as alarm_facts
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import Outcome
from tests.screens.driving import press, ready, screen_text, shows, until
from tests.screens.equipment_scene import checked, equip, stocked
from tests.screens.leave_scene import apply_for
from tests.screens.roster_scene import FIRST_DAY, ask_for_swap, publish, wished
from tests.screens.scene import LINE, NOW, Scene
from tests.screens.secrecy_scene import lent, visited
from tests.screens.staff import staff

HOSTILE = [
    "[/oops] [bold red]x[/] [@click=app.quit]y[/]" + "王" * 10_000,
    "\x1b]0;title\x07\x1b[2J\x9b31m\x1bPq\x00\x01\x7f\u2028\u2029\ud7ff\ufffe",
    "abc\u202etxt.exe\u2066\u2069\u200f\u200b\u3164\u2800\U000e0041b e" + "\u0301" * 3000,
]

A_LITTLE_OF_EACH = (
    "\x1b]0;t\x07\x9b31m\x00[/oops][bold]\u202etxt\u2066\u200b" + "e\u0301" * 300 + "王" * 500
)


@pytest.mark.parametrize(
    "text",
    [A_LITTLE_OF_EACH, *(pytest.param(text, marks=pytest.mark.slow) for text in HOSTILE)],
    ids=["little", "markup", "control", "unseen"],
)
async def test_every_screen_survives_a_hostile_text(scene: Scene, text: str) -> None:
    """Strip, card, log, detail, forms, questions, alarms: no control byte, no style, no end."""
    scene.shift(text[:40] or "x", text[:40])
    scene.past("old", number=text, name=text)
    fields = {"called_at": "now", "content": text, "caller_name": text, "cause": text}
    scene.record(facts.written_up("old", NOW, LINE, actor=text, fields=fields))
    scene.record(
        facts.corrected("old", NOW, LINE, actor=text, field="content", old=text, new=text, why=text)
    )
    scene.past("missed", Outcome.MISSED, number=text, name=text)
    scene.past("unknown", Outcome.UNKNOWN, number=text, name=text)
    scene.ring("rings", number=text, name=text)
    scene.record(
        alarm_facts.raised("a", NOW, LINE, code=AlarmCode.SOUND_LOST, detail=text),
        alarm_facts.shelved("a", NOW, LINE, actor=text, reason=text, until=NOW),
    )
    apply_for(scene, "somebody", text)
    equip(scene)
    checked(scene, bad="landline", note=text or "x")
    stocked(scene, text)
    staff(scene)
    publish(scene)
    ask_for_swap(scene, text)
    wished(scene, "p2", text or "x", day=FIRST_DAY)
    visited(scene, text)
    lent(scene, text)
    app = scene.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await shows(pilot, "Ringing")
        for keys in (
            ("end",), ("enter",), ("escape", "f3"), ("escape", "home", "down", "o"),
            ("escape", "down", "b"), ("escape", "x"), ("escape", "f5"), ("escape", "f2"),
            ("escape", "escape", "room:leave"), ("f3",), ("escape", "c"),
            ("escape", "room:equipment"), ("f3", "f9"), ("2",), ("escape", "c"), ("escape", "t"),
            ("f3",), ("escape", "escape", "s"), ("end", "up"), ("escape", "e"),
            ("escape", "escape", "room:roster", "plus"), ("2",), ("x",),
            ("escape", "escape", "escape", "room:swaps"), ("f3",), ("escape", "x"), ("escape", "y"),
            ("escape", "escape", "room:visitors"), ("end", "o"), ("escape", "c", "f9"),
            ("escape", "escape", "room:custody"), ("end", "f4"), ("escape", "home", "c", "f9"),
        ):  # fmt: skip
            await press(pilot, *keys)
            await pilot.pause()
            harmless(app)
        await until(pilot, lambda: app.is_running)


def harmless(app: DutyApp) -> None:
    """Say that no control byte reaches the terminal from the screen's own text."""
    text = screen_text(app).replace("\n", "")
    assert text.isprintable() or all(
        character.isprintable() or character == "\u3000" for character in text
    ), [hex(ord(c)) for c in text if not c.isprintable()]
