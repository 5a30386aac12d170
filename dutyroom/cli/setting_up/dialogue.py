"""Talking with the person who sets the desk up; the terminal is one way, tests have another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dutyroom.errors import PlainError
from dutyroom.i18n import _

YES = frozenset({"y", "yes", "j", "是", "好", "对", "1"})
NO = frozenset({"n", "no", "不", "否", "不是", "0"})


class EndOfInputError(Exception):
    """The answers have come to an end; nothing is changed."""


class WrongAnswerError(PlainError):
    """An answer that cannot be used; the question is asked again."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen.

    Attributes:
        value: What it stands for.
        label: What is shown; may hold foreign text.
    """

    value: str
    label: str


class Live(Protocol):
    """Something that happens while one watches."""

    def lines(self) -> list[str]:
        """Return what has happened since the last call, a line each."""
        ...

    def bar(self) -> str:
        """Return what is shown in one place and changes; empty for nothing."""
        ...


class Dialogue(Protocol):
    """How questions are asked and things are shown. All texts may hold foreign text.

    Every method may raise `EndOfInputError` or `KeyboardInterrupt`.
    """

    def say(self, text: str = "") -> None:
        """Show a line."""
        ...

    def ask(self, question: str, default: str = "") -> str:
        """Return a line of text; the default where nothing is typed."""
        ...

    def watch(self, live: Live) -> None:
        """Show something as it happens, until Enter is pressed."""
        ...


def ask_until_good(
    dialogue: Dialogue, question: str, default: str, use: Callable[[str], str]
) -> str:
    """Ask until the answer can be used.

    Args:
        dialogue: Whom to ask.
        question: The question.
        default: What an empty answer means.
        use: Returns the answer as it is kept; raises `PlainError` where it cannot be used.
    """
    while True:
        try:
            return use(dialogue.ask(question, default))
        except PlainError as error:
            dialogue.say(f"  {error}")


def choose(
    dialogue: Dialogue,
    question: str,
    options: Sequence[Option],
    default: str = "",
    *,
    typed: Callable[[str], bool] = lambda _text: False,
) -> str:
    """Return the value of one option; a wrong answer is asked again.

    Args:
        dialogue: Whom to ask.
        question: The question.
        options: What there is to choose from, numbered from 1.
        default: The value of the option that an empty answer means.
        typed: Says whether something else that was typed is taken as it is.
    """
    dialogue.say()
    dialogue.say(question)
    for number, option in enumerate(options, 1):
        dialogue.say(f"  {number:>2}  {option.label}")
    values = [option.value for option in options]
    preset = str(values.index(default) + 1) if default in values else ""

    def use(text: str) -> str:
        text = text.strip()
        if text.isdecimal() and 1 <= int(text) <= len(values):
            return values[int(text) - 1]
        if text and (text in values or typed(text)):
            return text
        raise WrongAnswerError(
            _("Type one of the numbers 1 to {last}, then Enter.").format(last=len(values))
        )

    return ask_until_good(dialogue, _("Your choice"), preset, use)


def agree(dialogue: Dialogue, question: str, *, default: bool) -> bool:
    """Return whether the answer is yes; what is neither yes nor no is asked again."""

    def use(text: str) -> str:
        word = text.strip().lower()
        if word in YES or word in NO:
            return word
        raise WrongAnswerError(_("Type y for yes or n for no, then Enter."))

    return ask_until_good(dialogue, question, "y" if default else "n", use) in YES
