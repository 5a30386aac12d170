"""A forgotten password, asked: Esc leads one question back; a word that was given is not lost."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from textual.app import App

from dutyroom.clock import FrozenClock
from dutyroom.registers.accounts import vouching
from dutyroom.screens.secrets import ask_vouching
from dutyroom.store.engine import Store
from tests.registers.accounts import account_kit
from tests.screens.scene import NOW
from tests.screens.scripted import Scripted


def test_what_was_answered_and_what_was_given_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dutyroom.screens.doors.question", lambda question: question)
    desk = account_kit.desk(store, FrozenClock(NOW))
    first = {"person": desk.officer.id, "leader": desk.leader.id, "how": "phone"}
    app = Scripted(first, None, None, store=store)
    assert not asyncio.run(ask_vouching(cast("App[Any]", app)))
    assert app.values("leader") == ["", desk.leader.id]
    vouching.vouch_by_phone(
        desk.access,
        desk.officer.id,
        given_by=desk.leader.id,
        attested_by=desk.admin.id,
        reason="忘记密码",
    )
    again = Scripted(first, None, store=store)
    assert not asyncio.run(ask_vouching(cast("App[Any]", again)))
    assert again.asked[-1].title == "New password of 覃小梅"
    assert "曾国强 vouched at 2026-11-23 10:30" in again.asked[-1].body.plain
