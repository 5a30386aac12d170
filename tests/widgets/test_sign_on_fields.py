"""The form of sign-on: what is known already is not asked again."""

from __future__ import annotations

from datetime import timedelta

from textual.app import App, ComposeResult
from textual.widgets import Input

from dutyroom.desk.sign_on import Beginning
from dutyroom.widgets.sign_on_fields import SignOnFields
from tests.screens.scene import NOW


class Form(App[None]):
    """The fields alone."""

    def compose(self) -> ComposeResult:
        yield SignOnFields()


async def test_an_arrival_that_was_noted_is_not_asked_again() -> None:
    async with Form().run_test(size=(80, 24)) as pilot:
        fields = pilot.app.query_one(SignOnFields)
        fields.fill(Beginning(), NOW)
        entry = fields.query_one("#arrived", Input)
        assert (entry.value, entry.disabled) == ("10:30", False)
        fields.fill(Beginning(), NOW, arrived=NOW - timedelta(minutes=18))
        assert (entry.value, entry.disabled) == ("10:12", True)
        fields.fill(Beginning(), NOW, arrived=NOW + timedelta(hours=1))
        assert (entry.value, entry.disabled) == ("10:30", False)
