"""A desk with a checklist, sheets, a fault and stock, for the screens' tests."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from dutyroom.registers.equipment import checking, editing, sheets, stocking
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.facts import Check, Proof, Signature, new_id
from dutyroom.registers.equipment.list_facts import Issue, ListChange, list_issued
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.standard.equipment.pack import shipped
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session
from tests.screens.scene import Scene

SIGNED = Signature(Proof.PASSWORD)
"""At a desk with accounts, too."""
EXPIRES = date(2028, 1, 1)


def act(scene: Scene) -> Act:
    """Return who acts now."""
    return Act(scene.clock.now(), Place("unit"), "张三")


def carried_out(scene: Scene, made: Callable[[Session], list[Fact]]) -> None:
    """Carry an act out as another console does."""
    with scene.store.read() as session:
        facts = made(session)
    scene.record(*facts)


def equip(scene: Scene, without: Collection[str] = ()) -> None:
    """Take the department's list over.

    Args:
        scene: The desk.
        without: Keys of the items that the program had not yet when the list was taken over.
    """
    if not without:
        carried_out(scene, lambda s: editing.adopt(s, act(scene), "department"))
        return
    items = [item for item in shipped("department") if item.key not in without]
    issue = Issue(0, "department", items, ListChange.ADOPTED)
    who = act(scene)
    scene.record(list_issued(who.at, who.place, actor=who.actor, issue=issue))


def checked(
    scene: Scene, kind: SheetKind = SheetKind.START, bad: str = "", note: str = "卡纸"
) -> None:
    """Have a whole check made, with one item that is faulty."""
    sheet = new_id()
    carried_out(scene, lambda s: checking.begin(s, act(scene), kind, sheet))
    with scene.store.read() as session:
        found = sheets.get(session, sheet)
    assert found is not None
    for item in found.items:
        state = State.FAULTY if item.key == bad else State.OK
        check = Check(item.key, state, note if item.key == bad else "")
        carried_out(scene, lambda s, check=check: checking.look(s, act(scene), sheet, check))  # type: ignore[misc]
    carried_out(scene, lambda s: checking.sign(s, act(scene), sheet, signature=SIGNED))
    scene.clock.advance(60)


def stocked(scene: Scene, whom: str = "民政局") -> None:
    """Have batteries come in."""
    carried_out(
        scene,
        lambda s: stocking.receive(s, act(scene), "batteries", 12, expires=EXPIRES, whom=whom),
    )
