"""Who acts on the equipment, and what of its faults stands above a signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.equipment.acting import Act, EquipmentRefused
from dutyroom.registers.equipment.at_sign_on import UNREAD, AtSignOn
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.registers.people import reading as people
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.equipment_acting import ACTOR, among_people, naming
from dutyroom.standard.equipment.items import State
from dutyroom.store.facts import Place
from dutyroom.widgets.open_faults import open_faults_told

FAULT = FaultRow(
    **dict.fromkeys(FaultRow.__slots__, ""),  # type: ignore[arg-type] # the texts; the rest below
)


def test_nobody_does_nothing() -> None:
    with pytest.raises(EquipmentRefused, match="who does it"):
        Act(datetime(2026, 11, 26, tzinfo=UTC), Place("unit"), " ")


@pytest.mark.parametrize(("officer", "asked"), [("", [ACTOR]), ("张三", [])])
def test_who_acts_is_asked_where_nobody_is_on_duty(officer: str, asked: list[str]) -> None:
    host = cast("Host", SimpleNamespace(officer=officer))
    question = naming(host, Question("", Content(""), ""))
    assert [blank.name for blank in question.blanks] == asked
    assert all(blank.required for blank in question.blanks)


def test_every_open_fault_is_named_and_those_that_block_come_first() -> None:
    one = replace(FAULT, state=State.FAULTY, closed_at=None, repaired_at=None)
    faults = [replace(one, zh=f"设备{n}", en=f"Item {n}", words="话机无声") for n in range(9)]
    faults[2] = replace(faults[2], critical=True, workaround="隔壁")
    faults[7] = replace(faults[7], critical=True)
    told = open_faults_told(AtSignOn(tuple(faults))).plain
    assert told.startswith("9 open faults: Item 7*: 话机无声; Item 0: 话机无声")
    assert [told.count(f"Item {n}") for n in range(9)] == [1] * 9
    assert "Item 2*: 话机无声 (workaround: 隔壁)" in told
    mended = replace(one, words="话机无声", repaired_at=datetime(2026, 11, 26, tzinfo=UTC))
    assert open_faults_told(UNREAD).plain == ""
    assert "No equipment is checked yet" in open_faults_told(AtSignOn(listed=False)).plain
    assert "话机无声 (repaired, to be verified)" in open_faults_told(AtSignOn((mended,))).plain


@pytest.mark.parametrize("founded", [True, False])
async def test_whoever_acts_is_somebody_where_the_desk_has_accounts(
    monkeypatch: pytest.MonkeyPatch, founded: bool
) -> None:
    """A repairer from outside is named in a blank of any text."""
    monkeypatch.setattr(accounts, "founded", lambda _session: founded)
    known = [SimpleNamespace(name="覃小梅")]
    monkeypatch.setattr(people, "everybody", lambda _session: known)

    async def read(question: Callable[[object], object]) -> object:
        return question(None)

    host = cast("Host", SimpleNamespace(officer="张三", desk=SimpleNamespace(read=read)))
    blanks = (Blank("checker", "", named=True), Blank("whom", ""))
    asked = await among_people(host, Question("", Content(""), "", blanks))
    said = {"whom": "维修站"}
    for name in ("覃小梅", "张三"):
        assert asked.check(said | {"checker": name}) == ""
    assert ("王五" in asked.check(said | {"checker": "王五"})) is founded
