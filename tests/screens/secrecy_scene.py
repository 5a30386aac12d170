"""Visitors and documents on a screen's desk, for the tests."""

from __future__ import annotations

from datetime import timedelta

from dutyroom.registers.custody import facts as custody
from dutyroom.registers.custody.facts import Document
from dutyroom.registers.noting import Noted
from dutyroom.registers.visitors import facts
from dutyroom.registers.visitors.facts import Visit
from dutyroom.standard.secrecy import Level
from dutyroom.store.facts import Place
from tests.screens.scene import NOW, Scene


def visited(scene: Scene, text: str = "") -> None:
    """Have a visitor in since an hour ago, whose name was corrected; another was refused."""
    noted, came = Noted(NOW, Place("unit"), text or "张三"), NOW - timedelta(hours=1)
    visit = Visit(text or "兰雨", text or "清河镇", text or "送预案", text or "应急办")
    scene.record(
        facts.let_in("visit-1", noted, visit, came),
        facts.corrected(
            "visit-1", noted, revision=1, name="name", old=text or "兰宇", new=visit.name,
            why=text or "听错",
        ),
        facts.refused("visit-2", noted, visit, came, text or "无证件"),
    )  # fmt: skip


def lent(scene: Scene, text: str = "") -> None:
    """Have a document of two copies lent, and another one whose number was corrected."""
    noted = Noted(NOW - timedelta(hours=1), Place("unit"), text or "张三")
    what = Document(text or "〔2026〕7号", 2, Level.SECRET, text or "机要局", text or "张三")
    scene.record(
        custody.received("paper-1", noted, what),
        custody.lent(custody.Next("paper-1", 1, noted), text or "韦东", NOW),
    )
    if text:
        scene.record(
            custody.received("paper-2", noted, what),
            custody.corrected(
                custody.Next("paper-2", 1, noted), name="number", old=text, new=text, why=text
            ),
        )
