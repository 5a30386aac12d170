"""Texts put together as the language in force does: a label and its text, a list, clauses."""

from __future__ import annotations

from collections.abc import Iterable

from dutyroom.i18n import _


def pair(label: str, text: object) -> str:
    """Return a label and what stands behind it."""
    return _("{label}: {text}").format(label=label, text=text)


def listed(texts: Iterable[str]) -> str:
    """Return several names or words in a row."""
    return _(", ").join(texts)


def clauses(texts: Iterable[str]) -> str:
    """Return several statements in a row."""
    return _("; ").join(texts)
