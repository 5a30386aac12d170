"""What somebody typed into the search of calls or of matters, taken apart.

Every word must be found. A word is found in the text; a number is also found by its end; a
date word by the day; a printed number by itself; and a name in the address book by the
numbers behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from dutyroom.standard.date_words import span
from dutyroom.standard.numbers import normalise
from dutyroom.store.words import query as searchable

LONGEST: Final = 100
"""Most characters of a query that are looked at."""

WORDS: Final = 6
"""Most words of a query that are looked at."""

FEWEST_DIGITS: Final = 3
"""A number is found by its end from so many digits on."""

_MOST_DIGITS: Final = 32
"""Digits of a number of which the endings are words: hostile ones are longer."""

_MANIFOLD: Final = 3
"""How many words may be read in more than one way; each multiplies the work."""

_LABEL: Final = re.compile(r"(?P<year>\d{4})-(?P<running>\d{1,7})")
_RUNNING: Final = re.compile(r"0\d{4,6}")
_PHONE: Final = re.compile(r"\+?[\d()*-]*\d[\d()*-]*")


@dataclass(frozen=True, slots=True)
class Text:
    """Found in what is written."""

    words: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Found by the end of its number."""

    digits: str


@dataclass(frozen=True, slots=True)
class Days:
    """Found by its day; both days included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Printed:
    """Found by its printed number; of any year where none is named."""

    year: int | None
    running: int


@dataclass(frozen=True, slots=True)
class Named:
    """Found by the contact behind its number."""

    word: str


Way: TypeAlias = Text | Ending | Days | Printed | Named
"""One way in which a word can be found."""


def endings(number: str) -> Iterator[str]:
    """Yield the ends of a number as words by which it is found, where no column holds them.

    Args:
        number: A number as it was noted.
    """
    digits = "".join(filter(str.isdecimal, number))[:_MOST_DIGITS]
    yield from (digits[at:] for at in range(len(digits) - FEWEST_DIGITS + 1))


def ways(word: str, today: date | None) -> list[Way]:
    """Return the ways in which a word can be found.

    Args:
        word: A word without spaces.
        today: The present day; without it no word names a day.
    """
    found: list[Way] = [Text(word)] if searchable(word) else []
    days = span(word, today) if today is not None else None
    if days is not None:
        found.append(Days(*days))
    if printed := _LABEL.fullmatch(word):
        found.append(Printed(int(printed["year"]), int(printed["running"])))
    elif _RUNNING.fullmatch(word):
        found.append(Printed(None, int(word)))
    if _PHONE.fullmatch(word) and (days is None or word.isdigit()):
        form = normalise(word)
        if len(form) >= FEWEST_DIGITS:
            found.append(Ending(form))
        if form != word:
            found.append(Text(form))
    elif found and days is None:
        found.append(Named(word))
    return found


def parts(query: str, today: date | None) -> list[list[Way]] | None:
    """Return for each word of a query the ways in which it can be found.

    Args:
        query: What was typed; any text at all.
        today: The present day; without it no word names a day.

    Returns:
        The ways of each word; None where nothing was typed; an empty list where
        what was typed holds nothing to look for.
    """
    words = query[:LONGEST].split()[:WORDS]
    if not words:
        return None
    choices = [found for word in dict.fromkeys(words) if (found := ways(word, today))]
    return [found if at < _MANIFOLD else found[:1] for at, found in enumerate(choices)]
