"""What stands against signing on: each with its article, and a field for the reason."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from dutyroom.i18n import _
from dutyroom.phrases import ordinal
from dutyroom.registers.shifts.blockers import Blocker
from dutyroom.widgets.shown import shown


class BlockerLine(Vertical):
    """One blocker."""

    DEFAULT_CSS = """
    BlockerLine { height: auto; }
    BlockerLine Static { height: auto; color: $warning; }
    BlockerLine.-final Static { color: $error; text-style: bold; }
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
        self._before = reason
        self.set_class(not blocker.overridable, "-final")

    def compose(self) -> ComposeResult:
        """Lay the reason below the words."""
        yield Static(_said(self.blocker))
        if self.blocker.overridable:
            hint = _("reason, if it is set aside")
            yield Input(self._before, compact=True, max_length=200, placeholder=hint)

    @property
    def reason(self) -> str:
        """Why it is set aside; empty: it is not."""
        return self.query_one(Input).value.strip() if self.blocker.overridable else ""

    def focus_reason(self) -> None:
        """Go to the reason, where there is one."""
        if self.blocker.overridable:
            self.query_one(Input).focus()
        self.scroll_visible(animate=False)


class BlockerList(VerticalScroll, can_focus=False):
    """All that stands against it; a reason that was typed stays while its blocker does."""

    DEFAULT_CSS = """
    BlockerList { height: 1fr; padding: 0 1; }
    """

    async def show(self, blockers: Sequence[Blocker]) -> bool:
        """Show what stands against it now.

        Args:
            blockers: All of it.

        Returns:
            Whether something new or in other words stands there now.
        """
        wanted = {blocker.code: blocker for blocker in blockers}
        typed = self.reasons
        standing = {line.blocker.code: line for line in self.query(BlockerLine)}
        for code, line in standing.items():
            if wanted.get(code) != line.blocker:
                await line.remove()
        kept = {line.blocker.code for line in self.query(BlockerLine)}
        new = [
            BlockerLine(blocker, typed.get(code, ""))
            for code, blocker in wanted.items()
            if code not in kept
        ]
        if new:
            await self.mount_all(new)
        return bool(new)

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons that were given, by code."""
        return {line.blocker.code: line.reason for line in self.query(BlockerLine) if line.reason}

    def first_without_reason(self) -> BlockerLine | None:
        """Return the first blocker that still stands; None: none does."""
        return next((line for line in self.query(BlockerLine) if not line.reason), None)


def _said(blocker: Blocker) -> Content:
    """Return article and words."""
    words = shown(blocker.words, limit=300)
    if not blocker.article:
        return Content.assemble("! ", words)
    article = _("art. {number}").format(number=ordinal(blocker.article))
    return Content.assemble("! ", article, "  ", words)
