"""Initials of names, so that a name is found by typing its first letters."""

from __future__ import annotations

import re
from itertools import islice, product
from typing import Final

MOST: Final = 32
"""Most combinations kept of one name: some characters are read in several ways."""

_WORDS: Final = re.compile(r"[a-z]+")


def initials(name: str, reading: str = "") -> str:
    """Return the initials of every way to read a name, separated by spaces.

    Every reading of every character counts: 曾 is found under `c` and `z`, 单 under
    `d` and `s`. Loading pypinyin takes 0.3 s, so this runs where something is
    written, and never in the line keeper.

    Args:
        name: A name in Chinese or other characters.
        reading: The pinyin, where somebody has corrected it: `shan xiaoming`.
    """
    letters = [each for character in name.lower() if (each := _letters(character))]
    said = _WORDS.findall(reading.lower())
    if said and letters:
        # One word for each character, or the usual two: then the surname is what was corrected.
        told = [[word[0]] for word in said]
        letters = told if len(said) == len(letters) else [told[0], *letters[1:]]
    found = ("".join(each) for each in islice(product(*letters), MOST)) if letters else ()
    return " ".join(dict.fromkeys(found))


def _letters(character: str) -> list[str]:
    """Return the first letters that a character may be read with; none for a sign."""
    if character.isascii():
        return [character] if character.isalnum() else []
    from pypinyin import Style, pinyin  # noqa: PLC0415 - 0.3 s, needed only while writing

    read = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return sorted({one[0] for each in read for one in each if one})
