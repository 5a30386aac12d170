"""A button that a held-down key does not press."""

from __future__ import annotations

from textual.widgets import Button

from dutyroom.commands.host import host_of


class GuardedButton(Button):
    """A flat button; the Enter that opened its dialog, still held, does nothing."""

    def action_press(self) -> None:
        """Press with the keyboard, once for each time a key goes down."""
        if not host_of(self).presses.held:
            self.press()
