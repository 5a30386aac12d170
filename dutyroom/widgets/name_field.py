"""A field for somebody's name: those of the register are found by initials, others are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from dutyroom.registers.people.person import Person
from dutyroom.registers.people.reading import matching
from dutyroom.widgets.person_pick import beside

_NUMBER = 6
"""Digits from which on a number is a telephone or staff number, and no 110 or 120."""
_AS_TYPED = -1
"""The place of what was typed, among those who fit."""


def is_search(typed: str) -> bool:
    """Return whether what was typed looks for somebody and is no name of its own.

    Small Latin letters are initials and a long number is a telephone; but `120` and `CDC` may
    themselves be meant, and so may any Chinese words.
    """
    if not typed.isascii() or typed != typed.lower():
        return False
    return not typed.isdigit() or len(typed) >= _NUMBER


class NameField(Input):
    """Initials or a number mean whoever fits first; anything else is taken as it stands.

    Up and down choose among those who fit and what was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "among(1)", show=False),
        Binding("up", "among(-1)", show=False),
    ]

    class Meant(Message):
        """Somebody else is meant, or nobody of the register."""

        def __init__(self, field: NameField, words: Content) -> None:
            """Say who is meant.

            Args:
                field: The field.
                words: Who is meant, and who else fits.
            """
            super().__init__()
            self.field = field
            self.words = words

    def __init__(self, value: str, *, id: str, longest: int, hint: str = "") -> None:  # noqa: A002 - Textual's own name
        """Begin without anybody to choose from.

        Args:
            value: What stands there at first.
            id: Its id.
            longest: Most characters.
            hint: What stands in it while it is empty, translated.
        """
        super().__init__(value, id=id, compact=True, max_length=longest, placeholder=hint)
        self._people: tuple[Person, ...] = ()
        self._fitting: list[Person] = []
        self._place = _AS_TYPED

    @property
    def person(self) -> Person | None:
        """Who of the register is meant; None: nobody."""
        return self._fitting[self._place] if self._place != _AS_TYPED else None

    @property
    def named(self) -> str:
        """The name of who is meant, or what was typed."""
        return self.person.name if self.person is not None else self.value.strip()

    def offer(self, people: Sequence[Person]) -> None:
        """Choose among these people from now on."""
        self._people = tuple(people)
        self._fit()

    def action_among(self, by: int) -> None:
        """Choose another one of those who fit, or what was typed."""
        count = len(self._fitting) + 1
        self._place = (self._place + 1 + by) % count - 1
        self._tell()

    @on(Input.Changed)
    def _fit(self) -> None:
        """Find who fits what was typed."""
        typed = self.value.strip()
        exact = [person for person in self._people if person.name == typed]
        self._fitting = exact or matching(self._people, typed)
        meant = bool(self._fitting) and (bool(exact) or is_search(typed))
        self._place = 0 if meant else _AS_TYPED
        self._tell()

    def on_blur(self) -> None:
        """Let the whole name stand in the field when it is left."""
        if self.person is not None and self.value != self.person.name:
            with self.prevent(Input.Changed):
                self.value = self.person.name

    def _tell(self) -> None:
        """Say who is meant; without a register there is nothing to say."""
        if self._people:
            words = beside(self.person, self._fitting, max(self._place, 0), self.value.strip())
            self.post_message(self.Meant(self, words))
