"""Esc leads one question back; what was answered before stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from textual.app import App

from dutyroom.registers.people.person import Person
from dutyroom.registers.roster.rows import SlotRow
from dutyroom.registers.swaps.facts import NamedLeg
from dutyroom.screens import assent, swap_legs
from dutyroom.screens.assent import Deciding, ask_and_decide
from dutyroom.screens.swap_legs import Known, ask_legs
from dutyroom.standard.roster.values import Role, Slot
from tests.screens.scripted import Scripted

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
PEOPLE = tuple(Person(name, name) for name in ("甲", "乙", "丙"))


@pytest.fixture(autouse=True)
def _unwrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dutyroom.screens.doors.question", lambda question: question)


def _row(name: str, number: int) -> SlotRow:
    start = NOW + timedelta(days=number)
    slot = Slot(
        f"{name}{number}", "day", Role.OFFICER, start.date(), start, start + timedelta(hours=9)
    )
    return SlotRow(slot, "白班", "v", 1, {name: name})


async def test_each_question_of_a_circle_leads_back_to_the_one_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [_row(person.name, number) for number, person in enumerate(PEOPLE, start=1)]
    takers: list[str | None] = [None, "乙", "丙", None, "丙", "甲", "甲"]

    async def taker(
        _app: App[Any], _row: SlotRow, _giver: str, _before: Sequence[NamedLeg]
    ) -> str | None:
        return takers.pop(0)

    monkeypatch.setattr(swap_legs, "ask_taker", taker)
    known = Known(rows, PEOPLE, NOW)
    app = Scripted(
        {"giver": "甲"}, {"slot": "甲1"}, {"slot": "甲1"}, {"back": "shift"}, {"slot": "乙2"},
        None, {"slot": "乙2"}, {"back": "shift"}, {"slot": "丙3"},
    )  # fmt: skip
    legs = await ask_legs(cast("App[Any]", app), known, "", "")
    assert [(leg.giver, leg.taker) for leg in legs] == [("甲", "乙"), ("乙", "丙"), ("丙", "甲")]
    assert app.answers == []
    assert takers == ["甲"]
    again = Scripted()  # from the last question, back to who takes the last shift of a circle
    assert await ask_legs(cast("App[Any]", again), known, "", "", legs) == legs
    left = Scripted({"giver": "甲"}, None, None)
    assert await ask_legs(cast("App[Any]", left), known, "", "") == []
    assert left.values("giver") == ["", "甲"]


async def test_whoever_goes_back_from_the_password_is_asked_who_decides_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def signs(*_known: object) -> bool:
        return True

    monkeypatch.setattr(assent, "_signs", signs)
    first = {"who": "甲", "channel": "present"}
    app = Scripted(first, None, None)
    asked = Deciding("x", swap_legs.said([]), PEOPLE)
    assert not await ask_and_decide(cast("App[Any]", app), asked, lambda *_given: None)
    assert app.values("who") == ["", "甲"]
    assert app.answers == []
