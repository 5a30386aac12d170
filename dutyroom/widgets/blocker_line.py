"""One thing that stands against signing on, with a field for the reason."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input

from dutyroom.i18n import _
from dutyroom.phrases import ordinal, pair
from dutyroom.registers.shifts.blockers import Blocker
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown


class BlockerLine(Vertical):
    """One blocker."""

    DEFAULT_CSS = """
    BlockerLine, BlockerLine Horizontal { height: auto; }
    BlockerLine Prose { width: 1fr; height: auto; color: $warning; }
    BlockerLine .mark { width: 2; }
    BlockerLine.-final Prose { color: $error; text-style: bold; }
    BlockerLine Input { margin-left: 3; background: $surface; }
    BlockerLine Input:focus { background: $panel; }
    """

    def __init__(self, blocker: Blocker, reason: str = "") -> None:
        """Show a blocker.

        Args:
            blocker: What stands against it.
            reason: What was typed already.
        """
        super().__init__()
        self.blocker = blocker
        self._before = reason or blocker.decided
        self.set_class(not blocker.overridable, "-final")

    def compose(self) -> ComposeResult:
        """Lay the reason below the words."""
        yield self.words()
        if self.blocker.overridable:
            yield Input(self._before, compact=True, max_length=200, placeholder=_hint(self.blocker))

    @property
    def reason(self) -> str:
        """Why it is set aside; empty: it is not."""
        return self.query_one(Input).value.strip() if self.blocker.overridable else ""

    def focus_reason(self) -> None:
        """Go to the reason, where there is one."""
        if self.blocker.overridable:
            self.query_one(Input).focus()
        self.scroll_visible(animate=False)

    def words(self) -> Horizontal:
        """Return what stands against it, its mark apart: a Chinese sentence breaks as one word."""
        return Horizontal(Prose("!", classes="mark"), Prose(_said(self.blocker)))


def _hint(blocker: Blocker) -> str:
    """Return what is asked for in the field."""
    if blocker.bypassed:
        return _("how the desk does without it; the ticket keeps it as the workaround")
    return _("reason, if it is set aside")


def _said(blocker: Blocker) -> Content:
    """Return article and words."""
    words = shown(blocker.words, limit=1000)
    if not blocker.article:
        return words
    article = _("art. {number}").format(number=ordinal(blocker.article))
    return Content.assemble(pair(article, ""), words)
