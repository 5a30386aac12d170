"""Cut text into the words that the full-text index holds.

Chinese has no spaces, so each two neighbouring characters are a word, and the
last character of a run is one by itself; a phrase of such words finds exactly
the text that was typed. Runs of Latin letters and digits are words as they are,
found by their beginning. Width and case do not matter (NFKC, lower case).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

_LATIN: Final = "0-9a-z"
# Characters of private use stand in names, and the rare characters of planes 2
# and 3 may be younger than this Python's tables: both count as letters.
_OTHER: Final = (
    r"(?:[^\W0-9a-z_]"
    r"|[\uE000-\uF8FF\U00020000-\U0003FFFD\U000F0000-\U000FFFFD\U00100000-\U0010FFFD])"
)
_RUN: Final = re.compile(f"([{_LATIN}]+)|({_OTHER}+)")
_PHRASE: Final = re.compile(f"(?:[{_LATIN}]|{_OTHER})+")
_MARK: Final = "\ufdd0"
"""Begins the words that stand for beginnings; no text holds it, it is no character."""

_END: Final = "\ufdd1"
"""Begins the words that stand for the ends of numbers; it is no character either."""

_ENDING: Final = re.compile(f"{_END}[0-9]+")
_ENDINGS: Final = (3, 4)
"""Ends of numbers that are words of their own: what people remember of one."""

_BEGINNINGS: Final = (2, 3, 4)
"""Beginnings of Latin words that are words of their own.

The prefix index answers for one character, and five or more are rare enough to
be looked through; between them a prefix query would touch a tenth of all rows.
"""

_WORD_BEGINS: Final = f"(?<![{_LATIN}])"

_MAX_QUERY: Final = 64
"""Most characters of a query that are looked at."""


def folded(text: str) -> str:
    """Return a text as it is compared: full width, case and ligatures folded."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def words(text: str) -> str:
    """Return the words of a text, with spaces between them, for the index.

    Args:
        text: What a row holds; any text at all.
    """
    plain = folded(text)
    found: list[str] = _ENDING.findall(plain)
    beginnings: set[str] = set()
    for latin, other in _RUN.findall(_ENDING.sub(" ", plain)):
        if latin:
            found.append(latin)
            beginnings.update(latin[:size] for size in _BEGINNINGS if len(latin) >= size)
        else:
            found += _pairs(other)
            found.append(other[-1])
    found += [_MARK + beginning for beginning in sorted(beginnings)]
    return " ".join(found)


def ends(number: str) -> Iterator[str]:
    """Yield what a text must hold so that its row is found by the last digits of a number.

    Args:
        number: A number in the form in which it is compared.
    """
    for size in _ENDINGS:
        last = number[-size:]
        if len(last) == size and last.isascii() and last.isdigit():
            yield _END + last


def is_both(digits: str) -> bool:
    """Return whether digits are a word of their own both where a word begins and as an end.

    Args:
        digits: Digits that somebody looks for.
    """
    plain = digits.isascii() and digits.isdigit()
    return plain and len(digits) in _ENDINGS and len(digits) in _BEGINNINGS


def query(text: str, endings: Iterable[str] = (), either: Iterable[str] = ()) -> str:
    """Return the full-text query that finds what was typed.

    Parts between spaces and punctuation must all be found, each as it stands.

    Args:
        text: What the user typed; any text at all.
        endings: Last digits of numbers; the last few of them must be among what `ends`
            gave the row.
        either: Digits of which `is_both` says so; a word begins with them, or they end a number.

    Returns:
        A query in FTS5's language; empty where there is nothing to look for.
    """
    phrases = _PHRASE.findall(folded(text[:_MAX_QUERY])[:_MAX_QUERY])
    last = (f'"{word}"' for digits in endings for word in [*ends(digits)][-1:])
    both = (f'("{_MARK}{digits}" OR "{_END}{digits}")' for digits in either)
    return " AND ".join(dict.fromkeys([*map(_phrase, phrases), *last, *both]))


def looked_for(text: str) -> re.Pattern[str] | None:
    """Return what tells whether one folded text holds what was typed, without the index.

    For a few rows this is faster than following a common word through the whole
    index.

    Args:
        text: What the user typed; any text at all.

    Returns:
        A pattern to be searched in a text that `folded` returned; None where
        there is nothing to look for.
    """
    phrases = dict.fromkeys(_PHRASE.findall(folded(text[:_MAX_QUERY])[:_MAX_QUERY]))
    if not phrases:
        return None
    parts = (_WORD_BEGINS + part if part[0].isascii() else part for part in phrases)
    return re.compile("".join(f"(?=.*{part})" for part in parts), re.DOTALL)


def _phrase(text: str) -> str:
    """Return the query for characters that must stand side by side.

    Only letters and digits get here, so the quotes hold whatever was typed.
    """
    runs = _RUN.findall(text)
    *_before, (latin, other) = runs
    if len(runs) == 1 and len(latin) in _BEGINNINGS:
        return f'"{_MARK}{latin}"'
    found = [word for run in runs[:-1] for word in _closed(*run)]
    if latin or len(other) == 1:
        return f'"{" ".join([*found, latin or other])}" *'
    return f'"{" ".join([*found, *_pairs(other)])}"'


def _closed(latin: str, other: str) -> Iterator[str]:
    """Yield the words of a run that ends inside the query, as `words` does."""
    if latin:
        yield latin
    else:
        yield from _pairs(other)
        yield other[-1]


def _pairs(run: str) -> list[str]:
    """Return each two neighbouring characters of a run."""
    return [run[at : at + 2] for at in range(len(run) - 1)]
