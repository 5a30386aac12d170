"""Help: every command of the screen below, with its keys and why it cannot be used now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.content import Content

from dutyroom.commands.command import Command
from dutyroom.commands.everywhere import EVERYWHERE
from dutyroom.commands.situation import Situation
from dutyroom.i18n import _
from dutyroom.screens.whole import WholeText
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.prose import in_lines

_KEYS = 16
_WORDS = 54


def _indented(text: Content) -> list[Content]:
    """Return a text in lines beside the column of keys."""
    return [Content.assemble(" " * _KEYS, line) for line in in_lines(text, _WORDS)]


class HelpScreen(WholeText):
    """The commands of one screen, and those that work everywhere."""

    EXPLAINS: ClassVar = True

    def __init__(self, commands: Sequence[type[Command]], situation: Situation) -> None:
        """Explain some commands.

        Args:
            commands: Those of the screen below.
            situation: How things stand there.
        """
        super().__init__()
        self._commands = commands
        self._situation = situation

    def texts(self) -> Iterator[Content]:
        """Yield the two lists."""
        yield self._part(_("Here"), self._commands)
        yield self._part(_("Everywhere"), EVERYWHERE)

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
