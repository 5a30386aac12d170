"""A list of choices in which typing finds: a part of the word, or somebody's initials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from dutyroom.widgets.prose import running
from dutyroom.widgets.shown import shown

_LONGEST = 20
"""Most characters that are typed to find a choice."""


class ChoiceList(OptionList):
    """Choices with a cursor; what is typed leaves only those that fit, Backspace takes it back."""

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: str, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Offer some choices.

        Args:
            choices: Word, translated, and code of each.
            chosen: The code of the one under the cursor at first; empty: none.
            id: Its id.
        """
        super().__init__(*_options(choices), id=id, compact=True)
        self._choices = tuple(choices)
        self._initials: Mapping[str, str] = {}
        self._typed = ""
        codes = [code for _word, code in choices]
        self.highlighted = codes.index(chosen) if chosen in codes else None

    @property
    def value(self) -> str:
        """The code of the choice under the cursor; empty: none."""
        option = self.highlighted_option
        return (option.id or "") if option is not None else ""

    def find_by(self, initials: Mapping[str, str]) -> None:
        """Find people by their initials from now on.

        Args:
            initials: Pinyin initials by code.
        """
        self._initials = initials

    def on_key(self, event: events.Key) -> None:
        """Narrow the choices by a letter, or widen them again."""
        if event.key == "backspace" and self._typed:
            typed = self._typed[:-1]
        elif event.character and event.character.isalnum() and len(self._typed) < _LONGEST:
            typed = self._typed + event.character.lower()
        else:
            return
        event.stop()
        self._narrow(typed)

    def _narrow(self, typed: str) -> None:
        """Leave the choices that fit; where none would be left, the letter is not taken."""
        fitting = [choice for choice in self._choices if self._fits(choice, typed)]
        if not fitting:
            return
        kept, self._typed = self.value, typed
        self.clear_options()
        self.add_options(_options(fitting))
        if typed:
            self.add_option(
                Option(Content.assemble("/ ", shown(typed, limit=_LONGEST)), disabled=True)
            )
        codes = [code for _word, code in fitting]
        self.highlighted = codes.index(kept) if kept in codes else 0

    def _fits(self, choice: tuple[str, str], typed: str) -> bool:
        """Whether a choice is meant by what was typed."""
        word, code = choice
        return typed in word.lower() or typed in self._initials.get(code, "")


def _options(choices: Sequence[tuple[str, str]]) -> list[Option]:
    """Return choices as lines of the list."""
    return [Option(running(Content(word)), id=code) for word, code in choices]
