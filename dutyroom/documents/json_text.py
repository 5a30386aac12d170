"""JSON that a terminal may show: whole for a program, and nothing that a terminal obeys.

JSON itself escapes the control characters of ASCII alone. A caller's name may
hold those above it, and letters that turn the writing round or hide it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

_UNUSUAL: Final = re.compile("[^\n -~\u3000-\ud7ff\uff01-\uff5e]")
"""Whatever is neither ASCII nor Chinese: only that is looked at, letter by letter."""

_OBEYED: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON, with every character escaped that is not one to be read.

    Args:
        value: What JSON can hold.
        indent: Spaces for each level; None for one line.
    """
    return _UNUSUAL.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(found: re.Match[str]) -> str:
    """Return a character as it is, or as JSON escapes it."""
    if unicodedata.category(found[0]) not in _OBEYED:
        return found[0]
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))
