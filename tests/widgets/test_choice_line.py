"""A choice in one line of a form: Enter goes on to the next field, as from every other one."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input

from dutyroom.widgets.choice_line import ChoiceLine


class _Form(App[None]):
    """A choice, and a field behind it."""

    def compose(self) -> ComposeResult:
        """Lay them out."""
        yield ChoiceLine([("one", "1"), ("two", "2")], id="choice")
        yield Input(id="behind")


async def test_enter_goes_on_and_leaves_the_choice_as_it_is() -> None:
    app = _Form()
    async with app.run_test() as pilot:
        choice = app.query_one(ChoiceLine)
        choice.focus()
        chosen = choice.value
        await pilot.press("enter")
        assert app.focused is app.query_one("#behind")
        assert choice.value == chosen
