"""What a question to the officer holds; the dialog that asks it is loaded when it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
        path: It is the name of a file; the files there are offered while it is typed.
        line: Few and short choices, which stand beside the label in one line.
        secret: It is a password or PIN: it is not shown, not trimmed and not kept.
        named: It is somebody's name: people of the register are found by their initials.
    """

    name: str
    label: str
    value: str = ""
    required: bool = False
    choices: Sequence[tuple[str, str]] = ()
    longest: int = 200
    path: bool = False
    secret: bool = False
    line: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question.

    Attributes:
        title: What it is about, translated.
        body: The words; foreign text in it has passed `shown`.
        accept: The word on the button that answers.
        blanks: What is to be filled in.
        large: A number to show large above the words; it has passed `shown`.
        check: Says why the answers cannot be used, for the user; empty if they can.
        refused: Why the last answers were refused; it stands where `check` is told.
    """

    title: str
    body: Content
    accept: str
    blanks: Sequence[Blank] = field(default_factory=tuple)
    large: str = ""
    check: Callable[[Mapping[str, str]], str] = lambda _answers: ""
    refused: str = ""
