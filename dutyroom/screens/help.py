"""Help: every command of the screen below, with its keys and why it cannot be used now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from dutyroom.commands.command import Command, bindings
from dutyroom.commands.everywhere import EVERYWHERE, Back
from dutyroom.commands.situation import Situation
from dutyroom.i18n import _
from dutyroom.screens.base import Dialog
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.prose import Prose, in_lines

_KEYS = 16
_WORDS = 54


def _indented(text: Content) -> list[Content]:
    """Return a text in lines beside the column of keys."""
    return [Content.assemble(" " * _KEYS, line) for line in in_lines(text, _WORDS)]


class HelpScreen(Dialog[None]):
    """The commands of one screen, and those that work everywhere."""

    OFFERS: ClassVar = (Back,)
    EXPLAINS: ClassVar = True
    BINDINGS: ClassVar = bindings((Back,))

    DEFAULT_CSS = "HelpScreen > .frame { width: 78; }"

    def __init__(self, commands: Sequence[type[Command]], situation: Situation) -> None:
        """Explain some commands.

        Args:
            commands: Those of the screen below.
            situation: How things stand there.
        """
        super().__init__()
        self._commands = commands
        self._situation = situation

    def compose_body(self) -> ComposeResult:
        """Lay out the two lists."""
        with VerticalScroll(classes="frame"):
            yield Prose(self._part(_("Here"), self._commands))
            yield Prose(self._part(_("Everywhere"), EVERYWHERE))

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
        """Say in the frame that the list goes on below."""
        frame = self.query_one(VerticalScroll)
        below = frame.max_scroll_y > frame.scroll_y
        frame.border_subtitle = _("more below: Down, PgDn") if below else ""

    def _part(self, title: str, commands: Sequence[type[Command]]) -> Content:
        """Return the commands of one part."""
        lines = [Content.styled(title, "bold $accent")]
        for command in commands:
            keys = cell(Content(" ".join(command.key_names())), _KEYS)
            lines.append(Content.assemble(keys, (_(command.title), "bold")))
            lines += _indented(Content(_(command.help)))
            if reason := command.why_not(self._situation):
                lines += _indented(
                    Content.styled(_("Not now: {why}").format(why=reason), "$warning")
                )
        return Content("\n").join(lines)
