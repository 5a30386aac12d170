"""What a command is: a name, its keys, its words, and why it cannot be used now.

Footer, palette, help screen and the key table of the manual are all made from
these declarations; a screen carries a command out in its method `do_<name>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from dutyroom.commands.situation import Situation
from dutyroom.i18n import _

_WORD_KEYS = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "asterisk": "*",
    "minus": "-",
    "equals_sign": "=",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left": "Left",
    "right": "Right",
    "up": "Up",
    "down": "Down",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "delete": "Del",
    "insert": "Ins",
    "tab": "Tab",
    "backslash": "\\",
    "circumflex_accent": "^",
    "pagedown": "PgDn",
    "greater_than_sign": ">",
    "underscore": "_",
}


class Command:
    """One thing the officer can do; never instantiated.

    Attributes:
        name: Of the method `do_<name>` that carries it out.
        keys: Default keys in Textual's names; letters are never the only ones.
        title: Two or three words for footer and palette, translatable.
        help: A sentence for the help screen, translatable.
        rank: Place in the footer, from 1; 0: not there.
        passing: It stands in the footer only while it can be used.
        repeats: A held-down key may repeat it; only for moving about.
        everywhere: Works on every screen, also while a field is being typed in.
        clicked: Two clicks on a row do it; where no command says so, that of Enter.
    """

    name: ClassVar[str]
    keys: ClassVar[tuple[str, ...]]
    title: ClassVar[str]
    help: ClassVar[str]
    rank: ClassVar[int] = 0
    passing: ClassVar[bool] = False
    repeats: ClassVar[bool] = False
    everywhere: ClassVar[bool] = False
    clicked: ClassVar[bool] = False

    @classmethod
    def why_not(cls, situation: Situation) -> str:  # noqa: ARG003 - most need no more than a key
        """Return why the command cannot be used now, for the user; empty if it can."""
        return ""

    @classmethod
    def key_names(cls) -> tuple[str, ...]:
        """Return the keys as they stand on the keyboard."""
        return tuple(key_name(key) for key in cls.keys)


def by_two_clicks(commands: Sequence[type[Command]]) -> str | None:
    """Return the name of the command that two clicks on a row stand for, if there is one.

    Args:
        commands: What the screen offers.
    """
    named = [each.name for each in commands if each.clicked]
    return next(iter([*named, *(each.name for each in commands if "enter" in each.keys)]), None)


def key_name(key: str) -> str:
    """Return one key as it is printed on the keyboard, for instance `Ctrl+T`."""
    *modifiers, last = key.split("+")
    word = _WORD_KEYS.get(last) or (last.upper() if last[0] == "f" and last[1:] else last)
    if modifiers:
        word = word.upper() if len(word) == 1 else word
    return "+".join([modifier.capitalize() for modifier in modifiers] + [word])


def bindings(commands: Iterable[type[Command]], *, of: str = "") -> list[BindingType]:
    """Return the key bindings of some commands.

    A key that types a character reaches a command only when no field wants it.

    Args:
        commands: The commands.
        of: Whose they are, where not of the screen that binds them: `app.`.
    """
    return [
        Binding(
            key,
            f"{of}command({command.name!r})",
            show=False,
            priority=command.everywhere and _types_nothing(key),
        )
        for command in commands
        for key in command.keys
    ]


def _types_nothing(key: str) -> bool:
    """Whether a key is a function key or is pressed together with Ctrl."""
    return "+" in key or (key[0] == "f" and key[1:].isdigit())


def writing(situation: Situation, *, signed_on: bool = True) -> str:
    """Return why nothing can be written now; empty if something can.

    Args:
        situation: What stands on the screen.
        signed_on: Whether the command needs an officer on duty.
    """
    if not situation.ready:
        return situation.trouble or _("The registers are still being opened.")
    if situation.read_only:
        return _(
            "Another console was open when this one began, so this one only shows. If that one is "
            "closed by now, close this one and start it again."
        )
    if signed_on and not situation.signed_on:
        return _("Say first who is on duty (F10).")
    return ""
