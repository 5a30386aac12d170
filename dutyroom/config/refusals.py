"""Why a value cannot stand in the settings, in words of the user's language.

msgspec says it in English, and in the names of Python's types.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from dutyroom.i18n import N_, _
from dutyroom.phrases import as_said

_KINDS: Final = MappingProxyType(
    {
        "str": N_("a text in quotation marks"),
        "int": N_("a whole number"),
        "float": N_("a number"),
        "bool": N_("true or false"),
        "array": N_("a list"),
        "object": N_("a table"),
    }
)

_OTHER_KIND: Final = re.compile(r"^Expected `(\w+)[^`]*`, got `(\w+)`")
_BOUND: Final = re.compile(r"^Expected `\w+` (>=|<=) (\S+)")
_PATTERN: Final = re.compile(r"^Expected `str` matching regex")
_YEAR: Final = "{4}"
"""Four digits in a pattern: only that of a day has them."""
_CHOICE: Final = re.compile(r"^Invalid enum value (.*)")
_MISSING: Final = re.compile(r"^Object missing required field `(\w+)`")


def in_words(detail: str) -> str:
    """Return why a value was refused.

    Args:
        detail: What msgspec said, without the place.
    """
    if found := _OTHER_KIND.search(detail):
        wanted, got = (_(_KINDS[kind]) if kind in _KINDS else kind for kind in found.groups())
        return _("{wanted} is expected there, not {found}").format(wanted=wanted, found=got)
    if found := _BOUND.search(detail):
        least = found[1] == ">="
        words = _("it must be at least {bound}") if least else _("it must be at most {bound}")
        return words.format(bound=found[2])
    if _PATTERN.search(detail):
        day = _("a day is expected there, such as 2026-12-16")
        return day if _YEAR in detail else _("a time of day is expected there, such as 08:30")
    if found := _CHOICE.search(detail):
        return _("{value} is none of the choices").format(value=found[1])
    if found := _MISSING.search(detail):
        return _("{entry} is missing there").format(entry=found[1])
    return as_said(detail)
