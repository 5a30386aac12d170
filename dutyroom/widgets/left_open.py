"""A line that says what was begun and lies open below: nobody has to remember it."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.widgets.fitted import cut
from dutyroom.widgets.shown import shown


class LeftOpen(Widget):
    """Stands below the strip of a room that was gone to from a form."""

    DEFAULT_CSS = """
    LeftOpen { height: 1; display: none; padding: 0 1; background: $panel; color: $warning; }
    LeftOpen.-open { display: block; }
    """

    def __init__(self) -> None:
        """Begin with nothing below."""
        super().__init__()
        self._title = ""

    def on_mount(self) -> None:
        """Look again with the clock: what is typed is read into a form a moment after it opens."""
        self.watch(self.app, "now", self._again)

    def _again(self) -> None:
        """Appear while something lies open below; a dialog and the lock say nothing of it."""
        if not self.screen.is_active:
            return
        host = host_of(self)
        title = "" if host.locked or self.screen.is_modal else host.open_below()
        if title != self._title:
            self._title = title
            self.set_class(bool(title), "-open")
            self.refresh()

    def render(self) -> RenderResult:
        """Return what lies open, and how it is gone back to."""
        title = shown(self._title, limit=40).plain
        words = Content(_("Still open: “{title}”. Esc leads back to it.").format(title=title))
        return cut(words, max(self.content_size.width, 20))
