"""A question that lay open for a while: the time that is typed then is of today."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any, cast

import pytest
from textual.app import App

from dutyroom.screens.entry import ask_entry
from dutyroom.screens.shift import meant
from dutyroom.store.facts import Place
from tests.screens.scene import NOW
from tests.screens.scripted import Scripted

HALF_AN_HOUR = 1800


class Slow(Scripted):
    """Answers half an hour after it was asked."""

    async def push_screen_wait(self, asked: Any) -> dict[str, str] | None:  # noqa: ANN401 - a question, or a screen
        self.clock.advance(HALF_AN_HOUR)
        return await super().push_screen_wait(asked)

    def place(self) -> Place:
        return Place("unit")


def test_what_came_while_a_question_lay_open_is_not_yesterdays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dutyroom.screens.doors.question", lambda question: question)
    answer = {"medium": "fax", "direction": "in", "number": "", "at": "10:50"}
    app = Slow(answer)
    entered = asyncio.run(ask_entry(cast("App[Any]", app), "c1"))
    assert entered is not None
    assert entered._entered is not None
    assert entered._entered.occurred_at == NOW.replace(second=0) + timedelta(minutes=20)
    assert meant("11:10", app.clock) == NOW.replace(second=0) - timedelta(hours=23, minutes=20)
    assert meant("?", app.clock) == app.clock.now()
