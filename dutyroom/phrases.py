"""Texts put together as the language in force does: a label and its text, a list, clauses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dutyroom.i18n import _, language

_DIGITS: Final = ("", *"一二三四五六七八九")


def pair(label: str, text: object) -> str:
    """Return a label and what stands behind it."""
    return _("{label}: {text}").format(label=label, text=text)


def as_said(words: str) -> str:
    """Return what system or library says of itself, marked as its own words, for want of better."""
    return _("in the system's own words “{words}”").format(words=words)


def lead(label: str) -> str:
    """Return a label that ends in a colon, with the gap that its language sets behind it."""
    return label if label.endswith("：") else f"{label} "


def listed(texts: Iterable[str]) -> str:
    """Return several names or words in a row."""
    return _(", ").join(texts)


def clauses(texts: Iterable[str]) -> str:
    """Return several statements in a row."""
    return _("; ").join(texts)


def run_on(texts: Iterable[str]) -> str:
    """Return several statements that somebody wrote in a row; empty ones are left out."""
    said = [text for text in texts if text]
    # A sentence that goes on loses its own full stop, not one that stands alone.
    return clauses([*(text.rstrip("。；;. ") for text in said[:-1]), *said[-1:]])


def closed(statement: str) -> str:
    """Return a statement as a sentence: with the full stop of its language, where it has none."""
    ended = statement.endswith(("。", ".", "！", "!", "？", "?"))
    return statement if ended else _("{statement}.").format(statement=statement)


def sentences(texts: Iterable[str]) -> str:
    """Return several sentences in a row, with the gap that their language sets between them."""
    return "".join(text if text.endswith("。") else f"{text} " for text in texts).rstrip()


def ordinal(number: int) -> str:
    """Return the number of an article as the language in force writes it: 17, 十七.

    Args:
        number: From 1 to 99; the standard has fewer articles.
    """
    if language() != "zh":
        return str(number)
    tens, ones = divmod(number, 10)
    above = f"{_DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return f"{above}{_DIGITS[ones]}"
