"""Something in full, over the screen whose pane has room for a few lines of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from dutyroom.commands.command import bindings
from dutyroom.commands.everywhere import Back
from dutyroom.i18n import _
from dutyroom.screens.base import Dialog
from dutyroom.widgets.prose import Prose


class WholeText(Dialog[None]):
    """Texts that the arrow keys scroll; it says while there is more below."""

    OFFERS: ClassVar = (Back,)
    BINDINGS: ClassVar = bindings((Back,))

    DEFAULT_CSS = "WholeText > .frame { width: 78; }"

    def __init__(self, *texts: Content) -> None:
        """Show some texts, one below the other.

        Args:
            texts: The texts; what is foreign in them has passed `shown`.
        """
        super().__init__()
        self._shown = texts

    def texts(self) -> Iterator[Content]:
        """Yield the texts."""
        yield from self._shown

    def compose_body(self) -> ComposeResult:
        """Lay out the texts."""
        with VerticalScroll(classes="frame"):
            for text in self.texts():
                yield Prose(text)

    def on_mount(self) -> None:
        """Let the arrow keys scroll, and say so while there is more below."""
        frame = self.query_one(VerticalScroll)
        frame.focus()
        for moved in ("scroll_y", "virtual_size"):
            self.watch(frame, moved, self._more)

    def on_resize(self) -> None:
        """Look again at what there is room for."""
        self.call_after_refresh(self._more)

    def _more(self) -> None:
        """Say in the frame that the text goes on below."""
        frame = self.query_one(VerticalScroll)
        below = frame.max_scroll_y > frame.scroll_y
        frame.border_subtitle = _("more below: Down, PgDn") if below else ""
