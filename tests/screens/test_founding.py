"""What the first administrator is offered to be besides, and where that leads."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App
from textual.content import Content

from dutyroom.registers.people.person import Person
from dutyroom.screens import doors, shift
from dutyroom.screens.asking import Question
from dutyroom.screens.first_shift import FOUND
from dutyroom.screens.founding import ask_founding, serves_as
from tests.registers.accounts.account_kit import PASSWORD, door
from tests.screens.scene import Scene
from tests.screens.scripted import Writing
from tests.screens.staff import HEAD, THIRD, staff


class Founding(Writing):
    """A scripted app at a desk where nobody is on duty yet."""

    standing = SimpleNamespace(shift=None, accounts=False)
    locked = False
    went = ""

    def tell(self, words: str) -> None:
        """Nobody reads it."""

    async def action_command(self, name: str) -> None:
        """Keep where it went."""
        self.went = name


def test_whoever_founds_is_offered_what_the_register_says_of_them(scene: Scene) -> None:
    """A leader who accepts it does not become a duty officer, and is not rostered as one."""
    with scene.store.read() as session:
        assert [serves_as(session, name) for name in ("", "覃小梅")] == ["officer", "officer"]
    staff(scene)
    with scene.store.read() as session:
        found = [serves_as(session, name) for name in (HEAD, THIRD, "覃小梅", "")]
    assert found == ["leader", "officer", "officer", ""]


@pytest.mark.parametrize(("also", "went"), [("leader", "accounts"), ("both", "sign on")])
async def test_a_leader_who_founds_gives_the_others_their_accounts_first(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, also: str, went: str
) -> None:
    """Whoever is no duty officer is not asked to sign on; one who is, or now will be, is."""
    staff(scene)

    async def nothing(*_known: object) -> shift._Standing:
        return shift._Standing()

    async def founding(app: App[Any], name: str) -> Person | None:
        return await ask_founding(app, name)

    def sign_on(**_known: str) -> Question:
        return Question("sign on", Content(""), "")

    monkeypatch.setattr(shift, "_standing", nothing)
    monkeypatch.setattr(doors, "founding", founding)
    monkeypatch.setattr(doors, "sign_on", sign_on)
    for name in ("first_shift", "question"):
        monkeypatch.setattr(doors, name, lambda asked: asked)
    said = {"name": HEAD, "mobile": "", "also": also, "new": PASSWORD, "again": PASSWORD}
    app = Founding(door(scene.store, scene.clock), {"officer": HEAD, FOUND: "1"}, said, None)
    await shift.ask_shift(cast("App[Any]", app))
    assert app.values("also") == ["leader"]
    assert went in {app.went, app.asked[-1].title}
