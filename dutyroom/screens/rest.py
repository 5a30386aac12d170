"""What stands on the screen while the others cannot: words alone, so that nothing can fail."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from dutyroom.i18n import _
from dutyroom.widgets.prose import Prose


class RestScreen(Screen[None]):
    """Says that the screens come back, and that the line is looked after meanwhile."""

    DEFAULT_CSS = "RestScreen { padding: 1 2; }"

    def compose(self) -> ComposeResult:
        """Lay out the words."""
        yield Prose(
            Content(
                _(
                    "The screens fail again and again; they come back by themselves in a moment. "
                    "Calls go on being logged and recorded; your drafts are kept. "
                    "Ctrl+Q ends the console."
                )
            )
        )
