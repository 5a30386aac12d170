"""A text of some lines whose change moves nothing else, as long as its height stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.content import Content

from dutyroom.widgets.prose import Prose, running

if TYPE_CHECKING:
    from textual.css.styles import RulesMap


class Steady(Prose):
    """A text that follows a cursor: the screen is laid out anew only for another height."""

    def say(self, text: Content) -> None:
        """Show another text.

        Args:
            text: The text.
        """
        width = self.content_size.width
        rules = cast("RulesMap", self.styles)  # as Textual itself asks for heights
        before = self.render().get_height(rules, width)
        after = running(text).get_height(rules, width)
        self.update(text, layout=not width or after != before)
