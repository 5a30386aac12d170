"""Cells that a spreadsheet program would run instead of showing.

A text that begins with `=`, `+`, `-` or `@` is a formula to the program that opens
a CSV file, and a formula can start other programs. Such a text gets an
apostrophe in front, and loses it when it is read back; a text that has one
already gets another, so that nothing is ever mistaken.
"""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = "=+\\-@＝＋－＠\t\r\n"
_RUN: Final = re.compile(rf"'*\s*[{_SIGNS}]")
_GUARDED: Final = re.compile(rf"'+\s*[{_SIGNS}]")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula."""
    return f"'{text}" if _RUN.match(text) else text


def kept_apart(text: str) -> str:
    """Return a text for a workbook, where a text is no formula, so that it is read back as it is.

    Only what already looks guarded gets another apostrophe: a list that went
    through CSV and was saved as a workbook still has the ones from there.
    """
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` or `kept_apart` was given."""
    return text[1:] if _GUARDED.match(text) else text
