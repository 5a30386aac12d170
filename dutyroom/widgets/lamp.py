"""A lamp: symbol, word and colour together, never colour alone."""

from __future__ import annotations

from enum import Enum

from textual.content import Content


class Lamp(Enum):
    """What a lamp says: its symbol, its symbol in plain ASCII, its style.

    No symbol is one of those that Chinese terminals draw two cells wide, as they
    do with filled circles and triangles.
    """

    GOOD = ("✔", "+", "$success")
    BUSY = ("◉", "*", "bold $accent")
    IDLE = ("◌", "-", "$foreground 60%")
    WARN = ("‼", "!", "bold $warning")
    BAD = ("✖", "X", "bold reverse $error")

    def draw(self, words: str | Content, *, ascii_only: bool) -> Content:
        """Return the lamp with its words.

        Args:
            words: What is lit; foreign text has passed `shown`.
            ascii_only: The terminal may draw other symbols two cells wide.
        """
        sign, plain, style = self.value
        # a no-break between symbol and word is not needed: lamps are never wrapped
        return Content.assemble((plain if ascii_only else sign, style), " ", words).stylize(style)
