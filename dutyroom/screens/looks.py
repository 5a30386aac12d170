"""How the whole console looks: its theme, its borders, and no colour where none is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender

from dutyroom.config import Interface
from dutyroom.widgets.colourless import Colourless
from dutyroom.widgets.themes import BY_NAME, DARK, LIGHT


class PlainScrollBar(ScrollBarRender):
    """A scroll bar of whole cells: its partial blocks are two cells wide in some terminals."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


class Looks(App[int]):
    """An app that is dressed as the unit has chosen.

    Attributes:
        ascii: Draw no symbol that some terminals make two cells wide.
    """

    ascii: bool
    _colourless: LineFilter
    _painted: datetime | None = None

    def dress(self, chosen: Interface) -> None:
        """Put theme, scroll bars and borders on; once, before anything is drawn."""
        ScrollBar.renderer = PlainScrollBar
        self.ascii = chosen.borders == "ascii"
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        theme = BY_NAME[chosen.theme]
        self.theme = theme.name
        self._colourless = Colourless(Color.parse(theme.background or "black"))
        self.set_class(self.ascii, "-ascii")

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """What lies below the screen on top and is laid out with it, without the first frame.

        Textual takes the next screen below for visible in any case, and each change there has
        the whole screen painted. The first frame, which shows what every room shows, lies below
        the call log for good: at a call it would cost as much as all else together. Rooms stay
        in: what is not laid out while it is covered would show through a dialog as it was.
        """
        below, stack = super()._background_screens, self._screen_stack
        covered = bool(stack) and stack[-1].styles.background.a == 1
        return [screen for screen in below if not (covered and screen is stack[0])]

    def repaint_by_the_minute(self, now: datetime) -> None:
        """Paint the whole screen where another minute has begun.

        What something else wrote to the terminal (a message to all users, a line that broke)
        would stand there for as long as nothing below it changes.
        """
        minute = now.replace(second=0, microsecond=0)
        if self._painted is not None and minute != self._painted:
            self.refresh()
        self._painted = minute

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line passes before it is drawn: with `NO_COLOR` no colour is left."""
        return [self._colourless] if self.no_color else super().get_line_filters()
