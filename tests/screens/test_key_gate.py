"""What a held key may do again: move on from a choice, but not choose."""

from __future__ import annotations

import pytest
from textual import events
from textual.screen import Screen
from textual.widget import Widget

from dutyroom.screens.key_gate import KeyGate
from dutyroom.widgets.pick import Pick


class AtAChoice(KeyGate):
    """A console on whose screen a choice has the focus."""

    @property
    def screen(self) -> Screen[object]:
        """A screen without commands."""
        return Screen()

    @property
    def focused(self) -> Widget | None:
        """The choice."""
        return Pick((("Yes", "yes"), ("No", "no")), id="choice")


@pytest.mark.parametrize(
    ("key", "goes_on"), [("tab", True), ("shift+tab", True), ("right", False), ("down", False)]
)
def test_keys_go_on_from_a_choice_and_choose_once(key: str, goes_on: bool) -> None:
    assert AtAChoice()._repeats(events.Key(key, None)) is goes_on
