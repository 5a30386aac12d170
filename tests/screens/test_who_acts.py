"""Who acts on the equipment, and what of its faults stands above a signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.registers.equipment.acting import Act, EquipmentRefused
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.screens.asking import Question
from dutyroom.screens.equipment_acting import ACTOR, naming
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


def test_faults_that_do_not_fit_are_counted() -> None:
    """What is shown is whole, in three lines at most."""
    one = replace(FAULT, critical=True, state=State.FAULTY, closed_at=None)
    faults = [replace(one, zh=f"设备{n}", en=f"Item {n}", words="话机无声" * 3) for n in range(9)]
    told = open_faults_told(faults, 78)
    assert told.get_height({}, 78) <= 3
    assert told.plain.startswith("9 open faults: Item 0 *: 话机无声话机无声话机无声")
    shown = sum(f"Item {n} *: {'话机无声' * 3}" in told.plain for n in range(9))
    assert told.plain.endswith(f"and {9 - shown} more faults")
    assert open_faults_told(faults[:2], 78).plain.count("Item") == 2
