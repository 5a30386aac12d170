"""Initials of names, so that a name is found by typing its first letters."""

from __future__ import annotations

import re
from itertools import islice, product
from typing import Final

MOST: Final = 32
"""Most combinations kept of one name: some characters are read in several ways."""

_LETTERS: Final = re.compile(r"[a-z]+")


def initials(name: str, reading: str = "") -> str:
    """Return the initials of every way to read a name, separated by spaces.

    Every reading of every character counts: 曾 is found under `c` and `z`, 单 under
    `d` and `s`. Loading pypinyin takes 0.3 s, so this runs where something is
    written, and never in the line keeper.

    Args:
        name: A name in Chinese or other characters.
        reading: The pinyin, where somebody has corrected it: `shan xiaoming`.
    """
    if reading:
        words = _LETTERS.findall(reading.lower())
        return " ".join(dict.fromkeys(("".join(word[0] for word in words), "".join(words))))
    if not name:
        return ""
    letters = [each for character in name.lower() if (each := _letters(character))]
    found = ("".join(each) for each in islice(product(*letters), MOST))
    return " ".join(dict.fromkeys(found))


def _letters(character: str) -> list[str]:
    """Return the first letters that a character may be read with; none for a sign."""
    if character.isascii():
        return [character] if character.isalnum() else []
    from pypinyin import Style, pinyin  # noqa: PLC0415 - 0.3 s, needed only while writing

    read = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return sorted({one[0] for each in read for one in each if one})
