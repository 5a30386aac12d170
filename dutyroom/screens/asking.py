"""What a question to the officer holds; the dialog that asks it is loaded when it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.content import Content


@dataclass(frozen=True, slots=True)
class Blank:
    """Something to fill in.

    Attributes:
        name: Its name in the answer.
        label: What the officer reads, translated.
        value: What stands there at first.
        required: Whether it may stay empty.
        choices: Word and code of each choice; with none it is free text.
        longest: Most characters of free text.
    """

    name: str
    label: str
    value: str = ""
    required: bool = False
    choices: Sequence[tuple[str, str]] = ()
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Question:
    """A question.

    Attributes:
        title: What it is about, translated.
        body: The words; foreign text in it has passed `shown`.
        accept: The word on the button that answers.
        blanks: What is to be filled in.
        large: A number to show large above the words; it has passed `shown`.
    """

    title: str
    body: Content
    accept: str
    blanks: Sequence[Blank] = field(default_factory=tuple)
    large: str = ""
